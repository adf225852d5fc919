"""Choosing rows of the list by hand: one, from here on, all; what is done then is done to all of them, as one action."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.model.action import Kind
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.footer import Item, offered
from tui_reader.ui.list.selection import Selection
from tui_reader.ui.marking import Marking
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.trip_flow import TripFlow

_MARKS = {
    "mark.read": ("read", Kind.MARK_READ, Kind.MARK_UNREAD),
    "star": ("starred", Kind.STAR, Kind.UNSTAR),
    "later": ("later", Kind.LATER, Kind.UNLATER),
}
_OFFERED = ("mark.read", "later", "star", "tag", "keep_offline", "save", "back", "help")


class Selecting:
    """Asked by the screen before an action goes its usual way: in the list it may be meant for what is chosen."""

    def __init__(self, desk: Desk, panes: Panes, marking: Marking, trips: TripFlow) -> None:
        self._desk, self._panes, self._marking, self._trips = desk, panes, marking, trips

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id; from elsewhere than the list they mean nothing."""
        return {name: lambda _: self._desk.say("notice.not_here") for name in ("select", "select.all")}

    def keys(self) -> tuple[Item, ...]:
        """The footer while rows are chosen."""
        desk = self._desk
        selection = desk.entries.selection
        if selection is None or not self._in_list:
            return ()
        labels = {name: _label(desk, name) for name in _OFFERED}
        chosen = desk.words("select.chosen", n=selection.count)
        return (Item("", chosen, ""), *offered(desk.keymap, desk.words, labels))

    def takes(self, action: str, count: int | None) -> bool:
        """Do what an action means for rows; False where it means what it always does."""
        if not self._in_list or not self._desk.entries.ids:
            return False
        if action == "select":
            self._choose(count or 1)
        elif action == "select.range":
            self._range()
        elif action == "select.all":
            self._all()
        else:
            return self._desk.entries.selection is not None and self._done(action)
        self._desk.footer_again()
        return True

    @property
    def _in_list(self) -> bool:
        return self._panes.focus is Pane.LIST and not self._panes.in_sources

    @property
    def _selection(self) -> Selection:
        entries = self._desk.entries
        return entries.selection or Selection(bytearray(len(entries.ids)))

    def _choose(self, count: int) -> None:
        """This row, or so many from here on; what is chosen is let go."""
        entries, selection = self._desk.entries, self._selection
        places = range(entries.place, min(entries.place + count, len(entries.ids)))
        selection.toggle(places)
        entries.choose(selection)
        entries.move(len(places) - 1)

    def _range(self) -> None:
        """From here to where the cursor goes; a second time: to here."""
        entries, selection = self._desk.entries, self._selection
        if selection.anchor is None:
            selection.begin(entries.place)
        else:
            selection.settle()
        entries.choose(selection)

    def _all(self) -> None:
        selection = self._selection
        selection.toggle(range(len(self._desk.entries.ids)))
        self._desk.entries.choose(selection)

    def _done(self, action: str) -> bool:
        """Whether an action was for what is chosen; then nothing is chosen any more."""
        desk = self._desk
        if action not in (*_MARKS, "tag", "keep_offline", "copy.link", "save", "back"):
            return False
        ids = desk.entries.chosen
        if action in _MARKS:
            self._mark(*_MARKS[action], ids)
        elif action == "tag":
            desk.wait(self._tag(ids), "tag")
        elif action == "keep_offline":
            self._trips.keep(ids)
        elif action == "save":
            from tui_reader.ui.book_saving import ask_for_book  # seldom

            ask_for_book(desk, ids)
        elif action == "copy.link":
            desk.wait(self._copy(ids), "link")
        desk.entries.choose(None)
        desk.footer_again()
        return True

    def _mark(self, field: str, on: Kind, off: Kind, ids: Sequence[int]) -> None:
        """On, where one of them is not yet; else off. The store knows all of them, the screen guesses by what is seen."""
        rows = [row for one in self._desk.entries.near if (row := self._desk.entries.row_of(one))]
        chosen = set(ids)
        seen = [row for row in rows if row.id in chosen]
        value = not seen or not all(getattr(row.state, field) for row in seen)
        self._marking.do((on, off), ids, field, value=value, told=True)

    async def _tag(self, ids: Sequence[int]) -> None:
        from tui_reader.ui.tagging import ask_tag  # seldom

        await ask_tag(self._desk, ids)

    async def _copy(self, ids: Sequence[int]) -> None:
        """Their addresses, one a line."""
        links = await self._desk.library.links(ids)
        self._desk.screen.app.copy_to_clipboard("\n".join(links))
        self._desk.say("select.links_copied", n=len(links))


def _label(desk: Desk, action: str) -> str:
    return desk.words.first(f"footer.chosen.{action}", f"footer.{action}", f"action.{action}")
