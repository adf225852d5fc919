"""Finding: the box that filters the list as you type, and the search over everything kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui_reader.model.errors import QueryError
from tui_reader.model.view import Place, Snapshot, View
from tui_reader.ui.desk import Desk
from tui_reader.ui.footer import Item, label_of, offered
from tui_reader.ui.keys import LIST
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Pane, Panes

if TYPE_CHECKING:
    from textual.events import Key

    from tui_reader.model.entry import EntryRow
    from tui_reader.strings import Words
    from tui_reader.ui.find_box import FindBox
    from tui_reader.ui.found_words import FoundWords
    from tui_reader.ui.keymap import Keymap

_AT_ONCE = 60
"""Rows read with what was found, so that the first frame shows them: a screen, and one more to scroll to."""


_ORDERS = ("", "newest", "all")
_RANKING, _SEARCH = "rank", "find"
"""Groups of work of which a newer one gives up the older one."""


class Finding:
    """While the box is open the list shows what is found; Esc puts everything back, Enter keeps it."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow) -> None:
        self._desk, self._panes, self._lists = desk, panes, lists
        self._box: FindBox | None = None
        self._before: tuple[Snapshot, int | None] | None = None
        """The list and the article to go back to."""
        self._text = ""
        self._everywhere = False
        self._best = ""
        """As ``View.best``."""
        self._ranking = False
        """Whether everything is being ranked."""
        lists.search_again = self._search_again
        lists.taken = self._taken
        self._words: FoundWords | None = None

    @property
    def found(self) -> bool:
        """Whether the list shows something found."""
        return self._before is not None

    def begin(self, *, everywhere: bool, text: str = "") -> None:
        """Open the box; ``text``: what was being looked for elsewhere already."""
        from tui_reader.ui.find_box import FindBox  # a text box is not needed to start
        from tui_reader.ui.query_suggesting import names_of

        if self._box is not None:
            return
        if self._before is None:
            entries = self._desk.entries
            self._before = (self._lists.snapshot, entries.current)
        self._everywhere, self._text = everywhere, text or self._text
        self._panes.go(Pane.LIST)
        self._box = FindBox(
            self._desk.words,
            self._text,
            everywhere=everywhere,
            names=names_of(self._lists.sources, self._desk.words),
        )
        self._desk.list_pane.mount(self._box)
        self._desk.footer_again()
        self._desk.wait(self._name_tags(self._box), "find-names")
        if text:
            self._search()

    async def _name_tags(self, box: FindBox) -> None:
        from tui_reader.ui.query_suggesting import names_of

        tags = [name for name, _ in await self._desk.library.own_tags()]
        box.names = names_of(self._lists.sources, self._desk.words, tags)

    def typed(self, text: str) -> None:
        """The box says something else; ranking all of it is for what was asked before."""
        self._text = text
        self._stop_ranking()
        self._search()

    # in which order

    def turn_order(self) -> None:
        """The newest first, the best of the newest first, the best of all first: one after the other."""
        if self._before is None or not self._text.strip():
            self._desk.say("search.nothing_to_order")
            return
        following = _ORDERS[(_ORDERS.index(self._best) + 1) % len(_ORDERS)]
        self._stop_ranking()
        self._best = following
        if self._best == "all":
            self._ranking = True
            self._desk.wait(self._rank_all(), _RANKING, exclusive=True)
        else:
            if not self._best:
                self._desk.say("search.newest_first")
            self._search()

    async def _rank_all(self) -> None:
        found = await self._desk.library.ranked(self._view(), self._tell_progress)
        rows = await self._desk.library.rows(found.ids[:_AT_ONCE])
        if self.found and self._ranking:
            self._ranking = False
            self._take(found, rows)

    def _tell_progress(self, percent: int) -> None:
        self._desk.say("search.ranking", n=percent)

    def _stop_ranking(self) -> bool:
        """No longer look for anything, nor rank everything; whether the latter was being done."""
        stopped = self._ranking
        self._desk.screen.workers.cancel_group(self._desk.screen, _SEARCH)
        if stopped:
            self._desk.screen.workers.cancel_group(self._desk.screen, _RANKING)
            self._ranking = False
        if self._best == "all":
            self._best = "newest"
        return stopped

    def _taken(self, view: View) -> None:
        """Another list is on screen: of one that was found the words are marked."""
        if self._words is not None and view != self._words.view:
            self._words.close(another=bool(view.query))
            self._words = None
        if view.query and self._words is None:
            from tui_reader.ui.found_words import FoundWords  # with the first search

            self._words = FoundWords(self._desk, view)
        current = self._desk.entries.current
        if current is not None:
            self.moved(current)

    def moved(self, entry_id: int) -> None:
        """The cursor stands on another article."""
        if self._words is not None:
            self._words.moved(entry_id)

    def _search_again(self) -> None:
        """Articles walk into the index: look again while the box is open, or where nothing was found."""
        if self.open or not self._desk.entries.ids:
            self._search()

    def everywhere(self) -> None:
        """This list, or everything kept."""
        self._everywhere = not self._everywhere
        if self._box is not None:
            self._box.say(everywhere=self._everywhere)
        self._search()

    def stay(self) -> None:
        """The list stays as it is; an empty search is none."""
        self._close_box()
        if not self._text.strip():
            self.leave()
            return
        self._panes.go(Pane.LIST)

    def leave(self) -> bool:
        """Back to the list and the article before; False where nothing was looked for. While all is ranked: stop that."""
        if self._stop_ranking():
            self._desk.say("search.ranking_stopped")
            return True
        self._best = ""
        self._close_box()
        if self._before is None:
            return False
        snapshot, current = self._before
        self._before, self._text = None, ""
        self._lists.put_back(snapshot, current)
        self._panes.go(Pane.LIST)
        return True

    @property
    def open(self) -> bool:
        """Whether the box is there."""
        return self._box is not None

    def forget(self) -> None:
        """Another list was chosen: there is nothing to go back to."""
        self._stop_ranking()
        self._best = ""
        self._before, self._text = None, ""
        self._close_box()

    def early(self, event: Key) -> None:
        """A key pressed between the box's coming and its focus: it was meant for the box."""
        if self._box is None:
            return
        if event.key == "enter":
            self.stay()
        elif event.key == "escape":
            self.leave()
        elif event.character and event.is_printable:
            self._box.type(event.character)

    def keys(self) -> tuple[Item, ...]:
        """What the footer offers while the box is there."""
        words = self._desk.words
        if self._box is None:
            listed = self.found and self._panes.focus is Pane.LIST and not self._panes.in_sources
            return _over_found(words, self._desk.keymap) if listed else ()
        return (
            Item("find.stay", "enter", words("footer.find.enter")),
            Item("find.everywhere", "tab", words("footer.find.everywhere")),
            Item("find.order", "ctrl+o", words("footer.find.order")),
            Item("find.leave", "esc", words("footer.find.close")),
        )

    def pressed(self, action: str) -> bool:
        """One of those keys was clicked in the footer; False for any other."""
        deeds = {
            "stay": self.stay,
            "leave": self.leave,
            "everywhere": self.everywhere,
            "order": self.turn_order,
        }
        deed = deeds.get(action.removeprefix("find.")) if self._box is not None else None
        if deed is not None:
            deed()
        return deed is not None

    def _close_box(self) -> None:
        if self._box is not None:
            self._box.remove()
            self._box = None
            self._desk.footer_again()

    def _search(self) -> None:
        """Look for what stands in the box now; whatever was being looked for is given up."""
        self._desk.wait(self._search_now(), _SEARCH, exclusive=True)

    async def _search_now(self) -> None:
        if self._before is None:
            return
        if not self._text.strip():
            self._lists.put_back(*self._before)
            return
        try:
            await self._find(self._view())
        except QueryError as error:
            if self._box is not None:
                self._box.complain(error.position, self._desk.words.explain(error.code, error.facts))

    async def _find(self, view: View) -> None:
        """The first screen of what is found as soon as it is known; the rest, and how much it is, when it is."""
        library = self._desk.library
        if not view.best:
            first, rows = await library.find_first(view, _AT_ONCE)
            whole = len(first.ids) < _AT_ONCE
            self._take(first, rows, whole=whole)
            if whole:
                return
        found = await library.snapshot(view)
        self._take(found, await library.rows(found.ids[:_AT_ONCE]) if view.best else ())

    def _view(self) -> View:
        """What is looked for, where, in which order."""
        assert self._before is not None, "the box was opened over a list"
        place = View(Place.SEARCH) if self._everywhere else self._before[0].view
        return replace(place, query=self._text.strip(), best=self._best)

    def _take(self, found: Snapshot, rows: Sequence[EntryRow], *, whole: bool = True) -> None:
        """What was found is on screen; not the ``whole`` of it: how much it is is told when it is known."""
        entries = self._desk.entries
        current = entries.current if found.view == entries.view else None
        self._lists.put_back(found, current, rows, counted=whole)
        if not whole:
            return
        best = found.view.best
        if best:
            self._desk.say(f"search.best_{best}")
        if self._box is not None:
            self._box.say(found=len(found.ids), best=best)


def _over_found(words: Words, keymap: Keymap) -> tuple[Item, ...]:
    """Over what was found, with the box closed."""
    keep, close = words("footer.results.keep"), words("footer.find.close")
    names = {"open": "", "mark.read": "", "later": "", "save": keep, "back": close, "help": ""}
    labels = {action: name or label_of(action, LIST, words) for action, name in names.items()}
    return tuple(offered(keymap, words, labels))
