"""When a frame is drawn, and of what: of each widget the rows that changed and nothing in front covers, where they stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from textual._compositor import Compositor, CompositorUpdate
from textual.geometry import Region
from textual.screen import UPDATE_PERIOD, Screen
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console


class AnsweringScreen(Screen[None]):
    """A screen whose first frame after a key waits for no other.

    The toolkit draws sixty times a second at most, whatever a frame is for: a preview that came right before a key held
    the next row back by up to a sixtieth of a second. Here a key has its frame at once, unless the key before it had one
    so short a while ago: those that come in a flood share frames as the toolkit has it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._asked = False
        self._next_answer = 0.0
        """Not before this time of ``monotonic``."""

    def key_came(self) -> None:
        """What changes now is what somebody waits to see."""
        self._asked = True

    def on_idle(self) -> None:
        """Whatever the key changed was told: before the toolkit's own ``_on_idle``, which starts its timer."""
        if self._asked and monotonic() >= self._next_answer and hasattr(self, "_on_timer_update"):
            self._on_timer_update()

    def frame_is_out(self) -> None:
        """A frame was written, drawn here or by the toolkit's timer."""
        if self._asked:
            self._asked, self._next_answer = False, monotonic() + UPDATE_PERIOD


class Piece(NamedTuple):
    """A part of a row of the screen."""

    x: int
    y: int
    strip: Strip


class LeanCompositor(Compositor):
    """Asks each widget for the rows of it that a frame needs and nothing in front of them covers, and for no others.

    The toolkit's own asks every widget for all its rows as soon as anything near it is to be drawn anew, and cuts each
    of them wherever on its line any widget of the screen begins.
    """

    def __init__(self, by_rows: Callable[[], bool]) -> None:
        """``by_rows``: whether frames are made of whole rows at present: their parts are then drawn if asked for."""
        super().__init__()
        self._by_rows = by_rows

    def render_partial_update(self) -> CompositorUpdate | None:  # type: ignore[override]  # any kind of frame will do
        """What changed, drawn now or when it is written."""
        regions = self._dirty_regions.copy()
        self._dirty_regions.clear()
        if not self._by_rows():
            return self.draw(regions)
        return LateUpdate(self, regions) if regions else None

    def draw(self, regions: set[Region]) -> CompositorUpdate | None:
        """What changed in some regions, drawn now, and nothing between them."""
        screen = self.size.region
        pieces: list[Piece] = []
        for region in _apart(one.intersection(screen) for one in regions):
            for asked in self._asked(region):
                if asked.too_few:
                    return self._as_the_toolkit_does(regions)
                pieces += asked.pieces()
        return PiecesUpdate(pieces) if pieces else None

    def _as_the_toolkit_does(self, regions: set[Region]) -> CompositorUpdate | None:
        changed_since, self._dirty_regions = self._dirty_regions, regions
        try:
            return super().render_partial_update()
        finally:
            self._dirty_regions = changed_since

    def _get_renders(self, crop: Region | None = None) -> Iterator[tuple[Region, Region, list[Strip]]]:
        for asked in self._asked(crop or self.size.region):
            yield asked.rows, asked.rows, asked.strips

    def _asked(self, crop: Region) -> Iterator[_Asked]:
        """The widgets that are seen in a region, those in front first."""
        left = [crop]
        for widget, (region, clip) in self.visible_widgets.items():
            seen = region.intersection(clip)
            needed = [seen.intersection(one) for one in left if one.overlaps(seen)]
            if not needed:
                continue
            union = Region.from_union(needed)
            rows = Region(seen.x, union.y, seen.width, union.height)
            asked = _Asked(needed, rows, widget.render_lines(rows.translate(-region.offset)))
            yield asked
            if asked.too_few:
                continue  # what is behind it shows beside its lines
            left = [rest for one in left for rest in _without(one, seen)]
            if not left:
                return
        for one in left:  # a window that just grew: the widgets are as large as it was
            yield _Asked([one], one, [Strip.blank(one.width)] * one.height)


class _Asked(NamedTuple):
    """What a widget was asked for and gave: ``rows`` of it, as wide as it is seen, for the parts that are ``needed``."""

    needed: list[Region]
    rows: Region
    strips: list[Strip]

    @property
    def too_few(self) -> bool:
        """Whether it has fewer or shorter lines than it is large, as while it changes its size."""
        _, _, width, height = self.rows
        return len(self.strips) < height or any(strip.cell_length < width for strip in self.strips)

    def pieces(self) -> Iterator[Piece]:
        """The needed parts, row by row."""
        left, top, _, _ = self.rows
        for part in self.needed:
            for y in part.line_range:
                yield Piece(part.x, y, self.strips[y - top].crop(part.x - left, part.right - left))


class PiecesUpdate(CompositorUpdate):
    """Pieces, each written where it stands; one that was written before is not put into words again."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    def render_segments(self, console: Console) -> str:
        """The bytes of the frame."""
        return "".join([f"\x1b[{y + 1};{x + 1}H{strip.render(console)}" for x, y, strip in self.pieces])


class LateUpdate(CompositorUpdate):
    """A frame that is drawn only if it is written as it is."""

    def __init__(self, compositor: LeanCompositor, regions: set[Region]) -> None:
        self._compositor, self._regions = compositor, regions

    def render_segments(self, console: Console) -> str:
        """The bytes of the frame."""
        drawn = self._compositor.draw(self._regions)
        return drawn.render_segments(console) if drawn is not None else ""


def _apart(regions: Iterable[Region]) -> list[Region]:
    """The same area in regions of which no two overlap."""
    apart: list[Region] = []
    for region in sorted(filter(None, regions), key=lambda one: one.area, reverse=True):
        left = [region]
        for other in apart:
            left = [rest for one in left for rest in _without(one, other)]
        apart += left
    return apart


def _without(region: Region, covered: Region) -> Iterator[Region]:
    """What a region is apart from another: above, below, left and right of it."""
    inner = region.intersection(covered)
    if not inner:
        yield region
        return
    x, y, width, height = region
    parts = (
        Region(x, y, width, inner.y - y),
        Region(x, inner.bottom, width, y + height - inner.bottom),
        Region(x, inner.y, inner.x - x, inner.height),
        Region(inner.right, inner.y, x + width - inner.right, inner.height),
    )
    yield from filter(None, parts)
