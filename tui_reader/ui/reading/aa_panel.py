"""The Aa panel; a skeleton whose names others may already rely on."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget

from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words


class AaPanel(Widget, can_focus=True):
    """Small, beside the Aa. Mount it (layer "panel"), give it a style, focus it; it takes its own keys."""

    class Changed(Message):
        """The style was changed; ``only_feed``: for this feed alone."""

        def __init__(self, style: ReadingStyle, only_feed: bool) -> None:
            super().__init__()
            self.style, self.only_feed = style, only_feed

    class ThemeWanted(Message):
        """Another theme: "light" or "dark"."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    class Closed(Message):
        """The panel is done with."""

    def __init__(
        self,
        style: ReadingStyle,
        words_: Words,
        *,
        theme: str = "dark",
        only_feed: bool = False,
        ability: str = "",
    ) -> None:
        super().__init__()
        self.style, self.words, self.theme, self.only_feed, self.ability = (
            style,
            words_,
            theme,
            only_feed,
            ability,
        )
