"""What lies over the text for a while and gives keys another meaning: words found, letters to follow links by, a selection."""

from __future__ import annotations

from textual.events import Key

from tui_reader.ui.addresses import Addresses
from tui_reader.ui.article_finding import ArticleFinding
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.finding import Finding
from tui_reader.ui.following import Following
from tui_reader.ui.footer import Item
from tui_reader.ui.link_hints import LinkHints
from tui_reader.ui.panes import Panes
from tui_reader.ui.text_selecting import TextSelecting


class OverText:
    """Asked by the screen before anything else is done with a key."""

    def __init__(
        self, desk: Desk, panes: Panes, finding: Finding, following: Following, addresses: Addresses
    ) -> None:
        self.find = ArticleFinding(desk, panes, finding)
        self.select = TextSelecting(desk, panes, self.find)
        self.hints = LinkHints(desk, panes, following, addresses)

    def deeds(self) -> dict[str, Deed]:
        """The actions of these parts, by id."""
        return self.find.deeds() | self.hints.deeds() | self.select.deeds()

    @property
    def typing(self) -> bool:
        """Whether letters are text here, not commands."""
        return self.find.typing

    @property
    def told(self) -> str:
        """What the line above the footer says of it."""
        return self.hints.told

    def early(self, event: Key) -> None:
        """A letter that came before the box had the focus."""
        self.find.early(event)

    def focused(self) -> None:
        """The focus moved."""
        self.find.focused()

    def takes_key(self, event: Key) -> bool:
        """Whether a key was a letter of a link."""
        if self.hints.open:
            self.hints.key(event)
            return True
        return False

    def takes(self, action: str, count: int | None) -> bool:
        """Do what an action means here; False where it means what it always does."""
        if self.hints.open and action in ("back", "hints.follow"):
            self.hints.close() if action == "back" else self.hints.follow()
            return True
        return self.select.takes(action, count) or self.find.take(action, count)

    def keys(self) -> tuple[Item, ...]:
        """The footer, while something lies over the text."""
        return self.hints.keys() or self.select.keys() or self.find.keys()
