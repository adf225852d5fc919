"""Tab through the comments: the opinion box, each link, "more"."""

from __future__ import annotations

from tui_reader.content.figures_and_links import links
from tui_reader.ui.comments.items import BOX, COMMENT, MORE, Items
from tui_reader.ui.comments.thread_view import ThreadView
from tui_reader.ui.reading.lines import NO_STOP
from tui_reader.ui.reading.pieces import Anchor


def next_stop(view: ThreadView, way: int) -> bool:
    """Move to the next (1) or previous (-1) thing to press; False where there is none."""
    items = view.items
    if items is None:
        return False
    here = _links(view, items, view.cursor)
    step = here.index(view.stop) + way if view.stop in here else (0 if way > 0 else -1)
    if 0 <= step < len(here):
        return _focus(view, items, view.cursor, here[step])
    item = view.cursor
    while 0 <= (item := item + way) < len(items.items):
        if items.items[item].kind in (BOX, MORE):
            view.to_item(item)
            return True
        found = _links(view, items, item)
        if found:
            return _focus(view, items, item, found[0 if way > 0 else -1])
    return False


def _links(view: ThreadView, items: Items, item: int) -> list[int]:
    """The stops of a comment, in order; comments without links are not laid out for it."""
    one = items.items[item]
    if one.kind != COMMENT or not links(view.nodes[one.index].comment.document):
        return []
    stops = {run.stop for line in items.laid(item).lines for run in line if run.href and run.stop != NO_STOP}
    return sorted(stops)


def _focus(view: ThreadView, items: Items, item: int, stop: int) -> bool:
    view.to_item(item)
    view.stop = stop
    lines = items.laid(item).lines
    row = next(row for row, line in enumerate(lines) if any(run.stop == stop for run in line))
    view.to_anchor(Anchor(item, row), rows_above=1)
    view.repaint()
    return True
