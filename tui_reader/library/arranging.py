"""What of the archive puts things in order: feeds followed, named, moved, muted, set and left, and the reader's own tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import cached_property, partial
from typing import TYPE_CHECKING

from tui_reader.library.database_thread import DatabaseThread
from tui_reader.model.action import Action
from tui_reader.model.feed import FeedEdit, FeedKind
from tui_reader.model.view import Sources
from tui_reader.store import feeds, lists, memory
from tui_reader.store.database import Database

if TYPE_CHECKING:
    from tui_reader.library.ruling import Rules
    from tui_reader.library.starter import Offer
    from tui_reader.model.comment import Found
    from tui_reader.model.discovery import Discovery
    from tui_reader.model.revision import Version
    from tui_reader.model.story import Telling
    from tui_reader.model.subscription_list import Imported


class Arranging:
    """The part of the archive that arranges feeds and tags; what it needs of the rest is declared here."""

    now: Callable[[], datetime]
    same_story: str
    _thread: DatabaseThread

    async def sources(self) -> Sources:
        """Folders, feeds, counts."""
        return await self._thread(feeds.sources, self.same_story)

    async def tag(self, name: str, entry_ids: Sequence[int], *, on: bool) -> Action:
        """Put the reader's own tag on articles, or take it off, as one entry of the journal."""
        from tui_reader.store import tagging

        return await self._thread(lambda db: tagging.tag(db, name, entry_ids, self.now(), on=on))

    async def own_tags(self) -> list[tuple[str, int]]:
        """The reader's tags with how many articles have each."""
        from tui_reader.store import tagging

        return await self._thread(tagging.own_tags)

    async def tags_of(self, entry_id: int) -> tuple[str, ...]:
        """The reader's tags of one article."""
        from tui_reader.store import tagging

        return await self._thread(tagging.tags_of, entry_id)

    async def common_tags(self, entry_ids: Sequence[int]) -> tuple[str, ...]:
        """The reader's tags that all of these articles have."""
        from tui_reader.store import tagging

        return await self._thread(tagging.common_tags, entry_ids)

    async def tellings(self, entry_id: int) -> list[Telling]:
        """All articles of its story that stand together with it, the newest first; none where it stands alone."""
        from tui_reader.store import stories

        return await self._thread(stories.tellings, entry_id, self.same_story)

    async def split_story(self, entry_id: int) -> Action:
        """Let an article stand alone for good; id 0 where it does already."""
        from tui_reader.store import story_splitting

        return await self._thread(story_splitting.split, entry_id, self.now())

    async def links(self, entry_ids: Sequence[int]) -> list[str]:
        """The addresses of articles, in this order; those without one are left out."""
        return await self._thread(lists.links, entry_ids)

    @cached_property
    def rules(self) -> Rules:
        """What is done to articles as they arrive."""
        from tui_reader.library.ruling import Rules

        return Rules(self._thread, self.now)

    async def unread_matching(self, query: str) -> Sequence[int]:
        """Everything kept that is unread and matches. Raises QueryError."""
        from tui_reader.library.finding import unread_matching

        return await self._thread(unread_matching, query, self.now())

    async def keep_search(self, title: str, query: str) -> Action:
        """Keep a search under a name. Raises QueryError where it says nothing clear."""
        from tui_reader.library.finding import finished
        from tui_reader.store import smart_folders

        finished(query, self.now())
        return await self._thread(smart_folders.keep, title, query, self.now())

    async def edit_search(self, folder_id: int, title: str, query: str) -> Action:
        """Another name or query for a kept search. Raises QueryError."""
        from tui_reader.library.finding import finished
        from tui_reader.store import smart_folders

        finished(query, self.now())
        return await self._thread(smart_folders.edit, folder_id, title, query, self.now())

    async def drop_search(self, folder_id: int) -> Action:
        """Keep a search no longer."""
        from tui_reader.store import smart_folders

        return await self._thread(smart_folders.drop, folder_id, self.now())

    async def unsubscribe(self, feed_id: int) -> Action:
        """Take a feed away; its starred articles stay, and undo brings it back."""
        return await self._thread(feeds.unsubscribe, feed_id, self.now())

    async def take_over(self, found: Sequence[tuple[str, str, str]]) -> int:
        """Subscribe to feeds by (location, name, folder) without fetching any; returns how many were not here yet."""
        return await self._thread(_take_over, found, self.now())

    async def starter(self) -> tuple[Offer, ...]:
        """Well-known public feeds to choose from, those already followed left out."""
        from tui_reader.library.starter import offers  # chosen once, long after the first paint

        offered = await self._thread.beside(offers)
        here = {feed.location for feed in (await self.sources()).feeds}
        return tuple(offer for offer in offered if offer.location not in here)

    async def edit_feed(self, feed_id: int, edit: FeedEdit) -> Action:
        """Name, move, mute or set a feed, as one entry of the journal; id 0 where nothing is other than it was."""
        from tui_reader.store import arranging  # long after the first paint

        return await self._thread(arranging.edit_feed, feed_id, edit, self.now())

    async def edit_folder(
        self, folder_id: int, *, title: str | None = None, inside: str | None = None
    ) -> Action:
        """Name a folder, or move it into the one at a path (empty: to the top)."""
        from tui_reader.store import arranging

        return await self._thread(
            partial(arranging.edit_folder, title=title, inside=inside), folder_id, self.now()
        )

    async def delete_folder(self, folder_id: int) -> Action:
        """Take a folder apart; what is in it moves up."""
        from tui_reader.store import arranging

        return await self._thread(arranging.delete_folder, folder_id, self.now())

    async def imported(self, key: str) -> Imported:
        """What became of a list that was taken over, under the key the engine's answer named."""
        import msgspec

        from tui_reader.model.subscription_list import Imported

        kept = await self._thread(memory.take, key)
        return msgspec.json.decode(kept or '{"fresh":0}', type=Imported)

    async def found_discussions(self, key: str) -> list[Found]:
        """What the engine found on another site, under the key its answer named."""
        import msgspec

        from tui_reader.model.comment import Found

        kept = await self._thread(memory.take, key)
        return msgspec.json.decode(kept or "[]", type=list[Found])

    async def revisions(self, key: str) -> list[Version]:
        """The kept versions of an article, the oldest first, under the key the engine's answer named."""
        import msgspec

        from tui_reader.model.revision import Version

        kept = await self._thread(memory.take, key)
        return msgspec.json.decode(kept or "[]", type=list[Version])

    async def choose_discussion(self, entry_id: int, found: Found) -> None:
        """Show this discussion with the article from now on."""
        from tui_reader.store import discussions  # chosen seldom

        await self._thread(discussions.choose, entry_id, found)

    async def discovered(self, key: str) -> Discovery:
        """What the engine found, under the key its answer named."""
        import msgspec

        from tui_reader.model.discovery import Discovery

        kept = await self._thread(memory.take, key)
        return msgspec.json.decode(kept or '{"location":""}', type=Discovery)


def _take_over(database: Database, found: Sequence[tuple[str, str, str]], now: datetime) -> int:
    fresh = 0
    for location, name, folder in found:
        fresh += feeds.find_feed(database, location) is None
        feeds.add_feed(database, location, FeedKind.FEED, name=name, folder=folder, now=now)
    return fresh
