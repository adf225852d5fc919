"""Decides what a parsed feed means for what is kept: which entries are new, changed, the same. Pure.

An entry is recognised by its guid as written; else by what it says (hash); else by link and title together; else by
its link, where that is the article's own. Feeds lie about all four (hostile.md H67), so each is believed only where
it tells entries apart: a guid or link that several different entries of one feed share is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct

from tui_reader.model.entry import ParsedFeed
from tui_reader.model.update import Changed, Changes, Keys, Known, New, keys_of
from tui_reader.model.urls import canonical


class Verdict(Struct, frozen=True):
    """What entries of a feed mean, by their places in it."""

    new: tuple[int, ...] = ()
    changed: tuple[tuple[int, int], ...] = ()
    """Place, and the id of the kept entry that is no longer the same."""
    same: tuple[int, ...] = ()
    """Ids of kept entries that are as they were."""


def judge(known: Known, keys: Sequence[Keys], home: str) -> Verdict:
    """What of the feed is new, changed, or the same; each visible entry is kept once. ``home`` is the feed's site."""
    trusted = _Trusted(keys, home)
    seen = _Seen()
    new: list[int] = []
    changed: list[tuple[int, int]] = []
    same: list[int] = []
    for place, (each, found) in enumerate(zip(keys, _match_all(keys, known, trusted), strict=True)):
        if seen.before(each, trusted):
            continue
        if found is None:
            new.append(place)
        elif known.hashes.get(found) == each.content_hash:
            same.append(found)
        else:
            changed.append((place, found))
    return Verdict(tuple(new), tuple(changed), tuple(same))


def decide(known: Known, parsed: ParsedFeed) -> Changes:
    """As ``judge``, with the entries themselves."""
    keys = [keys_of(data) for data in parsed.entries]
    verdict = judge(known, keys, parsed.feed.link)
    return Changes(
        tuple(New(parsed.entries[place], keys[place]) for place in verdict.new),
        tuple(Changed(found, parsed.entries[place], keys[place]) for place, found in verdict.changed),
        verdict.same,
    )


class _Trusted:
    """Which guids and links of this feed are one entry's own."""

    def __init__(self, all_keys: Sequence[Keys], home: str) -> None:
        what = {(keys.guid, keys.link, keys.title) for keys in all_keys}
        guids = Counter(guid for guid, _, _ in what)
        links = Counter(link for link, _ in {(keys.link, keys.guid or keys.title) for keys in all_keys})
        self._guids = {guid for guid, count in guids.items() if guid and count == 1}
        self._links = {link for link, count in links.items() if link and count == 1} - {canonical(home)}

    def guid(self, keys: Keys) -> bool:
        return keys.guid in self._guids

    def link(self, keys: Keys) -> bool:
        return keys.link in self._links


class _Seen:
    """What already came by in this very feed: the same entry twice is one entry."""

    def __init__(self) -> None:
        self._guids: set[str] = set()
        self._hashes: set[bytes] = set()
        self._nameless: set[tuple[str, str]] = set()

    def before(self, keys: Keys, trusted: _Trusted) -> bool:
        nameless = not trusted.guid(keys)
        name = (keys.link, keys.title)
        double = (
            keys.content_hash in self._hashes
            or (not nameless and keys.guid in self._guids)
            or (nameless and bool(keys.link) and name in self._nameless)
        )
        self._guids.add(keys.guid)
        self._hashes.add(keys.content_hash)
        if nameless:
            self._nameless.add(name)
        return double


def _match_all(all_keys: Sequence[Keys], known: Known, trusted: _Trusted) -> list[int | None]:
    """The kept entry of each one; the surest way of recognising goes first through all, so none is taken from its own."""
    found: list[int | None] = [None] * len(all_keys)
    if not known.hashes:
        return found
    taken: set[int] = set()
    for way in _ways(known, trusted):
        for index, keys in enumerate(all_keys):
            if found[index] is None and (entry := way(keys)) is not None and entry not in taken:
                found[index] = entry
                taken.add(entry)
    return found


def _ways(known: Known, trusted: _Trusted) -> tuple[Callable[[Keys], int | None], ...]:
    def whole(keys: Keys) -> int | None:
        """Guid and content are as they were."""
        entry = known.by_hash.get(keys.content_hash)
        kept = known.keys.get(entry) if entry is not None else None
        return entry if kept is not None and kept.guid == keys.guid else None

    def guid(keys: Keys) -> int | None:
        return known.by_guid.get(keys.guid) if trusted.guid(keys) else None

    def content(keys: Keys) -> int | None:
        return known.by_hash.get(keys.content_hash)

    def title(keys: Keys) -> int | None:
        return known.by_title.get((keys.link, keys.title)) if keys.link and keys.title else None

    def link(keys: Keys) -> int | None:
        return known.by_link.get(keys.link) if trusted.link(keys) else None

    return whole, guid, content, title, link
