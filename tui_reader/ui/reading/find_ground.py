"""What can be looked through with the find box: the article on screen, or the comments on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

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
        """What is looked through, from top to bottom."""
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
    """The comments; folded ones are unfolded while one looks through them."""

    def __init__(self, view: ThreadView) -> None:
        self.view: LineView = view
        self._thread = view
        self._folded, self._node, self._top = set(view.folded), view.node, view.top
        view.fold_to(set())

    @property
    def entry_id(self) -> int:
        return self._thread.entry.id if self._thread.entry else 0

    def pieces(self) -> Sequence[Piece]:
        return self._thread.items.pieces if self._thread.items is not None else ()

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
        """What is unfolded stays so."""

    def stand_on(self, piece: int, start: int, end: int) -> None:
        self._thread.cursor = piece
