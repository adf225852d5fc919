"""The fast way is right where it says what the way of feedparser says: over our feeds, and over feedparser's own tests."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
import tarfile
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.bench import corpus
from tests.sources.differences import INTENDED, Difference, differences, name_of
from tui_reader import resources
from tui_reader.model.entry import EntryData, ParsedFeed
from tui_reader.model.feed import FeedData
from tui_reader.sources import feedparser_way, xml_feed
from tui_reader.sources.addresses import home_of
from tui_reader.sources.encoding import decode
from tui_reader.sources.kind import sniff
from tui_reader.sources.parse import made

FEEDS = Path(__file__).parent / "data" / "feeds"
NOW = datetime(2026, 11, 1, tzinfo=UTC)
HOME = home_of("https://host.example/feeds/feed.xml")
LIMIT = 2000


def by_the_fast_way(body: bytes) -> ParsedFeed | None:
    """The feed, or None where it is not fit for that."""
    root = xml_feed.fit(body)
    if root is None:
        return None
    return made(xml_feed.read(root, HOME, LIMIT, mend=xml_feed.looks_wrongly_encoded(body)), HOME, NOW)[0]


def by_feedparser(body: bytes) -> ParsedFeed:
    return made(feedparser_way.read(decode(body), HOME, LIMIT), HOME, NOW)[0]


def compared(bodies: Iterable[tuple[str, bytes]]) -> tuple[Counter[str], list[tuple[str, Difference]]]:
    """How many went which way and differ how; and every difference that is not meant."""
    counts: Counter[str] = Counter()
    unmeant: list[tuple[str, Difference]] = []
    for name, body in bodies:
        if sniff(body, {}, "https://host.example/feed.xml") != "feed":
            counts["no feed"] += 1
            continue
        fast = by_the_fast_way(body)
        if fast is None:
            counts["by feedparser"] += 1
            continue
        counts["by the fast way"] += 1
        found = [(name_of(one), one) for one in differences(fast, by_feedparser(body))]
        counts.update({kind or "not meant" for kind, _ in found} or {"equal"})
        unmeant += [(name, one) for kind, one in found if not kind]
    return counts, unmeant


def test_both_ways_say_the_same_of_our_own_feeds() -> None:
    files = [*FEEDS.glob("*.xml"), *(resources.directory("seeds") / "feeds").glob("*.xml")]
    counts, unmeant = compared((file.name, file.read_bytes()) for file in sorted(files))
    assert unmeant == []
    assert counts["by the fast way"] >= 12
    assert counts["by feedparser"] >= 1  # broken.xml


def test_both_ways_say_the_same_of_generated_feeds() -> None:
    numbers = [number for number in range(12) if corpus.kind_of(number) != "json"]
    counts, unmeant = compared((corpus.file_name(number), corpus.feed(number, items=5)) for number in numbers)
    assert unmeant == []
    assert counts["equal"] == len(numbers)


def test_both_ways_say_the_same_of_feedparsers_own_tests(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = feedparsers_tests(tmp_path)
    files = sorted(folder.rglob("*.xml"))
    counts, unmeant = compared((str(file.relative_to(folder)), file.read_bytes()) for file in files)
    with capsys.disabled():
        print(f"\n{len(files)} files of feedparser's tests: {dict(counts.most_common())}")
    assert unmeant == []
    assert counts["by the fast way"] > 1700
    assert counts["equal"] > 1650
    assert {
        kind.name for kind in INTENDED
    } <= counts.keys()  # a difference that is no more is taken off the list


def test_a_field_that_is_not_equal_is_found() -> None:
    feed = ParsedFeed(FeedData(title="a"), (EntryData(guid="1", title="t"),))
    assert list(differences(feed, feed)) == []
    other = replace(feed, feed=FeedData(title="b"), entries=(EntryData(guid="1", title="u"),))
    found = list(differences(feed, other))
    assert [one.field for one in found] == ["feed.title", "title"]
    assert [name_of(one) for one in found] == ["", ""]


def feedparsers_tests(folder: Path) -> Path:
    """The tests of the installed feedparser, unpacked; they come in its source distribution only.

    ``make`` lays that into the environment once; otherwise pip is asked for it. Skips where there is no network.
    """
    name = f"feedparser-{importlib.metadata.version('feedparser')}"
    archive = Path(sys.prefix) / "share" / f"{name}.tar.gz"
    if not archive.exists():
        archive = _download(name.replace("-", "=="), folder)
    with tarfile.open(archive) as packed:
        # Pythons before 3.11.4 know no filters; the archive is the one constraints.txt names
        if hasattr(tarfile, "data_filter"):
            packed.extractall(folder, filter="data")
        else:
            packed.extractall(folder)
    return folder / name / "tests"


def _download(requirement: str, folder: Path) -> Path:
    order = [
        sys.executable,
        "-m",
        "pip",
        "download",
        "-q",
        "--no-deps",
        "--no-binary",
        "feedparser",
        "-d",
        str(folder),
    ]
    try:
        subprocess.run([*order, requirement], check=True, capture_output=True, timeout=120)
    except (subprocess.SubprocessError, OSError) as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"feedparser's source distribution cannot be had: {type(error).__name__}")
    return next(folder.glob("feedparser-*.tar.gz"))
