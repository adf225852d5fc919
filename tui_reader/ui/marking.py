"""Read, star, later, and taking it all back: seen at once, kept as soon as the store has it, rolled back if it cannot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from tui_reader.model.action import Action, Kind
from tui_reader.model.entry import EntryRow, EntryState
from tui_reader.model.errors import ReaderError
from tui_reader.model.view import Place, View
from tui_reader.strings import Words
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Pane, Panes


class Marking:
    """Actions on articles. One article is marked without a word; more than one is told, and how to undo it."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow) -> None:
        self._desk, self._panes, self._lists = desk, panes, lists
        self.put_aside: Callable[[Sequence[int]], None] = lambda _: None
        """Told what was put aside for later: it is to be had whole; set by the part that has articles fetched."""
        self.turned: Callable[[Action], None] = lambda _: None
        """Called when something was taken back or done again."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "mark.read": lambda _: self._toggle("read", Kind.MARK_READ, Kind.MARK_UNREAD),
            "star": lambda _: self._toggle("starred", Kind.STAR, Kind.UNSTAR),
            "later": lambda _: self._toggle("later", Kind.LATER, Kind.UNLATER),
            "mark.above": lambda _: self._mark_part(above=True),
            "mark.below": lambda _: self._mark_part(above=False),
            "mark.feed": lambda _: self._mark_feed(),
            "mark.older": lambda _: self._desk.bring(self._ask_older(), "older"),
            "mark.matching": lambda _: self._desk.bring(self._ask_matching(), "matching"),
            "mark.view": lambda _: self._mark_view(),
            "mark.all": lambda _: self._desk.wait(self._mark_whole(View(Place.ALL, unread_only=True)), "act"),
            "tag": lambda _: self._desk.bring(self._ask_tag(), "tag"),
            "undo": lambda _: self._desk.wait(self._take_back(), "act"),
            "redo": lambda _: self._desk.wait(self._do_again(), "act"),
        }

    def target(self) -> tuple[int, EntryState] | None:
        """The article an action is meant for: under the cursor in the list, on screen elsewhere."""
        shown = self._desk.shown
        if self._panes.focus is not Pane.LIST and shown is not None:
            row = self._desk.entries.row_of(shown.entry.id)
            return shown.entry.id, row.state if row else shown.entry.state
        row = self._desk.entries.row
        return (row.id, row.state) if row else None

    def opened(self, entry_id: int) -> None:
        """Opening marks read, quietly."""
        row = self._desk.entries.row_of(entry_id)
        if row is None or not row.state.read:
            self.do((Kind.MARK_READ,), [entry_id], "read", value=True)

    def _toggle(self, field: str, on: Kind, off: Kind) -> None:
        found = self.target()
        if found is None:
            self._desk.say("notice.nothing_changed")
            return
        entry_id, state = found
        value = not getattr(state, field)
        self.do((on if value else off,), [entry_id], field, value=value, told=field != "read")

    def _mark_part(self, *, above: bool) -> None:
        entries = self._desk.entries
        place = entries.rank[0] - 1
        ids = entries.ids[:place] if above else entries.ids[place + 1 :]
        self.mark_all(list(ids), whole=True)

    def mark_all(self, ids: Sequence[int], *, whole: bool = False) -> None:
        """All of these are read; ``whole``: they are rows, and what stands behind them is read with them."""
        if ids:
            self.do((Kind.MARK_READ,), ids, "read", value=True, told=True, whole=whole)
        else:
            self._desk.say("notice.nothing_changed")

    def _mark_feed(self) -> None:
        line = self._desk.sources.line if self._panes.in_sources else None
        if line is not None and line.view.place is Place.FOLDER:
            self._desk.wait(self._mark_whole(replace(line.view, unread_only=True)), "act")
            return
        if line is not None and line.feed is not None:
            feed_id = line.feed.id
        elif self._panes.focus is not Pane.LIST and self._desk.shown is not None:
            feed_id = self._desk.shown.entry.feed_id
        elif self._desk.entries.row is not None:
            feed_id = self._desk.entries.row.feed_id
        else:
            return
        self._desk.wait(self._mark_whole(View(Place.FEED, feed_id, unread_only=True)), "act")

    def _mark_view(self) -> None:
        """What stands in the list now, not what came since."""
        self.mark_all(list(self._desk.entries.ids), whole=True)

    async def _ask_matching(self) -> None:
        from tui_reader.ui.older import ask_matching  # seldom

        ask_matching(self._desk, self._lists, self)

    async def _ask_older(self) -> None:
        from tui_reader.ui.older import ask_older  # seldom

        await ask_older(self._desk, self._lists, self)

    async def _ask_tag(self) -> None:
        from tui_reader.ui.tagging import ask_tag  # seldom

        found = self.target()
        if found is None:
            self._desk.say("notice.nothing_changed")
        else:
            await ask_tag(self._desk, [found[0]])

    async def _mark_whole(self, view: View) -> None:
        snapshot = await self._desk.library.snapshot(view)
        self.mark_all(list(snapshot.ids), whole=view.place is not Place.FEED)

    def do(
        self,
        kinds: Sequence[Kind],
        ids: Sequence[int],
        field: str,
        *,
        value: bool,
        told: bool = False,
        whole: bool = False,
    ) -> None:
        """Do the first of these that changes anything; seen at once as ``value`` of the field."""
        self._show(ids, field, value)
        self._desk.wait(self._keep(kinds, ids, told, whole), "act")

    def _show(self, ids: Sequence[int], field: str, value: bool) -> None:
        """On screen at once; for many only what is near, the rest is read when it comes into view."""
        entries = self._desk.entries
        near = set(entries.near)
        chosen = [one for one in ids if one in near] if len(ids) > 1 else ids
        rows = [entries.row_of(one) for one in chosen]
        entries.fill([_with(row, field, value) for row in rows if row is not None])
        if len(ids) > 1:
            entries.forget_far()

    async def _keep(self, kinds: Sequence[Kind], ids: Sequence[int], told: bool, whole: bool) -> None:
        act = self._desk.library.act
        try:
            action = await act(kinds[0], ids, whole=whole)
            if not action.count and len(kinds) > 1:
                action = await act(kinds[1], ids, whole=whole)
        except ReaderError as error:
            await self._lists.again(ids[:200])
            why = self._desk.words.explain(error.code, error.facts)
            self._desk.say("notice.not_saved", why=why)
            return
        if action.kind is Kind.LATER and action.count:
            self.put_aside(ids)
        if told:
            self._desk.say(
                f"notice.{action.kind}" if action.count else "notice.nothing_changed", n=action.count
            )
        if len(kinds) > 1 or action.count > len(
            ids
        ):  # what was shown was a guess, or others were read with it
            await self._lists.again()
            return
        await self._lists.count()

    async def _foresee(self, *, back: bool) -> None:
        """What undo or redo makes of the rows near, on screen before it is in the store."""
        entries = self._desk.entries
        ids, fields = await self._desk.library.acting.coming(entries.near, back=back)
        rows = [row for row in map(entries.row_of, ids) if row is not None]
        for field, value in fields.items():
            rows = [_with(row, field, bool(value)) for row in rows]
        entries.fill(rows)

    async def _take_back(self) -> None:
        await self._foresee(back=True)
        await self._tell(await self._desk.library.undo(), "notice.undone", "notice.nothing_to_undo")

    async def _do_again(self) -> None:
        await self._foresee(back=False)
        await self._tell(await self._desk.library.redo(), "notice.redone", "notice.nothing_to_redo")

    async def go_to(self, action_id: int) -> None:
        """Back to before an action, or on to after it: everything since is taken back, or done again, one by one."""
        actions = await self._desk.library.history()
        goal = next((action for action in actions if action.id == action_id), None)
        if goal is None:
            return
        if goal.kind.by_rule:
            turned = await self._desk.library.rules.take_back(action_id)
            told = "notice.redone" if goal.undone else "notice.undone"
            await self._tell(turned, told, "notice.nothing_to_undo")
            return
        last: Action | None = None
        if goal.undone:
            while (done := await self._desk.library.redo()) is not None:
                last = done
                if done.id >= goal.id:
                    break
            await self._tell(last, "notice.redone", "notice.nothing_to_redo")
        else:
            while (undone := await self._desk.library.undo()) is not None:
                last = undone
                if undone.id <= goal.id:
                    break
            await self._tell(last, "notice.undone", "notice.nothing_to_undo")

    async def _tell(self, action: Action | None, done: str, nothing: str) -> None:
        desk = self._desk
        if action is None:
            desk.say(nothing)
            return
        desk.say(done, what=what_was_done(action, desk.words))
        self.turned(action)
        desk.entries.forget_far()
        if not desk.entries.ids:
            await self._lists.let_in()  # nothing there that could move
        await self._lists.again()


def what_was_done(action: Action, words: Words) -> str:
    """An action in words, with the title where it was one article."""
    what = words(f"undo.{action.kind}", n=action.count, title=action.title)
    if action.title and action.title not in what:
        return words("undo.one", what=what, title=action.title)
    return what


def _with(row: EntryRow, field: str, value: bool) -> EntryRow:
    return replace(row, state=replace(row.state, **{field: value}))
