"""Discussions of an article on other sites: asked of one site at a time, by name, and only when the reader says so."""

from __future__ import annotations

from typing import Final

from tui_reader.model import messages
from tui_reader.model.comment import Found
from tui_reader.ui.choices import Choice
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.panes import Pane, Panes

SITES: Final = (("hackernews", "Hacker News", "hn.algolia.com"), ("lobsters", "Lobsters", "lobste.rs"))
"""Who can be asked: the source's name, what people call it, and the host that learns the address."""


class TalkElsewhere:
    """Chooses the site, then one of the discussions found there."""

    def __init__(self, desk: Desk, panes: Panes) -> None:
        self._desk, self._panes = desk, panes
        self._asked: dict[int, tuple[int, str]] = {}
        """Requests under way: the article and the site's name."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"discussion.find": lambda _: self._choose_site()}

    def finished(self, event: messages.Finished) -> bool:
        """Whether it answered a question of this part."""
        asked = self._asked.pop(event.id, None)
        if asked is None:
            return False
        entry_id, site = asked
        if event.code:
            self._desk.status.say(self._desk.reason(event.code, event.facts))
        elif not event.new:
            self._desk.say("comments.elsewhere.none", site=site)
        else:
            self._desk.wait(self._offer(event.key, entry_id, site), "elsewhere")
        return True

    def _choose_site(self) -> None:
        desk = self._desk
        if desk.shown is None:
            desk.say("comments.no_article")
            return
        if desk.library.offline:
            desk.say("health.offline")
            return
        from tui_reader.ui.jump_list import JumpList  # asked seldom

        lines = [Choice(source, name, host) for source, name, host in SITES]
        title = desk.words("comments.elsewhere.ask")
        entry_id = desk.shown.entry.id
        page = JumpList(title, lines, desk.words, tall=False)
        desk.screen.app.push_screen(page, lambda source: self._site_chosen(entry_id, source))

    def _site_chosen(self, entry_id: int, source: str | None) -> None:
        if source:
            self._desk.wait(self._ask(entry_id, source), "elsewhere")

    async def _ask(self, entry_id: int, source: str) -> None:
        site = next(name for known, name, _ in SITES if known == source)
        number = await self._desk.library.find_discussions(entry_id, source)
        if not number:
            self._desk.say("engine.not_there")
            return
        self._asked[number] = (entry_id, site)
        self._desk.say("comments.elsewhere.asking", site=site)

    async def _offer(self, key: str, entry_id: int, site: str) -> None:
        desk = self._desk
        found = await desk.library.found_discussions(key)
        from tui_reader.ui.jump_list import JumpList  # as above

        lines = [Choice(str(at), self._line(one), self._facts(one)) for at, one in enumerate(found)]
        page = JumpList(desk.words("comments.elsewhere.found", site=site), lines, desk.words, tall=False)

        def chosen(answer: str | None) -> None:
            if answer:
                desk.wait(self._take(entry_id, found[int(answer)]), "elsewhere")

        desk.screen.app.push_screen(page, chosen)

    def _line(self, one: Found) -> str:
        return one.title or one.site

    def _facts(self, one: Found) -> str:
        return "" if one.count is None else self._desk.words("comments.title_n", n=one.count)

    async def _take(self, entry_id: int, one: Found) -> None:
        """Show this discussion with the article from now on, and fetch it."""
        await self._desk.library.choose_discussion(entry_id, one)
        if await self._desk.library.fetch_comments(entry_id):
            self._desk.say("comments.loading")
        if self._desk.shown is not None and self._desk.shown.entry.id == entry_id:
            self._panes.go(Pane.COMMENTS)
