"""The parts of the main screen: each is made once, here, knows those it needs, and has the actions it names."""

from __future__ import annotations

from collections.abc import Mapping

from textual.screen import Screen

from tui_reader.ui.addresses import Addresses
from tui_reader.ui.appearance import Appearance
from tui_reader.ui.arranging import Arranging
from tui_reader.ui.comments_flow import CommentsFlow
from tui_reader.ui.desk import Deed
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.feeds_flow import FeedsFlow
from tui_reader.ui.finding import Finding
from tui_reader.ui.full_text import FullText
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.moving import Moving
from tui_reader.ui.moving_in import MovingIn
from tui_reader.ui.pages import Pages
from tui_reader.ui.panes import Panes
from tui_reader.ui.places import Places
from tui_reader.ui.reading_flow import ReadingFlow
from tui_reader.ui.refreshing import Refreshing
from tui_reader.ui.start import Start, desk_for
from tui_reader.ui.subscribing import Subscribing
from tui_reader.ui.text_size import TextSize


class Parts(Screen[None]):
    """What an action does stands in the part that has it; a new part is made here and named among those with deeds."""

    def __init__(self, start: Start) -> None:
        super().__init__()
        self.desk = desk = desk_for(self, start)
        self.panes = Panes(desk)
        self.lists = ListFlow(desk, start.first)
        self.marking = Marking(desk, self.panes, self.lists)
        self.reading = ReadingFlow(desk, self.panes, self.lists, self.marking)
        self.moving = Moving(desk, self.panes, self.lists, self.reading)
        self.finding = Finding(desk, self.panes, self.lists)
        self.comments = CommentsFlow(desk, self.panes, self.reading)
        self.sizes = TextSize(desk, self.panes, start.memory)
        self.addresses = Addresses(desk, self.panes)
        engine = EngineState(desk)
        self.refreshing = Refreshing(desk, self.panes, self.lists, engine)
        self.subscribing = Subscribing(desk, self.lists, self.reading, engine, self.refreshing)
        self.moving_in = MovingIn(desk, self.lists, engine)
        self.arranging = Arranging(desk, self.panes, self.lists, self.refreshing)
        self.full_text = FullText(desk, self.marking, self.reading, engine)
        heard = (self.refreshing, self.subscribing, self.full_text, self.moving_in)
        self.feeds = FeedsFlow(desk, self.lists, self.reading, engine, *heard)
        self.places = Places(desk, self.panes, self.lists, self.reading, self.finding)
        self.appearance = Appearance(desk, self.lists, self.reading, self.sizes)
        self.pages = Pages(
            desk, self.panes, self.lists, self.places, self.appearance, self.addresses, self.do
        )
        desk.restyle = self.sizes.apply
        self.panes.left_comments = self.comments.seen
        self.lists.shown = self.reading.follow
        self._deeds = self._all_deeds()

    def _all_deeds(self) -> Mapping[str, Deed]:
        parts = (
            self.moving,
            self.marking,
            self.reading,
            self.refreshing,
            self.subscribing,
            self.arranging,
            self.full_text,
            self.moving_in,
            self.finding,
            self.comments,
            self.sizes,
            self.addresses,
            self.places,
            self.pages,
        )
        return {name: deed for part in parts for name, deed in part.deeds().items()}

    def do(self, action: str, count: int | None = None) -> None:
        """Do an action where the focus is."""
        deed = self._deeds.get(action)
        if deed is not None:
            deed(count)
