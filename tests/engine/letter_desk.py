"""A store with articles of every kind of site, and letters about them, for tests of the outbox."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from datetime import UTC, datetime

from tests.engine.letter_box import LetterBox
from tui_reader.model.entry import CommentsRef, Content, EntryData
from tui_reader.model.outbox import Letter, PostKind, Sender
from tui_reader.model.posting import place_to_post, site_of
from tui_reader.model.update import Changes, New, keys_of
from tui_reader.paths import Paths
from tui_reader.store import entries, feeds, letters, posting
from tui_reader.store.database import Database, open_database

NOW = datetime.now(UTC).replace(microsecond=0)
LAN = Sender("Lan Anh", "lan@example.org")
TEXT = "Hạ tầng số phải đi trước một bước & “nhanh” <hơn>."


class Desk:
    """A store with one article a kind of site, and letters about it."""

    def __init__(self, paths: Paths, box: LetterBox) -> None:
        self.paths, self.box = paths, box
        self.entries: dict[PostKind, EntryData] = {}
        self.ids: dict[PostKind, int] = {}
        with self.store() as db:
            feed_id = feeds.add_feed(db, f"{box.url}/feed", "feed", name="Daily", now=NOW)
            for number, kind in enumerate(PostKind):
                hints = ((kind.value, self.hint(kind)),)
                one = EntryData(
                    guid=f"{box.url}/?p={number}",
                    link=f"{box.url}/post/{number}/",
                    title=f"Article {number}",
                    content=Content("<p>x</p>"),
                    comments=CommentsRef(feed=f"{box.url}/comments.xml", hints=hints),
                )
                [entry_id] = entries.save(db, feed_id, Changes(new=(New(one, keys_of(one)),)), NOW).new
                self.entries[kind], self.ids[kind] = one, entry_id

    def hint(self, kind: PostKind) -> str:
        return {
            PostKind.WORDPRESS: f"{self.box.url}/wp-json/wp/v2/comments?post=7",
            PostKind.ISSO: f"{self.box.url}/isso/",
            PostKind.MASTODON: f"{self.box.url}/api/v1/statuses/55/context",
            PostKind.WFW: f"{self.box.url}/wfw",
        }[kind]

    def store(self) -> AbstractContextManager[Database]:
        return closing(open_database(self.paths.store))

    def write(self, kind: PostKind, text: str = TEXT, sender: Sender = LAN, parent: str = "") -> int:
        place = place_to_post(self.entries[kind], None, parent)
        assert place is not None
        with self.store() as db:
            return posting.put(
                db, self.ids[kind], text, NOW, parent=parent, site=site_of(place), place=place, sender=sender
            )

    def letter(self, letter_id: int) -> Letter:
        with self.store() as db:
            found = letters.letter(db, letter_id)
        assert found is not None
        return found
