"""What lies over the text for a while and gives some keys another meaning: what is found in it."""

from __future__ import annotations

from textual.events import Key

from tui_reader.ui.article_finding import ArticleFinding
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.finding import Finding
from tui_reader.ui.footer import Item
from tui_reader.ui.panes import Panes


class OverText:
    """Asked by the screen before anything else is done with a key."""

    def __init__(self, desk: Desk, panes: Panes, finding: Finding) -> None:
        self.find = ArticleFinding(desk, panes, finding)

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return self.find.deeds()

    @property
    def typing(self) -> bool:
        """Whether letters are text here, not commands."""
        return self.find.typing

    def early(self, event: Key) -> None:
        """A letter that came before the box had the focus."""
        self.find.early(event)

    def focused(self) -> None:
        """The focus moved."""
        self.find.focused()

    def takes(self, action: str, count: int | None) -> bool:
        """Do what an action means here; False where it means what it always does."""
        return self.find.take(action, count)

    def keys(self) -> tuple[Item, ...]:
        """The footer, while something lies over the text."""
        return self.find.keys()
