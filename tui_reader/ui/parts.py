"""The parts of the main screen: each is made once, knows those it needs, and has the actions it names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from tui_reader.ui import seams
from tui_reader.ui.comments_flow import CommentsFlow
from tui_reader.ui.desk import Deed
from tui_reader.ui.finding import Finding
from tui_reader.ui.footer import Item
from tui_reader.ui.frames import AnsweringScreen
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.panes import Panes
from tui_reader.ui.reading_flow import ReadingFlow
from tui_reader.ui.start import Start, desk_for
from tui_reader.ui.text_size import TextSize

if TYPE_CHECKING:
    from tui_reader.ui.late_parts import LateParts
    from tui_reader.ui.over_text import OverText


class Parts(AnsweringScreen):
    """What an action does stands in the part that has it. Here are those the first paint asks something of."""

    def __init__(self, start: Start) -> None:
        super().__init__()
        seams.draw_lean(self, lambda: start.scaled.active)
        self.desk = desk = desk_for(self, start)
        self.panes = Panes(desk)
        self.lists = ListFlow(desk, start.first)
        self.marking = Marking(desk, self.panes, self.lists)
        self.reading = ReadingFlow(desk, self.panes, self.lists, self.marking)
        self.finding = Finding(desk, self.panes, self.lists)
        self.comments = CommentsFlow(desk, self.panes, self.reading)
        self.sizes = TextSize(desk, self.panes, start.memory)
        desk.restyle = self.sizes.apply
        self.panes.left_comments = self.comments.seen
        self.lists.shown = self.reading.follow

    @cached_property
    def late(self) -> LateParts:
        """All others, imported and made when the first of them is needed."""
        from tui_reader.ui.late_parts import LateParts

        return LateParts(
            self.desk, self.panes, self.lists, self.marking, self.reading, self.finding, self.sizes, self.do
        )

    @property
    def page_keys(self) -> tuple[Item, ...]:
        """The footer of a page over the panes; empty while there is none."""
        return self.late.health.keys() if "late" in self.__dict__ else ()

    @property
    def over_text(self) -> OverText | None:
        """What lies over the text for a while; None where nothing can yet."""
        return self.late.over_text if "late" in self.__dict__ else None

    @property
    def text_keys(self) -> tuple[Item, ...]:
        """The footer of that, or of rows that are chosen."""
        if self.over_text is None:
            return ()
        return self.over_text.keys() or self.late.selecting.keys()

    @property
    def text_told(self) -> str:
        """What is to be known of it."""
        return self.over_text.told if self.over_text is not None else ""

    @cached_property
    def deeds(self) -> Mapping[str, Deed]:
        """What each action does, by id."""
        parts = (self.marking, self.reading, self.comments, self.sizes, self.late)
        return {name: deed for part in parts for name, deed in part.deeds().items()}

    def do_in_turn(self, action: str, count: int | None = None) -> None:
        """Do an action; where it is meant for what is still on its way to the screen, the screen lets it wait."""
        self.do(action, count)

    def do(self, action: str, count: int | None = None) -> None:
        """Do an action where the focus is, or those of a macro one after the other."""
        macro = self.desk.keymap.macros.get(action)
        if macro is not None:
            for step in macro.do:
                self.do_in_turn(step)
            return
        late = self.late
        if any(part.takes(action, count) for part in (late.health, late.over_text, late.selecting)):
            return
        deed = self.deeds.get(action)
        if deed is not None:
            deed(count)
