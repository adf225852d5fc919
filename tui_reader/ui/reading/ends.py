"""What stands before and after the text: title, source and date; tags, where it came from, what to read on with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import partial
from urllib.parse import urlsplit

from msgspec import Struct
from msgspec.structs import replace
from rich.cells import cell_len

from tui_reader.content.document import text_of
from tui_reader.model.article import SHORT_TEXT, Article
from tui_reader.model.entry import EntryRow, Kept
from tui_reader.model.scale import Scale
from tui_reader.model.urls import is_web
from tui_reader.strings import Words
from tui_reader.strings import format as forms
from tui_reader.ui.list.entry_row import kept_signs
from tui_reader.ui.reading import blocks
from tui_reader.ui.reading.breaking import Cut, cuts
from tui_reader.ui.reading.flowing import BARE, Flat, Frame, Setting, joined, plain_flat
from tui_reader.ui.reading.lines import NO_STOP, Run, line_width
from tui_reader.ui.reading.plan import Plan

MOST_RELATED = 5
EXTRACTED = "extracted"
"""The origin of a text that was found in the article's page."""
_OWN = 2
"""Of them the page's own, where the archive has more than enough."""
_NARROW = 50  # below it the source stands in the title line instead


class Related(Struct, frozen=True):
    """Something to read on with: an article kept here (``entry_id``) or a page (``href``)."""

    title: str
    note: str = ""
    entry_id: int = 0
    href: str = ""


class Head(Struct, frozen=True):
    """What stands above the text."""

    title: str
    source: str = ""
    facts: tuple[str, ...] = ()
    """Author, date, minutes, as the language writes them."""


class Tail(Struct, frozen=True):
    """What stands below the text."""

    tags: tuple[str, ...] = ()
    link: str = ""
    related: tuple[Related, ...] = ()
    comments: int | None = None
    comments_key: str = ""
    notice: str = ""
    """That the feed sent only a lead, and what can be done; pressing it does it."""


def head_of(article: Article, words: Words, zone: tzinfo | None) -> Head:
    """The head of an article."""
    entry = article.entry
    data = entry.data
    author = forms.names(words, [author.name for author in data.authors if author.name])
    date = forms.full_date(words, data.published or entry.sort_at, zone)
    minutes = forms.minutes_to_read(words, entry.words) if entry.words else ""
    source = forms.feed_name(words, entry.feed_title)
    if author.casefold() == source.casefold():
        author = ""
    more = entry.kept & (Kept.PICTURES | Kept.COMMENTS)  # that the text is here needs no saying
    here = kept_signs(entry.kept).replace(" ", "") if more else ""
    facts = (author, date, f"{minutes} {here}".strip())
    return Head(data.title or words("list.untitled"), source, tuple(fact for fact in facts if fact))


def tail_of(article: Article, words: Words, now: datetime, zone: tzinfo | None) -> Tail:
    """What follows an article: its own page's offers after those of the archive, five in all, none twice."""
    kept = [Related(row.title, _whence(row, words, now, zone), entry_id=row.id) for row in article.related]
    own = [Related(title, urlsplit(href).hostname or "", href=href) for title, href in _own(article)]
    related: dict[str, Related] = {}
    for one in (*kept[: MOST_RELATED - min(len(own), _OWN)], *own, *kept):
        related.setdefault(one.title.casefold(), one)
    here = len(article.thread.nodes) if article.thread else 0
    counts = [count for count in (article.entry.comments, here or None) if count is not None]
    return Tail(
        article.entry.data.tags,
        article.entry.data.link,
        tuple(related.values())[:MOST_RELATED],
        max(counts, default=None),
        words.key("pane.comments"),
        notice=_only_a_lead(article, words),
    )


def _only_a_lead(article: Article, words: Words) -> str:
    """Said where there may be more on the article's page; and where there is not, that it was looked for."""
    entry, document = article.entry, article.document
    if document is None or EXTRACTED in article.origins or not is_web(entry.data.link):
        return ""
    length = 0
    for block in document.blocks:
        length += len(text_of(block))
        if length >= SHORT_TEXT:
            return ""
    return words("article.no_full_text" if entry.fetch_state else "article.only_summary")


def _whence(row: EntryRow, words: Words, now: datetime, zone: tzinfo | None) -> str:
    return f"{forms.feed_name(words, row.feed_title)} · {forms.age(words, row.sort_at, now, zone)}"


def _own(article: Article) -> tuple[tuple[str, str], ...]:
    return article.document.related if article.document else ()


