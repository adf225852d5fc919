"""Who else tells the story of an article: chosen from, read there instead, or taken apart for good."""

from __future__ import annotations

from tui_reader.model.errors import ReaderError
from tui_reader.strings.format import feed_name, row_age
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.reading_flow import ReadingFlow


class StoryFlow:
    """Of the article under the cursor, or on screen."""

    def __init__(self, desk: Desk, lists: ListFlow, marking: Marking, reading: ReadingFlow) -> None:
        self._desk, self._lists, self._marking, self._reading = desk, lists, marking, reading

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "story": lambda _: self._desk.bring(self._choose(), "story", exclusive=True),
            "story.split": lambda _: self._desk.wait(self._split(), "act"),
        }

    async def _choose(self) -> None:
        from tui_reader.ui.choices import Choice  # seldom
        from tui_reader.ui.jump_list import JumpList

        desk, found = self._desk, self._marking.target()
        told = await desk.library.tellings(found[0]) if found else []
        if not told:
            desk.say("story.alone")
            return
        lines = []
        for one in told:
            plain = desk.wishes.ascii_icons
            mark = (">" if plain else "›") if one.asked else " " if one.read else "o" if plain else "●"
            name = feed_name(desk.words, one.feed_title)
            age = row_age(desk.words, one.sort_at, desk.now, desk.zone)
            lines.append(
                Choice(str(one.id), f"{mark} {name} · {one.title or desk.words('list.untitled')}", age)
            )
        few = len(lines) <= desk.screen.size.height // 2
        title = desk.words("story.title", n=len(lines))
        desk.screen.app.push_screen(JumpList(title, lines, desk.words, tall=not few), self._chosen)

    def _chosen(self, answer: str | None) -> None:
        if answer is not None:
            self._reading.open(int(answer))

    async def _split(self) -> None:
        desk, found = self._desk, self._marking.target()
        try:
            action = await desk.library.split_story(found[0]) if found else None
        except ReaderError as error:
            desk.say("notice.not_saved", why=desk.words.explain(error.code, error.facts))
            return
        if action is None or not action.id:
            desk.say("story.alone")
            return
        await self._lists.let_in()
        await self._lists.again()
        desk.say("notice.split", title=action.title)
