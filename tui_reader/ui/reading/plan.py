"""Walks a document once and cuts it into pieces: what stands where, how far in, and how much air is between."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui_reader.model.document import (
    Block,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Span,
    Spans,
    Table,
    count_figures,
    plain,
)
from tui_reader.model.late_module import LateModule
from tui_reader.ui.reading import blocks
from tui_reader.ui.reading.flowing import (
    BARE,
    Frame,
    Setting,
    flatten,
    flow,
    joined,
    links_of,
    plain_flat,
    text_of,
)
from tui_reader.ui.reading.galley import Galley, Landmark
from tui_reader.ui.reading.lines import NO_STOP, Laid, Run
from tui_reader.ui.reading.parts import LONG, gap, guess
from tui_reader.ui.reading.pictures import OFFSETS, PRESSED, Spot, captioned
from tui_reader.ui.reading.wide import LEAST_ROOM, Wide, clipped, edges

if TYPE_CHECKING:
    from tui_reader.ui.reading import tables
else:  # few articles have one
    tables = LateModule("tui_reader.ui.reading.tables")

_CODE_LINES = 100
_BULLETS = ("•", "–", "·")


class Plan(Galley):
    """Pieces, stops and landmarks of a document."""

    # the document

    def document(self, document: Document) -> Iterator[int]:
        """Everything between head and tail, a block at a time; tells how many blocks are put."""
        self._figures = _figures_in(document)
        self._setting = replace(self._setting, margin=self.margin)
        previous: Block | None = None
        for index, block in enumerate(document.blocks):
            self._block, self._base = index, 0
            self.first_pieces.append(len(self.pieces))
            self._put(block, previous, BARE, "body", 0)
            previous = block
            yield index + 1
        self._block, self._base = -1, 0

    def blocks(self, given: Sequence[Block], frame: Frame, role: str = "body", depth: int = 0) -> None:
        """Blocks inside something (a quote, an item, a comment), the first of them on the frame's first line."""
        previous: Block | None = None
        for block in given:
            self._put(block, previous, frame, role, depth)
            frame = Frame(frame.rest, frame.rest, frame.cells)
            previous = block

    def _put(self, block: Block, previous: Block | None, frame: Frame, role: str, depth: int) -> None:
        nested = depth and isinstance(block, Listing) and isinstance(previous, Paragraph)
        self.air(0 if nested else gap(previous, block, self.style), Frame(frame.rest, frame.rest))
        match block:
            case Paragraph():
                self._paragraph(block, previous, frame, role)
            case Heading():
                self._heading(block, frame)
            case Figure():
                self._put_figure(block, frame)
            case Quote():
                self._quote(block, frame, depth)
            case Listing():
                self._listing(block, frame, role, depth)
            case Code():
                self._code(block, frame)
            case Table():
                self._table(block, frame)
            case Rule():
                self.add(1, partial(blocks.thematic_rule, self.width, frame, self._base))
            case Embed():
                stop = self.stop(href=block.url)
                self.text(
                    blocks.embed(block, self.words, stop), replace(self._setting, letter=0), _hang(frame, 2)
                )

    def _paragraph(self, block: Paragraph, previous: Block | None, frame: Frame, role: str) -> None:
        setting = self._setting
        if not self.style.paragraph and isinstance(previous, Paragraph) and not previous.lead:
            setting = replace(setting, indent=2 * (1 + self.style.letter))
        role = "lead" if block.lead else role
        first = self._reserve(links_of(block.spans))
        length = sum(len(span.text) for span in block.spans)
        if length > LONG:
            self.text(flatten(block.spans, role, first, numbered=self.numbered), setting, frame)
        else:
            draw = partial(_flow_spans, block.spans, role, first, self.numbered, setting, frame, self._base)
            self.add(guess(length, setting, frame), draw, text=partial(text_of, block.spans))
            self._base += length

    def _heading(self, block: Heading, frame: Frame) -> None:
        role = "heading" if block.level <= 2 else "subheading"
        self.landmarks.append(Landmark(len(self.pieces), plain(block.spans), block.level))
        first = self._reserve(links_of(block.spans))
        flat = blocks.text_heading(block.spans, role, first)
        setting = replace(
            self._setting, scale=self.sizes.heading if role == "heading" else self._setting.scale
        )
        draw = partial(blocks.heading, flat, self.style, setting, role, frame, self._base)
        self.add(guess(len(flat.text), setting, frame), draw, text=partial(str, flat.text))
        self._base += len(flat.text)

    def _put_figure(self, block: Figure, frame: Frame) -> None:
        self._figure += 1
        self.landmarks.append(Landmark(len(self.pieces), plain(block.caption), 0))
        inner = _inside(frame, 2) if self.width >= 40 else frame
        setting = replace(self._setting, justify=False)
        label = f"[{self.words('picture.n_of_m', n=self._figure, m=self._figures)}]"
        url = block.image.url if block.image else ""
        stop = self.stop(action=f"{PRESSED}:{url}") if url else NO_STOP
        if self._put_picture(block, label, inner, stop):
            label, inner = "", Frame(inner.rest, inner.rest, inner.cells)
        first = self._reserve(links_of(block.caption))
        letters = sum(len(span.text) for span in block.caption) + len(block.credit) + 12
        draw = partial(self._draw_caption, block, label, (first, stop), setting, inner, self._base)
        text = partial(text_of, (*block.caption, Span(f"\n{block.credit}")))
        self.add(guess(letters, setting, inner), draw, text=text)
        self._base += letters

    def _put_picture(self, block: Figure, label: str, frame: Frame, stop: int) -> bool:
        """Room for the picture; False where there is none to show, and the caption stands for it."""
        if self.book is None or block.image is None:
            return False
        room = self.book.room(block.image, self.width - frame.cells)
        if room is None:
            return False
        spot = Spot(len(self.pieces), block.image.url, *room)
        self.spots.append(spot)
        said = f"{label} {blocks.size_of(block.image)}"
        self.add(spot.rows, partial(self.book.draw, spot, said, frame, self._base, stop))
        self._base += OFFSETS
        return True

    def _draw_caption(
        self, block: Figure, label: str, stops: tuple[int, int], setting: Setting, frame: Frame, base: int
    ) -> Laid:
        first_stop, stop = stops
        flat = blocks.caption(block, self.words, first_stop, label=label)
        why = self.book.why(block.image.url) if label and self.book and block.image else ""
        if why:
            flat = joined(flat, plain_flat(f"\n{why}", "picture"))
        return captioned(flow(flat, setting, frame, base), stop)

    def _quote(self, block: Quote, frame: Frame, depth: int) -> None:
        bar = (Run("│ ", "quote-bar"),)
        inner = self._framed(frame, bar, bar, 2)
        self.blocks(block.blocks, inner, "quote", depth + 1)
        if block.cite:
            inner = Frame(inner.rest, (*inner.rest, Run("  ", "quote")), inner.cells + 2)
            self.text(plain_flat(f"— {block.cite}", "cite"), replace(self._setting, leading=0), inner)

    def _listing(self, block: Listing, frame: Frame, role: str, depth: int) -> None:
        digits = len(str(block.start + len(block.items) - 1))
        tight = (
            all(sum(not isinstance(b, Listing) for b in item) <= 1 for item in block.items)
            or not self.style.paragraph
        )
        for index, item in enumerate(block.items):
            if index:
                self.air(
                    self.style.leading if tight else max(1, self.style.paragraph),
                    Frame(frame.rest, frame.rest),
                )
            mark = f"{block.start + index:>{digits}}. " if block.ordered else f"{_BULLETS[min(depth, 2)]} "
            bullet, space = (Run(mark, "bullet"),), (Run(" " * len(mark), role),)
            inner = self._framed(frame, bullet, space, len(mark))
            if item:
                self.blocks(item, inner, role, depth + 1)
            else:
                self.line(inner.first)
            frame = Frame(frame.rest, frame.rest, frame.cells)

    def _code(self, block: Code, frame: Frame) -> None:
        lines = block.text.rstrip("\n").split("\n")
        wide = Wide(
            len(self.pieces), blocks.code_room(self.width, frame), partial(blocks.code_width, block.text)
        )
        for start in range(0, len(lines), _CODE_LINES):
            some = lines[start : start + _CODE_LINES]
            draw = partial(blocks.moved_code, block, start, some, wide, self.width, frame, self._base)
            self.add(len(some), draw, text=partial("\n".join, some))
            self._base += sum(map(len, some)) + len(some)
        self.put_wide(wide)

    def _table(self, block: Table, frame: Frame) -> None:
        rows = tables.grid(block)
        columns = tables.widths(rows, self.width - frame.cells)
        if block.caption:
            first = self._reserve(links_of(block.caption))
            self.text(flatten(block.caption, "caption", first), replace(self._setting, leading=0), frame)
        room = self.width - frame.cells
        if columns is not None:
            self._rows(rows, frame, columns)
        elif room < LEAST_ROOM or not any(rows):
            self._records(rows, frame)
        else:
            columns = tables.broad(rows)
            places = tables.begins(columns)
            wide = Wide(len(self.pieces), room, lambda: places[-1] + columns[-1])
            fixed = wide.fixed(places[1]) if len(places) > 1 else 0
            wide.places = [place - fixed for place in places if place >= fixed]
            self._rows(rows, frame, columns, lambda laid: clipped(laid, wide, frame, fixed))
            self.add(1, partial(edges, wide, self.words, frame, self._base))
            self.put_wide(wide)

    def _rows(
        self,
        rows: list[tables.Row],
        frame: Frame,
        columns: list[int],
        shown: Callable[[Laid], Laid] = lambda laid: laid,
    ) -> None:
        """The rows of a table; ``shown``: what is seen of one."""
        head = bool(rows) and all(cell.header for cell, _ in rows[0])
        for index, row in enumerate(rows):
            first = self._reserve(tables.row_links(row))
            draw = partial(tables.draw_row, row, columns, first, frame, self._base)
            self.add(1, partial(_seen, draw, shown), text=partial(tables.row_text, row))
            self._base += sum(len(plain(cell.spans)) + 1 for cell, _ in row)
            if head and index == 0:
                self.add(1, partial(_seen, partial(tables.rule, columns, frame, self._base), shown))

    def _records(self, rows: list[tables.Row], frame: Frame) -> None:
        labels: list[str] = []
        if rows and all(cell.header for cell, _ in rows[0]):
            labels = [plain(cell.spans) for cell, span in rows[0] for _ in range(span)]
            rows = rows[1:]
        for index, row in enumerate(rows):
            if index:
                self.air(1, frame)
            first = self._reserve(tables.row_links(row))
            draw = partial(tables.record, row, labels, self.width, first, frame, self._base)
            self.add(len(row), draw, text=partial(tables.row_text, row))
            self._base += sum(len(plain(cell.spans)) + 1 for cell, _ in row)


def _flow_spans(
    spans: Spans, role: str, first_stop: int, numbered: bool, setting: Setting, frame: Frame, base: int
) -> Laid:
    """A paragraph, flattened only when it comes into view."""
    return flow(flatten(spans, role, first_stop, numbered=numbered), setting, frame, base)


def _seen(draw: Callable[[], Laid], shown: Callable[[Laid], Laid]) -> Laid:
    return shown(draw())


def _inside(frame: Frame, cells: int) -> Frame:
    """Moved in by some cells."""
    space = (Run(" " * cells, "body"),)
    return Frame((*frame.first, *space), (*frame.rest, *space), frame.cells + cells)


def _hang(frame: Frame, cells: int) -> Frame:
    """All lines but the first moved in."""
    return Frame(frame.first, (*frame.rest, Run(" " * cells, "body")), frame.cells + cells)


def _figures_in(document: Document) -> int:
    if isinstance(document.blocks, tuple):
        return sum(map(count_figures, document.blocks))
    from tui_reader.content.late_blocks import LateBlocks  # of a long one, which brought it

    return document.blocks.figures if isinstance(document.blocks, LateBlocks) else 0
