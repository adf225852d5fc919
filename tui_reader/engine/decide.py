"""Decides what a parsed feed means for what is kept: which entries are new, changed, the same. Pure.

An entry is recognised by its guid as written; else by what it says (hash); else by link and title together; else by
its link, where that is the article's own. Feeds lie about all four (hostile.md H67), so each is believed only where
it tells entries apart: a guid or link that several different entries of one feed share is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from tui_reader.model.entry import EntryData, ParsedFeed
from tui_reader.model.update import Changed, Changes, Keys, Known, New, keys_of
from tui_reader.model.urls import canonical

Pair = tuple[EntryData, Keys]


def decide(known: Known, parsed: ParsedFeed) -> Changes:
    """What of the feed is new, changed, or the same; each visible entry is kept once."""
    pairs = [(data, keys_of(data)) for data in parsed.entries]
    trusted = _Trusted(pairs, parsed.feed.link)
    seen = _Seen()
    new: list[New] = []
    changed: list[Changed] = []
    same: list[int] = []
    matches = _match_all(pairs, known, trusted)
    for (data, keys), found in zip(pairs, matches, strict=True):
        if seen.before(keys, trusted):
            continue
        if found is None:
            new.append(New(data, keys))
        elif known.hashes.get(found) == keys.content_hash:
            same.append(found)
        else:
            changed.append(Changed(found, data, keys))
    return Changes(tuple(new), tuple(changed), tuple(same))


def keys_of_all(parsed: ParsedFeed) -> tuple[Keys, ...]:
    """What the store must be asked for before deciding."""
    return tuple(keys_of(data) for data in parsed.entries)


def bites(changes: Changes, size: int) -> Iterable[Changes]:
    """The changes in parts of at most ``size`` entries to write, oldest new ones first; ``same`` goes with the last."""
    writes: Sequence[New | Changed] = (*reversed(changes.new), *changes.changed)
    for start in range(0, len(writes), size):
        part = writes[start : start + size]
        yield Changes(
            tuple(one for one in part if isinstance(one, New)),
            tuple(one for one in part if isinstance(one, Changed)),
        )
    if changes.same:
        yield Changes(same=changes.same)


class _Trusted:
    """Which guids and links of this feed are one entry's own."""

    def __init__(self, pairs: Sequence[Pair], home: str) -> None:
        what = {(keys.guid, keys.link, keys.title) for _, keys in pairs}
        guids = Counter(guid for guid, _, _ in what)
        links = Counter(link for link, _ in {(keys.link, keys.guid or keys.title) for _, keys in pairs})
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


def _match_all(pairs: Sequence[Pair], known: Known, trusted: _Trusted) -> list[int | None]:
    """The kept entry of each one; the surest way of recognising goes first through all, so none is taken from its own."""
    found: list[int | None] = [None] * len(pairs)
    taken: set[int] = set()
    for way in _ways(known, trusted):
        for index, (_, keys) in enumerate(pairs):
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
