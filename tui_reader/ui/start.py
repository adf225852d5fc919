"""What is known before the first paint, and the desk made of it."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from textual.screen import Screen

from tui_reader.library import Library
from tui_reader.model.article import Article
from tui_reader.model.picture import Graphics
from tui_reader.model.style import Means
from tui_reader.model.view import FirstScreen
from tui_reader.strings import Words
from tui_reader.ui.desk import Desk
from tui_reader.ui.footer import Footer
from tui_reader.ui.ground import Ground
from tui_reader.ui.key_reader import KeyReader
from tui_reader.ui.keymap import Keymap
from tui_reader.ui.list.entry_list import EntryList
from tui_reader.ui.list.list_bar import ListBar
from tui_reader.ui.list.source_tree import SourceTree
from tui_reader.ui.reading.article_bar import ArticleBar
from tui_reader.ui.reading.article_view import ArticleView
from tui_reader.ui.scaling.scaled_text import ScaledText
from tui_reader.ui.screen_memory import ScreenMemory
from tui_reader.ui.status import StatusLine
from tui_reader.ui.wishes import Adjusting, Unused, Wishes


class Start(Struct, frozen=True):
    """All that is known before the first paint."""

    library: Library
    first: FirstScreen
    article: Article | None
    wishes: Wishes
    words: Words
    keymap: Keymap
    memory: ScreenMemory
    problems: tuple[Unused, ...]
    open_files: tuple[str, ...]
    means: Means
    scaled: ScaledText
    graphics: Graphics | None = None
    adjusting: Callable[[], Adjusting] | None = None
    """Makes the settings that can be changed; None where there is no file for them."""


def desk_for(screen: Screen[None], start: Start) -> Desk:
    """The widgets, not yet mounted, and what goes with them."""
    words, wishes = start.words, start.wishes
    return Desk(
        screen=screen,
        library=start.library,
        words=words,
        wishes=wishes,
        keymap=start.keymap,
        reader=KeyReader(start.keymap, wishes.input_method),
        zone=None,
        sources=SourceTree(words, ascii_icons=wishes.ascii_icons),
        list_bar=ListBar(words),
        entries=EntryList(words, None, start.library.now(), ascii_icons=wishes.ascii_icons),
        list_pane=Ground(id="list-pane"),
        bar=ArticleBar(words),
        article=ArticleView(words_=words, clock=start.library.now, offline=start.library.offline),
        layer=start.means.layer,
        means=start.means,
        scaled=start.scaled,
        graphics=start.graphics,
        article_pane=Ground(id="article-pane"),
        status=StatusLine(),
        footer=Footer(words, start.keymap),
        adjusting=start.adjusting,
    )