def put_head(plan: Plan, head: Head, width: int = 0, rows: int = 0) -> None:
    """Title and the line of facts beneath it. A title drawn with block characters may take ``width`` and ``rows``."""
    flat = plain_flat(head.title, "title")
    plan.air(1)
    if not _put_poster(plan, flat, width, rows):
        sizes = plan.sizes  # block letters larger than the text's did not fit
        scale = sizes.heading if isinstance(sizes.heading, Scale) else sizes.body
        setting = Setting(plan.width, letter=plan.style.letter, scale=scale, margin=plan.margin)
        plan.add(
            2 * setting.scale.s,
            lambda: blocks.heading(flat, plan.style, setting, "title"),
            text=lambda: flat.text,
        )
    facts = head.facts if plan.width < _NARROW else (head.source, *head.facts)
    lines = _lines([fact for fact in facts if fact], plan.width)
    if lines:
        plan.air(1 if plan.width >= _NARROW else 0)
        plan.text(plain_flat("\n".join(lines), "meta"), Setting(plan.width))
    plan.air(max(1, plan.style.paragraph))


def _put_poster(plan: Plan, flat: Flat, width: int, rows: int) -> bool:
    """The title in the largest letters of block characters that leave room for the text; False where none do."""
    for face in plan.sizes.posters:
        from tui_reader.ui.reading.lettering import drawable  # few readers want letters that large

        setting = Setting(width, scale=face)
        lines = list(cuts(flat.text, setting.room(BARE)))
        if len(lines) * face.s <= rows and drawable(flat.text, face) and not _splits(flat.text, lines):
            draw = partial(blocks.heading, flat, replace(plan.style, heading=0), setting, "title")
            plan.poster_width = max(map(line_width, draw().lines))
            plan.add(len(lines) * face.s, draw, text=lambda: flat.text)
            return True
    return False


def _splits(text: str, lines: Sequence[Cut]) -> bool:
    """Whether a word is broken."""
    return any(text[line.end : line.end + 1].isalnum() for line in lines)


def _lines(facts: list[str], width: int) -> list[str]:
    """The facts with dots between them, no row begun or ended by one."""
    rows: list[str] = []
    for fact in facts:
        if rows and cell_len(rows[-1]) + cell_len(fact) + 3 <= width:
            rows[-1] += f" · {fact}"
        else:
            rows.append(fact)
    return rows


def put_notice(plan: Plan, text: str) -> None:
    """A sentence where the text would stand."""
    plan.text(plain_flat(text, "notice"), Setting(plan.width))


def put_tail(plan: Plan, tail: Tail) -> None:
    """Tags, source, read on, comments, top."""
    words, bare = plan.words, Setting(plan.width)
    if tail.notice:
        plan.air(1)
        stop = plan.stop(action="full_text")
        plan.text(plain_flat(tail.notice, "notice", action="full_text", stop=stop), bare)
    plan.air(2)
    if tail.tags:
        tags = joined(
            plain_flat(f"{words('article.keywords')}: ", "meta"), plain_flat(" · ".join(tail.tags), "tag")
        )
        plan.text(tags, bare)
    if tail.link:
        host = (urlsplit(tail.link).hostname or tail.link).removeprefix("www.")
        stop = plan.stop(href=tail.link)
        plan.text(
            plain_flat(words("article.source_link", host=host), "source-link", href=tail.link, stop=stop),
            bare,
        )
    if tail.related:
        plan.air(1)
        plan.line((Run("─" * plan.width, "tail-rule"),))
        plan.line((Run(words("article.read_on"), "section"),))
        for one in tail.related:
            _put_related(plan, one)
    plan.air(1)
    plan.line((Run("─" * plan.width, "tail-rule"),))
    count = words("article.comments_n", n=tail.comments) if tail.comments else words("article.comments")
    _put_button(plan, f"{count} · {tail.comments_key}" if tail.comments_key else count, "comments")
    _put_button(plan, f"↑ {words('article.top')}", "top")
    plan.air(1)


def _put_related(plan: Plan, one: Related) -> None:
    action = f"entry:{one.entry_id}" if one.entry_id else ""
    leads = bool(one.href or action)
    stop = plan.stop(href=one.href, action=action) if leads else NO_STOP
    flat = plain_flat(one.title, "related" if leads else "muted", href=one.href, action=action, stop=stop)
    if one.note:
        flat = joined(flat, plain_flat(f"  {one.note}", "meta"))
    frame = Frame((Run("› ", "bullet"),), (Run("  "),), 2)
    plan.text(flat, replace(Setting(plan.width), leading=0), frame)


def _put_button(plan: Plan, text: str, action: str) -> None:
    stop = plan.stop(action=action)
    plan.line((Run(text, "button", action=action, stop=stop),))
