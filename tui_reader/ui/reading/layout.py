"""Document + ReadingStyle + width → lines, the visible ones first. Pure: no Textual, no clock, no store."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from tui_reader.model.document import Block, Document
from tui_reader.model.position import Position
from tui_reader.model.scale import ONE, USUAL, Blocks, Size, Sizes
from tui_reader.model.style import Layer, ReadingStyle, fitting
from tui_reader.strings import Words
from tui_reader.ui.reading.ends import Head, Tail, put_head, put_notice, put_tail
from tui_reader.ui.reading.galley import Landmark
from tui_reader.ui.reading.lines import NO_STOP, Line, Stop
from tui_reader.ui.reading.pictures import PictureBook, Spot
from tui_reader.ui.reading.pieces import Anchor, Column, Piece
from tui_reader.ui.reading.places import Places
from tui_reader.ui.reading.plan import Plan
from tui_reader.ui.reading.wide import Wide

_AIR = 3  # cells left free on each side of the column where there is room
_NARROW = 50
_BITE = 24  # blocks of a long article planned at once: about as many as a screen shows, in 0.2 ms
_SHORT = 150  # blocks; of so many all are planned at once
_PARTS_BACK = 300  # pieces after the one it is counted in that a long paragraph's last link may stand


_FEWEST_LETTERS = 8  # in a line of block letters: the longest Vietnamese syllable is 7
_FEWEST_LINES = 2
_POSTER = 2 / 3  # of the pane's height a title may take, so that its article is seen to begin
_POSTER_ROWS = 18  # where the pane's height is not known


def free_width(width: int) -> int:
    """Cells of a pane so wide that are not kept free at its edges."""
    return max(1, width - 2 * (_AIR if width >= _NARROW else 1))


def column_width(width: int, style: ReadingStyle, scale: Size = ONE) -> int:
    """Cells the text may take in a pane so wide: the measure in scaled letters, never edge to edge."""
    return max(1, min(scale.cells(style.measure * (1 + style.letter)), free_width(width)))


def _fits(sizes: Sizes, width: int, rows: int) -> bool:
    """Whether lines of block letters are long and many enough to be read."""
    body = sizes.body
    if not isinstance(body, Blocks):
        return True
    return body.letters(free_width(width)) >= _FEWEST_LETTERS and not 0 < rows < _FEWEST_LINES * body.s


class Layout(Column):
    """One article laid out for one width and one style; a long one is planned from its beginning, as far as is asked for."""

    def __init__(self, plan: Plan, document: Document, tail: Tail | None, places: Places) -> None:
        super().__init__(plan.pieces)
        self._plan, self._document, self._tail = plan, document, tail
        self._planning, self.whole = plan.document(document), False
        self.width = plan.width
        """Cells of the column."""
        self.margin = plan.margin
        """Cells left of it in the pane."""
        self.style = plan.style
        self.tallest = plan.sizes.tallest
        """Rows of the largest letters."""
        self.wides: Sequence[Wide] = plan.wides
        """What can be moved sideways."""
        self.spots: Sequence[Spot] = plan.spots
        """Where pictures are shown, as far as it is planned."""
        self._end = len(self.pieces)
        self._first_pieces = plan.first_pieces
        self._places = places
        self.more()

    def more(self) -> bool:
        """Plan some more blocks; after the last of them comes the tail."""
        if self.whole:
            return False
        blocks = self._document.blocks
        bite = islice(self._planning, _BITE if len(blocks) > _SHORT else _SHORT)
        put = max(bite, default=0)
        self._end = len(self.pieces)
        self.whole = put >= len(blocks)
        if self.whole:
            self._put_end()
        self.take()
        share = 1 if self.whole else _share(blocks, put)
        self.beyond = round(self.planned * (1 - share) / share)
        return True

    def _put_end(self) -> None:
        for _ in self._planning:  # what it does after its last block
            pass
        if _damaged(self._document.blocks):
            put_notice(self._plan, self._plan.words("article.damaged"))
        self._end = len(self.pieces)
        if self._tail:
            put_tail(self._plan, self._tail)

    @property
    def readable(self) -> Sequence[Piece]:
        """The pieces of head and text: what follows is not the article's own."""
        self.complete()
        return self.pieces[: self._end]

    def text_of(self, piece: int) -> Callable[[], str] | None:
        """How to have what a piece in sight says; None of the tail and of what says nothing."""
        return self.pieces[piece].text if piece < self._end else None

    @property
    def stops(self) -> Sequence[Stop]:
        """What can be pressed, from top to bottom."""
        self.complete()
        return self._plan.stops

    @property
    def headings(self) -> Sequence[Landmark]:
        """Headings and pictures, from top to bottom."""
        self.complete()
        return self._plan.landmarks

    def move_sideways(self, row: int, rows: int, way: int) -> bool:
        """Move what is wide in a window: of several the first that goes that way; False where there is none."""
        first, last = self.anchor(row).piece, self.anchor(max(row, min(row + rows, self.height) - 1)).piece
        for wide in self.wides:
            pieces = wide.pieces
            if pieces and pieces[-1] >= first and pieces[0] <= last and wide.most and wide.move(way):
                self.draw_again(pieces)
                return True
        return False

    def reveal(self, piece: int, start: int, end: int) -> None:
        """Move code sideways until some cells of a line in a piece of it are seen."""
        for wide in self.wides:
            if piece in wide.pieces and wide.reveal(start, end):
                self.draw_again(wide.pieces)

    @property
    def links(self) -> list[Stop]:
        """The stops that lead out."""
        return [stop for stop in self.stops if stop.href]

    @property
    def end(self) -> int:
        """The row after the last one of the text: what follows is the tail."""
        return self.top_of(self._end) if self.whole else self.height

    def position_at(self, row: int) -> Position:
        """Which character of which block the row begins with; the top for the head, the last block for the tail."""
        anchor = self.anchor(row)
        piece = self.pieces[anchor.piece] if self.pieces else None
        if piece is None or not self._first_pieces or anchor.piece < self._first_pieces[0]:
            return Position()
        if piece.block < 0:
            anchor = Anchor(self._end - 1, 10**9)
            piece = self.pieces[anchor.piece]
        offsets = self.laid(anchor.piece).offsets
        offset = offsets[min(anchor.row, len(offsets) - 1)] if offsets else piece.base
        return self._places.position(piece.block, offset)

    def anchor_of(self, position: Position) -> Anchor | None:
        """The row that holds a position; None where its block is not here (any more)."""
        block = self._places.block(position) if position.fingerprint else None
        if block is None:
            return None
        while (
            len(self._first_pieces) <= block + 1 and self.more()
        ):  # a block is all there when the next has begun
            pass
        piece = self._first_pieces[block]
        while piece + 1 < len(self.pieces):
            following = self.pieces[piece + 1]
            if following.block != block or following.base > position.offset:
                break
            piece += 1
        offsets = self.laid(piece).offsets
        return Anchor(piece, max(0, bisect_right(offsets, position.offset) - 1))

    def place_of(self, href: str) -> Position | None:
        """The place an inner link (`#block:character`) leads to; None where there is none."""
        block, _, offset = href[1:].partition(":")
        if not (block.isdecimal() and offset.isdecimal()) or int(block) >= len(self._document.blocks):
            return None
        return self._places.position(int(block), int(offset))

    def way_back(self, to: Anchor, came_from: int) -> int:
        """The inner link in an anchored piece that leads to the piece one came from; NO_STOP where there is none."""
        for number, stop in enumerate(self.stops):
            place = self.place_of(stop.href) if stop.piece == to.piece and stop.href[:1] == "#" else None
            anchor = self.anchor_of(place) if place is not None else None
            if anchor is not None and anchor.piece == came_from:
                return number
        return NO_STOP

    def above(self, position: Position) -> Iterator[Position]:
        """The beginnings of the blocks before a position's own, the nearest first."""
        block = self._places.block(position)
        for earlier in range((block or 0) - 1, -1, -1):
            yield self._places.position(earlier, 0)

    def row_of(self, position: Position) -> int:
        """The row of a position, 0 where its block is not here."""
        anchor = self.anchor_of(position)
        return 0 if anchor is None else self.row(anchor)

    def stop_anchor(self, stop: int) -> Anchor:
        """The first row a stop is drawn on."""
        begin = self.stops[stop].piece
        for piece in range(begin, min(begin + _PARTS_BACK, len(self.pieces))):
            for row, line in enumerate(self.laid(piece).lines):
                if any(run.stop == stop for run in line):
                    return Anchor(piece, row)
        return Anchor(begin, 0)

    def stop_text(self, stop: int) -> str:
        """What a stop says, over all lines it goes on in."""
        if not 0 <= stop < len(self.stops):
            return ""
        begin, said = self.stops[stop].piece, list[str]()
        for piece in range(begin, min(begin + _PARTS_BACK, len(self.pieces))):
            for line in self.laid(piece).lines:
                runs = [run for run in line if run.stop == stop and run.role != "link-number"]
                said += [run.part.text if run.part is not None else run.text for run in runs]
        return "".join(said)

    def stop_from(self, row: int, rows: int, way: int) -> int:
        """The first stop in or below a window (way 1), the last in or above it (-1); NO_STOP where there is none."""
        edge = self.anchor(row if way > 0 else row + rows).piece
        for stop in range(len(self.stops)) if way > 0 else reversed(range(len(self.stops))):
            piece = self.stops[stop].piece
            if (piece < edge - _PARTS_BACK) if way > 0 else (piece > edge):
                continue
            at = self.row(self.stop_anchor(stop))
            if at >= row if way > 0 else at < row + rows:
                return stop
        return NO_STOP

    def progress(self, row: int, rows: int) -> int:
        """Per cent read where ``row`` is the top of a window of ``rows``: 0 at the top, 100 with the last line in sight."""
        beyond = self.end - rows
        return 100 if beyond <= 0 or row >= beyond else max(0, 100 * row // beyond)


def _share(blocks: Sequence[Block], put: int) -> float:
    """Which part of the text the first so many blocks are."""
    if not isinstance(blocks, tuple):
        from tui_reader.content.late_blocks import LateBlocks  # it is one, and brought it

        if isinstance(blocks, LateBlocks):
            return blocks.share(put)
    return put / len(blocks)


def _damaged(blocks: Sequence[Block]) -> bool:
    """Whether a part of them could not be read."""
    return getattr(blocks, "damaged", False) is True


def lay_out(
    document: Document | None,
    style: ReadingStyle,
    width: int,
    head: Head | None,
    words: Words,
    *,
    tail: Tail | None = None,
    notice: str = "",
    numbered: bool = False,
    sizes: Sizes = USUAL,
    book: PictureBook | None = None,
    rows: int = 0,
    places: Places | None = None,
) -> Layout:
    """A layout nothing of which is laid out yet. ``notice``: a sentence in place of a text that is not here.

    ``rows`` of the pane, which letters of block characters must fit into; 0: not known. ``places`` of the document, where
    they were taken already.
    """
    if not _fits(sizes, width, rows):
        sizes, style = USUAL, fitting(style, Layer.LAYOUT)
    measure = column_width(width, style, sizes.body)
    plan = Plan(style, measure, words, numbered=numbered, sizes=sizes, book=book, pane=width)
    if head:
        put_head(plan, head, free_width(width), round(rows * _POSTER) or _POSTER_ROWS)
    if notice:
        put_notice(plan, notice)
    document = document or Document()
    return Layout(plan, document, tail, places or Places(document))


def text_lines(layout: Layout) -> list[Line]:
    """All lines, laid out now (tests, export of what is seen)."""
    while not layout.settle(1.0):
        pass
    return [layout.line(row) for row in range(layout.height)]
