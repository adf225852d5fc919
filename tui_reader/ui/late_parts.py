"""The parts of the main screen that wait until something is pressed or the engine speaks: none delays the first paint."""

from __future__ import annotations

from collections.abc import Callable

from tui_reader.ui.addresses import Addresses
from tui_reader.ui.appearance import Appearance
from tui_reader.ui.arranging import Arranging
from tui_reader.ui.comment_order import CommentOrder
from tui_reader.ui.contents import Contents
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.engine_state import EngineState
from tui_reader.ui.feeds_flow import FeedsFlow
from tui_reader.ui.finding import Finding
from tui_reader.ui.following import Following
from tui_reader.ui.full_text import FullText
from tui_reader.ui.health.flow import HealthFlow
from tui_reader.ui.health.mending import Mender
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.moving import Moving
from tui_reader.ui.moving_in import MovingIn
from tui_reader.ui.notifying import Notifier
from tui_reader.ui.opinions.flow import OpinionsFlow
from tui_reader.ui.outside import Outside
from tui_reader.ui.over_text import OverText
from tui_reader.ui.pages import Pages
from tui_reader.ui.panes import Panes
from tui_reader.ui.picture_flow import PictureFlow
from tui_reader.ui.places import Places
from tui_reader.ui.reading_flow import ReadingFlow
from tui_reader.ui.refreshing import Refreshing
from tui_reader.ui.revisions import Revisions
from tui_reader.ui.rules_flow import RulesFlow
from tui_reader.ui.saving import Saving
from tui_reader.ui.selecting import Selecting
from tui_reader.ui.settings_flow import SettingsFlow
from tui_reader.ui.story_flow import StoryFlow
from tui_reader.ui.subscribing import Subscribing
from tui_reader.ui.talk_elsewhere import TalkElsewhere
from tui_reader.ui.text_size import TextSize
from tui_reader.ui.trip_flow import TripFlow
from tui_reader.ui.view_menu import ViewMenu


class LateParts:
    """A new part is made here and named among those with deeds, unless the first paint needs it (``Parts``)."""

    def __init__(
        self,
        desk: Desk,
        panes: Panes,
        lists: ListFlow,
        marking: Marking,
        reading: ReadingFlow,
        finding: Finding,
        sizes: TextSize,
        do: Callable[[str], None],
    ) -> None:
        engine = EngineState(desk)
        self.addresses = Addresses(desk, panes)
        self.following = Following(desk, panes, reading, self.addresses, engine)
        self.moving = Moving(desk, panes, lists, reading, self.following)
        self.refreshing = Refreshing(desk, panes, lists, engine)
        self.subscribing = Subscribing(desk, lists, reading, engine, self.refreshing)
        self.arranging = Arranging(desk, panes, lists, self.refreshing)
        self.full_text = FullText(desk, marking, reading, engine)
        self.moving_in = MovingIn(desk, lists, engine)
        self.pictures = PictureFlow(desk)
        self.trips = TripFlow(desk, marking, engine, sizes)
        self.selecting = Selecting(desk, panes, marking, self.trips)
        heard = (
            self.refreshing,
            self.subscribing,
            self.full_text,
            self.moving_in,
            self.pictures,
            self.trips,
            self.following,
        )
        self.feeds = FeedsFlow(desk, lists, reading, engine, *heard)
        self.opinions = OpinionsFlow(desk, reading, marking, lists.count)
        self.feeds.posted = self.opinions.changed
        self.order = ViewMenu(desk, panes, lists, CommentOrder(desk, panes))
        self.places = Places(desk, panes, lists, reading, finding, self.following)
        mender = Mender(desk, lists, self.refreshing, self.addresses, do)
        self.health = HealthFlow(desk, panes, lists, mender)
        self.elsewhere = TalkElsewhere(desk, panes)
        self.revisions = Revisions(desk, self.addresses)
        tellers = (mender, self.elsewhere, self.revisions)
        self.feeds.told = lambda event: any(part.finished(event) for part in tellers)
        panes.turning = self.health.close
        lists.counted = self.health.learn
        notifier = Notifier(desk)
        self.refreshing.brought = notifier.brought
        self.rules = RulesFlow(desk, lists, notifier)
        self.feeds.matched = self.rules.heard
        self.refreshing.pointed = lambda: self.health.feed
        self.over_text = OverText(desk, panes, finding, self.following, self.addresses)
        self.contents = Contents(desk, panes, reading, self.following, self.addresses)
        self.saving = Saving(desk, panes, lists, reading)
        self.outside = Outside(desk, self.addresses, self.saving, marking, do)
        self.appearance = Appearance(desk, lists, reading, sizes, engine)
        self.settings = SettingsFlow(desk, self.appearance, sizes)
        self.order.change = self.settings.change
        self.stories = StoryFlow(desk, lists, marking, reading)
        self.pages = Pages(
            desk, panes, lists, self.places, self.appearance, self.addresses, marking, reading, do
        )
        self.pages.edit_keys = self.settings.open_keys

    def deeds(self) -> dict[str, Deed]:
        """The actions of these parts, by id."""
        parts = (
            self.moving,
            self.addresses,
            self.refreshing,
            self.subscribing,
            self.arranging,
            self.full_text,
            self.moving_in,
            self.pictures,
            self.trips,
            self.selecting,
            self.opinions,
            self.order,
            self.places,
            self.rules,
            self.pages,
            self.health,
            self.over_text,
            self.contents,
            self.saving,
            self.outside,
            self.settings,
            self.stories,
            self.elsewhere,
            self.revisions,
        )
        return {name: deed for part in parts for name, deed in part.deeds().items()}
