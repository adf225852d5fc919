"""The thread as lines with a cursor on one comment; only what is seen is laid out at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo

from rich.style import Style
from textual.message import Message
from textual.strip import Strip

from tui_reader.model.comment import Thread
from tui_reader.model.entry import Entry
from tui_reader.model.style import PRESETS, ReadingStyle
from tui_reader.strings import Words
from tui_reader.ui.comments import drawing, folding
from tui_reader.ui.comments.items import BOX, COMMENT, MORE, SENTENCE, Items, lay_out_thread
from tui_reader.ui.comments.kept_thread import KeptThread, Standing
from tui_reader.ui.comments.spoiler import warning_of
from tui_reader.ui.reading.layout import column_width
from tui_reader.ui.reading.lines import NO_STOP, Laid, Line, Run
from tui_reader.ui.reading.pieces import Anchor

_CURSOR = "▌"


class ThreadView(KeptThread):
    """The comments under a cursor. It decides nothing: what was pressed goes up as messages."""

    class WriteWanted(Message):
        """The opinion box was pressed."""

    class MoreWanted(Message):
        """More comments are asked for."""

    class LinkChosen(Message):
        """A link was pressed."""

        def __init__(self, href: str, text: str = "") -> None:
            super().__init__()
            self.href, self.text = href, text

    class Moved(Message):
        """The cursor stands elsewhere."""

    def __init__(self, words_: Words, zone: tzinfo | None, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self.words = words_
        self.reading_style = PRESETS[0]
        self.loading_more = False
        self.drafts_kept = True
        self._zone, self._clock = zone, clock
        self._kept: dict[object, Laid] = {}

    # given

    def show(self, thread: Thread | None, entry: Entry | None) -> None:
        """Another thread, or the same one with more in it: then cursor, folds and window stay where they are."""
        same = entry is not None and self.entry is not None and entry.id == self.entry.id
        at = self._remember() if same else None
        self._as_given = thread
        self.thread, self.entry, self.loading_more = self._ordered(thread), entry, False
        if not same:
            self.folded, self.opened, self.aside = set(), set(), {}
            self.cursor = 0
            self.stop = NO_STOP
        self._kept.clear()
        self.relay(at)

    def style_to(self, style: ReadingStyle) -> None:
        """Set the comments another way."""
        if style != self.reading_style:
            self.reading_style = style
            self.rebuild()

    def rebuild(self) -> None:
        """Another width, style or language."""
        at = self._remember()
        self._kept.clear()
        self.relay(at)

    def order_by(self, order: str) -> None:
        """Show the same comments in another order; the cursor stays on its comment."""
        at, self.order = self._remember(), order
        self.thread = self._ordered(self._as_given)
        self.relay(at)
        self.to_item(self.cursor)

    def relay(self, at: Standing | None) -> None:
        """Lay out again. ``at``: where to stay, from ``_remember``."""
        if not self.size.width:
            self._laid_for = 0  # out of sight: laid out when it is seen again, whatever its width then
            return
        width = column_width(self.size.width, self.reading_style)
        manner = drawing.Manner(
            self.reading_style, width, self.words, self._clock(), self._zone, self.drafts_kept
        )
        items = lay_out_thread(
            self.thread,
            self.entry,
            self.folded,
            manner,
            self._kept,
            drafts=self.drafts,
            letters=self.letters,
            opened=self.opened,
            aside=self.aside,
            loading=self.loading_more,
        )
        anchor, self._laid_nodes = Anchor(0, 0), self.thread.nodes if self.thread else ()
        if at is not None:
            self.cursor = self._item_of(items, at.cursor, at.item)
            anchor = Anchor(self._item_of(items, at.top, 0), at.row)
        self.cursor = min(self.cursor, max(0, len(items.items) - 1))
        self.put(items, max(1, (self.size.width - width) // 2), anchor)

    # moving

    def move(self, lines: int) -> None:
        """The cursor to the next (previous) thing; a comment taller than the window is scrolled through first."""
        items = self.items
        if items is None or not items.items:
            return
        way = 1 if lines > 0 else -1
        for _ in range(abs(lines)):
            if self._scroll_within(items, way):
                continue
            target = self.cursor + way
            while 0 <= target < len(items.items) and items.items[target].kind == SENTENCE:
                target += way
            if 0 <= target < len(items.items):
                self.to_item(target)
            else:
                self.to_row(self.top + way)

    def _scroll_within(self, items: Items, way: int) -> bool:
        begin = items.top_of(self.cursor)
        end = begin + len(items.laid(self.cursor).lines)
        if end - begin <= self.rows or not begin < self.top + self.rows or not end > self.top:
            return False
        inside = end > self.top + self.rows if way > 0 else begin < self.top
        if inside:
            self.to_row(self.top + way)
        return inside

    def to_item(self, item: int) -> None:
        """The cursor onto an item, as much of it in sight as there is room for."""
        items = self.items
        if items is None or not 0 <= item < len(items.items):
            return
        before, self.cursor, self.stop = self.cursor, item, NO_STOP
        items.prepare(Anchor(item, 0), self.rows, above=self.rows)
        self._measure()
        begin, height = items.top_of(item), len(items.laid(item).lines)
        if begin < self.top or height >= self.rows:
            self.to_row(begin)
        elif begin + height > self.top + self.rows:
            self.to_row(begin + height - self.rows)
        self.repaint_items(before, item)
        self.post_message(self.Moved())

    def to_comment(self, index: int) -> None:
        """The cursor onto a comment of the thread, unfolding what hides it."""
        hiding = {
            self.nodes[above].comment.id for above in folding.ancestors(self.nodes, index)
        } & self.folded
        if hiding:
            self.folded -= hiding
            self.relay(self._remember())
        items = self.items
        item = items.of_comment(index) if items is not None else None
        if item is not None:
            self.to_item(item)

    def fetch_cursor(self) -> None:
        """The cursor onto the first thing in sight, when scrolling left it behind."""
        items = self.items
        if items is None or not items.items or self.top <= items.top_of(self.cursor) < self.top + self.rows:
            return
        first = items.anchor(self.top)
        item = first.piece + (1 if first.row and first.piece + 1 < len(items.items) else 0)
        if items.items[item].kind != SENTENCE:
            before, self.cursor, self.stop = self.cursor, item, NO_STOP
            self.repaint_items(before, item)
            self.post_message(self.Moved())

    # folding

    def fold_to(self, folded: set[int]) -> None:
        """Exactly these are folded; the cursor goes to what hides its comment."""
        if folded == self.folded:
            return
        item = self.item
        at = self._remember()
        self.folded = folded
        if item is not None and item.kind == COMMENT:
            index = item.index
            hiding = [a for a in folding.ancestors(self.nodes, index) if self.nodes[a].comment.id in folded]
            at = at._replace(cursor=self.nodes[hiding[-1] if hiding else index].comment.id)
        self.relay(at)
        self.to_item(self.cursor)

    def fold_but(self, folded: set[int], index: int) -> None:
        """Exactly these are folded but what hides the text of a comment of the thread; the cursor stands on that."""
        alone = () if self.nodes[index].descendants else (index,)  # folded, it hides its own
        hiding = (*folding.ancestors(self.nodes, index), *alone)
        opened = folded - {self.nodes[one].comment.id for one in hiding}
        if opened != self.folded:
            at, self.folded = self._remember(), opened
            self.relay(at)
        item = self.items.of_comment(index) if self.items is not None else None
        self.cursor, self.stop = item if item is not None else self.cursor, NO_STOP

    # pressing

    def press(self) -> bool:
        """What Enter does: the focused link, else box, more, or fold."""
        item, items = self.item, self.items
        if item is None or items is None:
            return False
        if item.kind == COMMENT and self.stop != NO_STOP:
            runs = [r for line in items.laid(self.cursor).lines for r in line if r.stop == self.stop]
            if runs and runs[0].href:
                self.post_message(self.LinkChosen(runs[0].href, "".join(run.text for run in runs)))
                return True
        if item.kind == BOX:
            self.post_message(self.WriteWanted())
        elif item.kind == MORE:
            self.post_message(self.MoreWanted())
        elif item.kind == COMMENT and not self._reveal():
            self.fold_to(self.folded ^ {self.nodes[item.index].comment.id})
        return item.kind != SENTENCE

    def _reveal(self) -> bool:
        """Show what the comment under the cursor warns of; False where it hides nothing."""
        node = self.node
        if node is None or node.comment.id in self.opened or warning_of(node.comment.data) is None:
            return False
        self.opened.add(node.comment.id)
        self.relay(self._remember())
        return True

    def sideways(self, way: int) -> bool:
        """Move the code of the comment under the cursor; False where all of it is seen."""
        node, items = self.node, self.items
        if node is None or items is None:
            return False
        width = column_width(self.size.width, self.reading_style)
        manner = drawing.Manner(self.reading_style, width, self.words, self._clock(), self._zone)
        now = self.aside.get(node.comment.id, 0)
        to = drawing.moved(node, manner, now, way)
        if to == now:
            return drawing.moved(node, manner, now, -way) != now
        self.aside[node.comment.id] = to
        self.relay(self._remember())
        return True

    def press_run(self, run: Run, anchor: Anchor) -> None:
        """A click on a link, the box, "more" or a folded row."""
        self.to_item(anchor.piece)
        if run.href:
            self.post_message(self.LinkChosen(run.href, run.text))
        else:
            self.press()

    def press_row(self, anchor: Anchor) -> None:
        """A click on a comment puts the cursor on it; a second one does what Enter does."""
        items = self.items
        if items is None or items.items[anchor.piece].kind == SENTENCE:
            return
        if anchor.piece == self.cursor:
            self.press()
        else:
            self.to_item(anchor.piece)

    # painting

    def paint(self, line: Line, anchor: Anchor, width: int, ground: Style) -> Strip:
        """A line; the comment under the cursor carries a mark at its header."""
        here = anchor.piece == self.cursor
        strip = self._brushes.paint(
            line, width, ground, margin=self.margin, focused=self.stop if here else NO_STOP
        )
        for overlay in self.overlays:
            strip = overlay.over(strip, anchor)
        if not here or anchor.row != self._marked_row():
            return strip
        mark = self._brushes.paint((Run(_CURSOR, "comment--cursor"),), 1, ground)
        edge = self.margin - 1
        return Strip.join([strip.crop(0, edge), mark, strip.crop(edge + 1)])

    def _marked_row(self) -> int:
        node = self.node
        return drawing.header_row(node, self.reading_style) if node is not None else 1
