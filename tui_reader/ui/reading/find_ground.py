"""What can be looked through with the find box: the article on screen, or the comments on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from tui_reader.model.comment import Node
from tui_reader.ui.reading.article_view import ArticleView
from tui_reader.ui.reading.line_view import LineView
from tui_reader.ui.reading.pieces import Piece

if TYPE_CHECKING:
    from tui_reader.ui.comments.thread_view import ThreadView


class Ground(Protocol):
    """A view and what finding in it needs to know."""

    @property
    def view(self) -> LineView:
        """Where it is seen."""
        ...

    @property
    def entry_id(self) -> int:
        """Of the article shown, 0 where there is none."""
        ...

    def pieces(self) -> Sequence[Piece]:
        """What is looked through, from top to bottom; the same object as long as it says the same."""
        ...

    def shown(self, piece: int) -> int | None:
        """Which piece of the view's column one of these is now; None where it is not to be seen."""
        ...

    def piece_of(self, shown: int) -> int:
        """Which of these a piece of the column is; -1: none of them."""
        ...

    def place(self) -> Callable[[], None]:
        """Where the reader is; called, it leads back there."""
        ...

    def stay(self) -> None:
        """The reader stays at what was found; ``'`` leads back."""
        ...

    def stand_on(self, piece: int, start: int, end: int) -> None:
        """What was found stands at these letters of a piece's line: bring it into sight within that."""
        ...


class ArticleGround:
    """The article."""

    def __init__(self, view: ArticleView) -> None:
        self.view: LineView = view
        self._article = view
        self._before = view.position

    @property
    def entry_id(self) -> int:
        return self._article.article.entry.id if self._article.article else 0

    def pieces(self) -> Sequence[Piece]:
        layout = self._article.layout_now
        return layout.readable if layout is not None else ()

    def shown(self, piece: int) -> int | None:
        return piece

    def piece_of(self, shown: int) -> int:
        return shown

    def place(self) -> Callable[[], None]:
        before = self._before
        return lambda: self._article.return_to(before)

    def stay(self) -> None:
        self._article.keep_place(self._before)

    def stand_on(self, piece: int, start: int, end: int) -> None:
        layout = self._article.layout_now
        if layout is not None:
            layout.reveal(piece, start, end)


class ThreadGround:
    """The comments, folded ones too: what hides the match stood on is unfolded, and folded again when one goes on."""

    def __init__(self, view: ThreadView) -> None:
        self.view: LineView = view
        self._thread = view
        self._folded, self._node, self._top = set(view.folded), view.node, view.top
        self._nodes: Sequence[Node] = ()
        self._pieces: Sequence[Piece] = ()

    @property
    def entry_id(self) -> int:
        return self._thread.entry.id if self._thread.entry else 0

    def pieces(self) -> Sequence[Piece]:
        from tui_reader.ui.comments.items import as_found  # comments are on screen

        if self._thread.nodes is not self._nodes:
            self._nodes = self._thread.nodes
            self._pieces = as_found(self._nodes)
        return self._pieces

    def shown(self, piece: int) -> int | None:
        items = self._thread.items
        return items.of_comment(piece) if items is not None else None

    def piece_of(self, shown: int) -> int:
        items = self._thread.items
        return items.items[shown].index if items is not None and shown < len(items.items) else -1

    def place(self) -> Callable[[], None]:
        def back() -> None:
            view = self._thread
            view.fold_to(set(self._folded))
            if self._node is not None and self._node in view.nodes:
                view.to_comment(view.nodes.index(self._node))
            else:
                view.to_item(0)
            view.to_row(self._top)

        return back

    def stay(self) -> None:
        """What was unfolded for what was found stays so."""

    def stand_on(self, piece: int, start: int, end: int) -> None:
        self._thread.fold_but(self._folded, piece)
