"""A feed at a glance: what is wrong with it, what it is called, where it lies, its own settings, and leaving it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui_reader.model.feed import Feed, FeedEdit, FeedKind
from tui_reader.model.feed_settings import FeedSettings, FullText, is_header
from tui_reader.model.urls import clean, is_web
from tui_reader.strings import Words
from tui_reader.strings.format import feed_name
from tui_reader.ui.form import Box, Form, Pick

_INTERVALS = (900, 1800, 3600, 2 * 3600, 4 * 3600, 8 * 3600, 86400, 7 * 86400)


class FeedDialog(Form):
    """``edit`` is what stands in the form; None, with a complaint, where it cannot be kept so."""

    def __init__(
        self,
        feed: Feed,
        folder: str,
        folders: Sequence[str],
        trouble: str,
        words: Words,
        save: Callable[[], None],
        remove: Callable[[], None],
    ) -> None:
        super().__init__(feed_name(words, feed.title), words, save, remove)
        self._feed, self._folder, self._folders, self._trouble = feed, folder, folders, trouble

    def facts(self) -> list[tuple[str, str]]:
        words, told = self._words, self._trouble
        found = [(told or words("health.fine"), "dialog-trouble" if told else "dialog-fine")]
        if self._feed.kind is FeedKind.FOLDER:
            found.insert(0, (self._feed.location, "dialog-hint"))
        return found

    def rows(self) -> list[tuple[str, Box | Pick]]:
        words, feed, own = self._words, self._feed, self._feed.settings
        found: list[tuple[str, Box | Pick]] = [
            (words("feeds.name"), Box(feed.name, feed.data.title, "name", most=200)),
            (
                words("feeds.folder"),
                Box(self._folder, words("feeds.no_folder"), "folder", known=self._folders),
            ),
        ]
        if is_web(feed.location):
            found.append((words("feeds.address"), Box(feed.location, "", "location")))
        found.append((words("feeds.mute"), Pick(_yes_no(words), feed.muted, "muted")))
        if feed.kind is FeedKind.FEED:
            full = [(one, words(f"feeds.full_text.{one}")) for one in FullText]
            found += [
                (words("feeds.interval"), Pick(_intervals(words, own.interval), own.interval, "interval")),
                (words("feeds.full_text"), Pick(full, own.full_text, "full_text")),
            ]
        found += [
            (words("feeds.pictures"), Pick(_as_all(words, "feeds.pictures"), own.pictures, "pictures")),
            (words("feeds.comments"), Pick(_as_all(words, "feeds.comments"), own.comments, "comments")),
        ]
        if is_web(feed.location):
            headers = "; ".join(f"{name}: {value}" for name, value in own.headers.items())
            found.append((words("feeds.headers"), Box(headers, words("feeds.headers_hint"), "headers")))
        return found

    def removing(self) -> str:
        return self._words("feeds.unsubscribe")

    def edit(self) -> FeedEdit | None:
        """What is to be changed."""
        feed, own = self._feed, self._feed.settings
        web = is_web(feed.location)
        location = clean(self.text("location")) if web else ""
        if web and not is_web(location):
            self.complain(self._words.explain("bad_address", {"url": self.text("location")[:100]}))
            return None
        headers = _headers(self.text("headers")) if web else own.headers
        if headers is None:
            self.complain(self._words("feeds.headers_wrong"))
            return None
        kept = feed.kind is FeedKind.FEED
        settings = FeedSettings(
            interval=_whole(self.value("interval")) if kept else own.interval,
            full_text=FullText(str(self.value("full_text"))) if kept else own.full_text,
            pictures=_maybe(self.value("pictures")),
            comments=_maybe(self.value("comments")),
            headers=headers,
        )
        muted = bool(self.value("muted"))
        return FeedEdit(self.text("name"), self.text("folder"), muted, settings, location if web else None)


def _headers(text: str) -> dict[str, str] | None:
    """``Name: value; Other: value``; None where one of them may not be sent."""
    found: dict[str, str] = {}
    for part in filter(None, (one.strip() for one in text.split("; "))):
        name, _, value = part.partition(":")
        if not is_header(name.strip(), value.strip()):
            return None
        found[name.strip()] = value.strip()
    return found


def _yes_no(words: Words) -> list[tuple[object, str]]:
    return [(False, words("button.no")), (True, words("button.yes"))]


def _as_all(words: Words, key: str) -> list[tuple[object, str]]:
    return [(None, words("feeds.as_all")), (True, words(f"{key}.yes")), (False, words(f"{key}.no"))]


def _intervals(words: Words, own: int) -> list[tuple[object, str]]:
    steps = sorted({*_INTERVALS, *([own] if own else [])})
    return [(0, words("feeds.own_rhythm")), *((step, _span(words, step)) for step in steps)]


def _span(words: Words, seconds: int) -> str:
    for unit, length in (("days", 86400), ("hours", 3600)):
        if seconds % length == 0:
            return words(f"feeds.every_{unit}", n=seconds // length)
    return words("feeds.every_minutes", n=max(1, seconds // 60))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _maybe(value: object) -> bool | None:
    return value if isinstance(value, bool) else None
