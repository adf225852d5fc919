"""Makes feeds like newspapers' and weblogs': the same arguments give the same bytes, on every machine.

RSS 55 %, Atom 27 %, RDF 6 %, JSON Feed 12 %; half of the feeds Vietnamese, half English; bodies of 3–6 KB with headings,
links, lists, quotes, tables and pictures with captions. 500 feeds of 30 entries are about 82 MB.

    python -m tests.bench.corpus FOLDER [--feeds 500] [--items 30] [--built 1] [--changed 0] [--added 0]
"""

from __future__ import annotations

import argparse
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from random import Random

from tests.bench import dialects
from tests.bench.dialects import Item, Outline
from tests.bench.vocabulary import Vocabulary, english, vietnamese

FEEDS, ITEMS = 500, 30
_SEED = 7
_FIRST = datetime(2026, 9, 1, 5, 0, tzinfo=UTC)
_CODE = "def fetch(url):\n    answer = client.get(url)\n    return parse(answer.content) if answer.status_code == 200 else None\n"


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a feed. ``built`` only moves the date of the feed itself, ``changed`` newest entries say more than
    before, ``added`` entries are newer than those of the first revision and push as many old ones out."""

    built: int = 0
    changed: int = 0
    added: int = 0


def kind_of(number: int) -> str:
    """The dialect of feed ``number``: rss, atom, rdf or json."""
    share = number * 37 % 100
    return "rss" if share < 55 else "atom" if share < 82 else "rdf" if share < 88 else "json"


def file_name(number: int) -> str:
    """What feed ``number`` is called in the folder and on the server."""
    return f"f{number:05d}.{'json' if kind_of(number) == 'json' else 'xml'}"


def twin_name(number: int) -> str:
    """The same feed for a reader that knows no JSON: of the others the very file."""
    return f"f{number:05d}.twin.xml" if kind_of(number) == "json" else file_name(number)


def feed(number: int, revision: Revision = Revision(), *, items: int = ITEMS, kind: str = "") -> bytes:
    """The document of one feed at one revision, newest entry first; ``kind`` for another dialect than its own."""
    writer = _Writer(number)
    made = [writer.item(at) for at in range(items + revision.added)][-items:][::-1]
    for at in range(min(revision.changed, len(made))):
        made[at] = _corrected(made[at])
    built = made[0].when + timedelta(minutes=revision.built)
    outline = Outline(f"{writer.name} {number:03d}", writer.base, writer.language, built)
    return dialects.WRITERS[kind or kind_of(number)](outline, made)


def write(folder: Path, revision: Revision = Revision(), *, feeds: int = FEEDS, items: int = ITEMS) -> int:
    """Write every feed, plain and gzipped, unless the folder is already whole; bytes of all, plain."""
    done = folder / "whole"
    if not done.exists():
        folder.mkdir(parents=True, exist_ok=True)
        total = 0
        for number in range(feeds):
            body = feed(number, revision, items=items)
            total += len(body)
            path = folder / file_name(number)
            path.write_bytes(body)
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(body, 6, mtime=0))
            if kind_of(number) == "json":
                twin = folder / twin_name(number)
                twin.write_bytes(feed(number, revision, items=items, kind="rss"))
                twin.with_name(twin.name + ".gz").write_bytes(gzip.compress(twin.read_bytes(), 6, mtime=0))
        done.write_text(str(total))
    return int(done.read_text())


class _Writer:
    """Writes the entries of one feed; entry ``n`` is the same whatever came before it."""

    def __init__(self, number: int) -> None:
        self._number = number
        self.language = "vi" if number % 2 == 0 else "en"
        self.name = ("Báo" if self.language == "vi" else "Journal") + f" {kind_of(number).upper()}"
        self.base = f"http://news{number}.example"
        self._words: Vocabulary = _VOCABULARIES[self.language]

    def item(self, at: int) -> Item:
        chance = Random(f"{_SEED}/{self._number}/{at}")
        address = f"{self.base}/2026/{at:05d}"
        title = " ".join(self._words.draw(chance, chance.randint(6, 12)))
        summary = self._sentence(chance)
        body = "\n".join(self._blocks(chance, chance.randint(2900, 5750)))
        picture = f"{self.base}/img/{at}-lead.jpg"
        return Item(
            id=f"{self.base}/?p={at}",
            link=f"{address}/{'bai-viet' if self.language == 'vi' else 'story'}.html?utm_source=rss",
            title=title[0].upper() + title[1:],
            author=" ".join(word.title() for word in self._words.draw(chance, 2)),
            when=_FIRST + timedelta(minutes=97 * at + 7 * self._number % 97),
            tags=tuple(self._words.draw(chance, 2)),
            summary=summary,
            body=body,
            picture=picture,
            caption=self._sentence(chance),
            credit="TTXVN" if self.language == "vi" else "Reuters",
        )

    def _blocks(self, chance: Random, wanted: int) -> Iterator[str]:
        made = 0
        while made < wanted:
            block = self._block(chance, chance.random())
            made += len(block.encode()) + 1
            yield block

    def _block(self, chance: Random, share: float) -> str:
        if share < 0.66:
            return self._paragraph(chance)
        if share < 0.74:
            return f"<h2>{escape(' '.join(self._words.draw(chance, 5)))}</h2>"
        if share < 0.83:
            return self._figure(chance)
        if share < 0.89:
            lines = "".join(f"<li>{self._sentence(chance)}</li>" for _ in range(chance.randint(2, 6)))
            return f"<ul>{lines}</ul>"
        if share < 0.95:
            return f"<blockquote>{self._paragraph(chance)}</blockquote>"
        if share < 0.98:
            return self._table(chance)
        return f"<pre><code>{escape(_CODE)}</code></pre>"

    def _paragraph(self, chance: Random) -> str:
        text = " ".join(self._sentence(chance) for _ in range(chance.randint(2, 5)))
        share = chance.random()
        if share < 0.35:
            address = f"{self.base}/ref/{chance.randint(1, 9999)}?a=1&amp;b=2"
            text += f' <a href="{address}">{escape(" ".join(self._words.draw(chance, 3)))}</a>.'
        elif share > 0.6:
            first, last = (escape(" ".join(self._words.draw(chance, 2))) for _ in range(2))
            text = f"<strong>{first}</strong> {text} <em>{last}</em>"
        if share > 0.9:
            text += f" &ldquo;{escape(' '.join(self._words.draw(chance, 4)))}&rdquo; &mdash; &#8230;"
        return f"<p>{text}</p>"

    def _sentence(self, chance: Random) -> str:
        text = " ".join(self._words.draw(chance, chance.randint(7, 18)))
        return escape(text[0].upper() + text[1:] + chance.choice("....?!"))

    def _figure(self, chance: Random) -> str:
        address = f"{self.base}/img/{chance.randint(1, 9999)}.jpg"
        alt = escape(" ".join(self._words.draw(chance, 4)), quote=True)
        signed = "Ảnh: TTXVN" if self.language == "vi" else "Photo: Reuters"
        return (
            f'<figure><img src="{address}" alt="{alt}" width="800" height="450"/>'
            f"<figcaption>{self._sentence(chance)} {signed}</figcaption></figure>"
        )

    def _table(self, chance: Random) -> str:
        rows = "".join(
            f"<tr><td>{escape(' '.join(self._words.draw(chance, 2)))}</td><td>{chance.randint(1, 999)}</td></tr>"
            for _ in range(4)
        )
        return f"<table><tr><th>A</th><th>B</th></tr>{rows}</table>"


def _corrected(item: Item) -> Item:
    return replace(item, body=f"{item.body}\n<p>Cập nhật / Update: {escape(item.summary)}</p>")


_VOCABULARIES = {"vi": vietnamese(), "en": english()}


def main() -> None:
    """Write one revision."""
    parser = argparse.ArgumentParser(description="Write a corpus of feeds")
    parser.add_argument("folder", type=Path)
    for name, usual in (("feeds", FEEDS), ("items", ITEMS), ("built", 0), ("changed", 0), ("added", 0)):
        parser.add_argument(f"--{name}", type=int, default=usual)
    given = parser.parse_args()
    revision = Revision(given.built, given.changed, given.added)
    total = write(given.folder, revision, feeds=given.feeds, items=given.items)
    print(f"{given.feeds} feeds of {given.items} entries, {total / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
