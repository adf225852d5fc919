"""Lists of feeds on screen: taking one over from a file, writing one into a file; the engine does both."""

from __future__ import annotations

from tui_reader.model import messages
from tui_reader.strings.format import imported
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.list_flow import ListFlow


class MovingIn:
    """What was typed is in the box again where it could not be done."""

    def __init__(self, desk: Desk, lists: ListFlow, engine: EngineState) -> None:
        self._desk, self._lists, self._engine = desk, lists, engine
        self._under_way: dict[int, tuple[str, str]] = {}
        """Requests by id: "import" or "export", and the path."""
        self._begun = {"import": "", "export": "~/tui_reader.opml"}

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "feed.import": lambda _: self._ask("import"),
            "feed.export": lambda _: self._ask("export"),
        }

    def finished(self, event: messages.Finished) -> bool:
        """A list is taken over or written, or could not be. False where it was none of ours."""
        if event.id not in self._under_way:
            return False
        deed, path = self._under_way.pop(event.id)
        if event.code:
            self._begun[deed] = path
            self._desk.status.say(self._desk.reason(event.code, event.facts))
        elif deed == "export":
            self._desk.say("feeds.exported", path=path)
        else:
            self._desk.wait(self._came(event.key), "added")
        return True

    def _ask(self, deed: str) -> None:
        from tui_reader.ui.prompt import Prompt  # a text box is not needed to start

        words = self._desk.words
        prompt = Prompt(words(f"feeds.{deed}"), words(f"feeds.{deed}_hint"), words, value=self._begun[deed])
        self._desk.screen.app.push_screen(prompt, lambda path: self._answered(deed, path))

    def _answered(self, deed: str, path: str | None) -> None:
        if path:
            self._desk.wait(self._begin(deed, path), "lists")

    async def _begin(self, deed: str, path: str) -> None:
        library = self._desk.library
        number = await (library.import_list(path) if deed == "import" else library.export_list(path))
        if number:
            self._under_way[number] = (deed, path)
        else:
            self._engine.refused()

    async def _came(self, key: str) -> None:
        told = await self._desk.library.imported(key)
        await self._lists.count()
        said = imported(self._desk.words, told.fresh, told.known, told.reasons)
        nothing = self._desk.words("start.nothing_fetched")
        self._desk.status.say(f"{said}. {nothing}" if told.fresh else said)
