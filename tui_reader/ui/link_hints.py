"""Following links by letters: they stand over the text, the line below tells where each leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.model.hosts import shown_host
from tui_reader.model.urls import is_web
from tui_reader.ui.addresses import Addresses
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.following import Following
from tui_reader.ui.footer import Item
from tui_reader.ui.panes import Pane, Panes

if TYPE_CHECKING:
    from textual.events import Key

    from tui_reader.ui.reading.hints import Hints, Target
    from tui_reader.ui.reading.line_view import LineView

_SHIFTED = {":": ";"}


class LinkHints:
    """A link whose text names another host than it leads to is followed only after Enter."""

    def __init__(self, desk: Desk, panes: Panes, following: Following, addresses: Addresses) -> None:
        self._desk, self._panes = desk, panes
        self._following, self._addresses = following, addresses
        self._hints: Hints | None = None
        self._doubted: tuple[Target, bool] | None = None
        """What waits for Enter, and whether for the browser."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"links.hints": lambda _: self._begin()}

    @property
    def open(self) -> bool:
        """Whether letters stand over the text."""
        return self._hints is not None

    @property
    def told(self) -> str:
        """The line above the footer: where the links lead, or what is odd about the one chosen."""
        if self._doubted is not None:
            return self._doubt(self._doubted[0])
        left = self._hints.left if self._hints is not None else []
        return " · ".join(f"{one.label} {shown_host(one.run.href)}" for one in left if is_web(one.run.href))

    def keys(self) -> tuple[Item, ...]:
        """The footer."""
        if self._hints is None:
            return ()
        words = self._desk.words
        follow = Item("hints.follow", "enter" if self._doubted else "a … o", words("action.open"))
        return (
            follow,
            Item("", words("footer.hints.browser"), ""),
            Item("back", "esc", words("footer.find.close")),
        )

    def _begin(self) -> None:
        from tui_reader.ui.reading.hints import Hints  # not needed to start

        desk = self._desk
        view: LineView = desk.article if self._panes.focus is Pane.ARTICLE else desk.comments.view
        hints = Hints(view, self.close)
        self._hints = hints
        if not hints.targets:
            self.close()
            desk.say("empty.links")

    def close(self) -> None:
        """No letters any more."""
        if self._hints is not None:
            self._hints.close()
            self._hints = self._doubted = None
            self._desk.footer_again()

    def key(self, event: Key) -> None:
        """Every key is this part's while the letters stand."""
        letter = _SHIFTED.get(event.character or "", event.character or "")
        if event.key in ("escape", "q"):
            self.close()
        elif event.key == "enter":
            self.follow()
        elif self._hints is not None and self._doubted is None and letter:
            target = self._hints.type(letter.lower())
            if target is not None:
                self._doubted = (target, letter != event.character or letter != letter.lower())
                if not self._doubt(target):
                    self.follow()

    def follow(self) -> None:
        """Where the chosen link leads."""
        if self._doubted is None or self._hints is None:
            return
        (target, outside), hints = self._doubted, self._hints
        self.close()
        if outside and is_web(target.run.href):
            self._addresses.follow(target.run.href)
        elif is_web(target.run.href):
            self._following.follow(target.run.href, sure=True)
        else:
            hints.press(target)

    def _doubt(self, target: Target) -> str:
        return self._following.doubt(target.run.href, target.text)
