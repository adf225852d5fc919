"""Hands an article to programs outside: a player, the browser, commands of the reader's own."""

from __future__ import annotations

import os
from collections.abc import Callable

from tui_reader.model.article import Article
from tui_reader.ui.addresses import Addresses
from tui_reader.ui.browser import start
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.marking import Marking
from tui_reader.ui.saving import Saving


class Outside:
    """Nothing is run that the reader did not name, but the system's browser and the usual players."""

    def __init__(
        self,
        desk: Desk,
        addresses: Addresses,
        saving: Saving,
        marking: Marking,
        do: Callable[[str], None],
    ) -> None:
        self._desk, self._addresses = desk, addresses
        self._saving, self._marking, self._do = saving, marking, do

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "play": lambda _: self._desk.wait(self._play(), "play"),
            "pipe": lambda _: self._desk.wait(self._pipe(), "pipe"),
            "open.browser_read": lambda _: self._browse_and_mark(),
        }

    def _browse_and_mark(self) -> None:
        self._do("open.browser")
        found = self._marking.target()
        if found is not None:
            self._marking.opened(found[0])

    # sound and video

    async def _play(self) -> None:
        from tui_reader.ui.player import playables  # seldom

        desk, entry = self._desk, await self._addresses.entry()
        if entry is None:
            desk.say("empty.article")
            return
        article = await desk.library.article(entry.id)
        found = playables(entry.data, article.document if article is not None else None)
        if not found:
            desk.say("play.nothing")
        elif len(found) == 1:
            self._start(found[0].url)
        else:
            from tui_reader.ui.choices import Choice
            from tui_reader.ui.jump_list import JumpList

            lines = [Choice(one.url, one.title or one.url, desk.words(f"play.{one.kind}")) for one in found]
            page = JumpList(desk.words("action.play.long"), lines, desk.words, tall=False)
            desk.screen.app.push_screen(page, lambda url: self._start(url) if url is not None else None)

    def _start(self, url: str) -> None:
        """In the player; where there is none, in the browser, which plays, too."""
        from tui_reader.ui.player import command

        desk, player = self._desk, self._desk.wishes.player
        arguments = command(url, player, os.environ)
        if arguments is not None and start(arguments):
            desk.say("play.started", program=os.path.basename(arguments[0]))
        elif player:
            desk.say("play.no_program", program=player[0])
        else:
            self._addresses.follow(url)

    # commands of the reader's own

    async def _pipe(self) -> None:
        desk, commands = self._desk, self._desk.wishes.pipe
        if not commands:
            desk.say("pipe.none", path=str(desk.library.paths.config_file))
            return
        article = await self._saving.article()
        if article is None:
            return
        from tui_reader.ui.choices import Choice  # not needed to start
        from tui_reader.ui.jump_list import JumpList

        lines = [Choice(name, name, os.path.basename(one.command[0])) for name, one in commands.items()]
        page = JumpList(desk.words("pipe.title"), lines, desk.words, tall=False)
        desk.screen.app.push_screen(page, lambda name: self._chosen(article, name))

    def _chosen(self, article: Article, name: str | None) -> None:
        if name is not None:
            self._desk.wait(self._pass_on(article, name), "pipe")

    async def _pass_on(self, article: Article, name: str) -> None:
        from tui_reader.ui.passing_on import Ended, run_beside, run_in_front  # seldom

        desk, passing = self._desk, self._desk.wishes.pipe[name]
        text = self._saving.written(article, passing.form)
        try:
            if passing.terminal:
                with desk.screen.app.suspend():
                    ended: Ended = run_in_front(passing, text, os.environ)
            else:
                desk.say("pipe.running", name=name)
                ended = await run_beside(passing, text, os.environ)
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or type(error).__name__
            desk.say("pipe.failed", name=name, why=why)
            return
        if ended.status is None:
            desk.say("pipe.too_long", name=name)
        elif ended.status:
            why = ended.complaint.partition("\n")[0][:200] or str(ended.status)
            desk.say("pipe.failed", name=name, why=why)
        elif ended.output:
            from tui_reader.ui.output_page import OutputPage

            desk.status.say("")
            desk.screen.app.push_screen(OutputPage(name, ended.output, desk.words))
        else:
            desk.say("pipe.done", name=name)
