"""How the engine and the store are, as the bottom line says it for as long as it lasts."""

from __future__ import annotations

from tui_reader.ui.desk import Desk


class EngineState:
    """Whether the engine runs, and what the reader should know of the store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stopped = False
        """Whether the engine had given up."""
        self._cut_off = False
        """Whether no server could be reached of late."""
        self._process = 0
        """Process id of the engine last heard of."""

    def ready(self, process: int) -> None:
        """An engine is there; the second one took the place of one that ended."""
        if self._process:
            self._desk.say("engine.restarted")
        self._process = process
        self.tell_lasting()  # a disk that was full has room again

    def reached(self, reachable: bool) -> None:
        """Whether any server answers."""
        self._cut_off = not reachable
        self.tell_lasting()

    def stopped(self) -> None:
        """It was started again in vain, too often."""
        self._stopped = True
        self._desk.status.show(progress="")
        self.tell_lasting()

    async def woken(self) -> bool:
        """Whether the engine had given up and is started again instead of what was wanted of it."""
        if not self._stopped:
            return False
        self._stopped = False
        self._desk.status.show(lasting=self._desk.words("engine.starting"))
        await self._desk.library.restart_engine()
        self.tell()
        return True

    def tell(self) -> None:
        """What holds until it changes, and what happened to the store as it was opened."""
        self.tell_lasting()
        for code, facts in self._desk.library.notices:
            self._desk.status.say(self._desk.words.explain(code, facts))

    def tell_lasting(self) -> None:
        """What holds until it changes."""
        desk = self._desk
        if desk.library.read_only:
            key = desk.library.why_read_only
        elif desk.library.offline:
            key = "notice.offline_chosen"
        elif self._stopped:
            key = "engine.stopped"
        else:
            key = "offline.unreachable" if self._cut_off else ""
        desk.status.show(lasting=desk.words(key) if key else "")

    def refused(self) -> None:
        """The library gave no request number: why nothing was begun."""
        self._desk.status.say(self.why_refused())

    def why_refused(self) -> str:
        """Why the library gives no request number, in words."""
        library = self._desk.library
        if not library.read_only:
            return self._desk.words("engine.not_there")
        why = library.why_read_only
        return self._desk.words("notice.read_only" if why == "store.read_only" else why)

    async def look_after(self) -> None:
        """Whether the store is sound, when there is time for it."""
        code = await self._desk.library.look_after()
        if code:
            self._desk.say(code)
