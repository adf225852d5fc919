"""The rows of the comment pane as items: the opinion box, the comments to be seen, "more", or a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Container, Mapping, MutableMapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from msgspec import Struct

from tui_reader.content.document import text_of
from tui_reader.model.comment import Discussion, Node, Thread
from tui_reader.model.entry import Entry
from tui_reader.strings import Words
from tui_reader.ui.comments import drawing
from tui_reader.ui.comments.drawing import DEEPEST_DRAWN, Manner, Shown
from tui_reader.ui.comments.folding import new_below, parent, visible
from tui_reader.ui.comments.trouble import LASTING, of_discussion
from tui_reader.ui.reading.flowing import Setting, flow, joined, plain_flat
from tui_reader.ui.reading.lines import Laid
from tui_reader.ui.reading.pieces import Column, Piece

if TYPE_CHECKING:
    from tui_reader.model.outbox import Letter

BOX, COMMENT, MORE, SENTENCE = "box", "comment", "more", "sentence"

_Thing = TypeVar("_Thing")

_SAMPLES = 64  # comments whose lengths stand for all until they are laid out

Ready = tuple["Item", Laid]
"""An item that is laid out already."""
_Ways = tuple[bool, str, "Letter | None", bool, int]
"""How a comment is shown: folded, its draft, its letter, whether it hides what it warns of, how far its code is moved."""


class Item(Struct, frozen=True):
    """One piece of the pane; ``index`` is the comment's place in the thread."""

    kind: str
    index: int = -1


class Between(Sequence[_Thing], Generic[_Thing]):
    """Things above, things below, and between them one for each number, made when it is asked for."""

    def __init__(
        self, above: list[_Thing], numbers: Sequence[int], below: list[_Thing], make: Callable[[int], _Thing]
    ) -> None:
        self.above, self.below = above, below
        self._numbers, self._make = numbers, make

    def __len__(self) -> int:
        return len(self.above) + len(self._numbers) + len(self.below)

    @overload
    def __getitem__(self, at: int) -> _Thing: ...
    @overload
    def __getitem__(self, at: slice) -> list[_Thing]: ...
    def __getitem__(self, at: int | slice) -> _Thing | list[_Thing]:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        if at < 0:
            at += len(self)
        between = at - len(self.above)
        if between < 0:
            return self.above[at]
        if between < len(self._numbers):
            return self._make(self._numbers[between])
        return self.below[between - len(self._numbers)]


class Items(Column):
    """The pane's column: piece n is item n. Comments are made into items and pieces when they are asked for."""

    def __init__(
        self,
        above: Sequence[Ready],
        seen: Sequence[int],
        below: Sequence[Ready],
        piece: Callable[[int], Piece],
        rows: int,
        kept: MutableMapping[object, Laid],
    ) -> None:
        """``seen``: the comments' places, ascending; ``piece`` makes one's piece, ``rows`` is what each is taken for."""
        self._seen, self._first = seen, len(above)
        self.items = Between([one for one, _ in above], seen, [one for one, _ in below], _item)
        pieces = Between(_pieces(above), seen, _pieces(below), piece)
        heights = (
            [one.guess for one in pieces.above] + [rows] * len(seen) + [one.guess for one in pieces.below]
        )
        super().__init__(pieces, kept, heights)

    def of_comment(self, index: int) -> int | None:
        """Which item the comment at a place of the thread is; None where it is folded away."""
        at = bisect_left(self._seen, index)
        return self._first + at if at < len(self._seen) and self._seen[at] == index else None


def lay_out_thread(
    thread: Thread | None,
    entry: Entry | None,
    folded: set[int],
    manner: Manner,
    kept: MutableMapping[object, Laid],
    *,
    drafts: Mapping[str, str] | None = None,
    letters: Mapping[str, Letter] | None = None,
    opened: Container[int] = (),
    aside: Mapping[int, int] | None = None,
    loading: bool = False,
) -> Items:
    """The pane for a thread; comments drawn before in the same manner are taken from ``kept``."""
    nodes = thread.nodes if thread else ()

    def piece(index: int) -> Piece:
        comment = nodes[index].comment
        source_id = comment.data.source_id
        is_folded = comment.id in folded
        draft = drafts.get(source_id, "") if drafts else ""
        letter = letters.get(source_id) if letters else None
        hides, at = comment.id not in opened, aside.get(comment.id, 0) if aside else 0
        draw = partial(_draw, nodes, index, manner, (is_folded, draft, letter, hides, at))
        sent = (letter.state, letter.trouble) if letter else None
        return Piece(rows, draw, key=(comment.id, is_folded, sent, hides, at))

    seen = visible(nodes, folded)
    rows = _usual_rows(nodes, seen, manner)
    above = _above(thread, entry, manner, drafts.get("", "") if drafts else "")
    return Items(above, seen, _below(thread, entry, manner, loading=loading), piece, rows, kept)


def _above(thread: Thread | None, entry: Entry | None, manner: Manner, draft: str) -> list[Ready]:
    """The box for one's own opinion, and that the discussion is followed."""
    if entry is None:
        return []
    found = [(Item(BOX), _box(manner, draft, closed=bool(thread and thread.discussion.closed)))]
    if thread is not None and thread.discussion.followed:
        text = plain_flat(manner.words("comments.followed"), "comment--fact")
        found.append((Item(SENTENCE), flow(text, Setting(manner.width))))
    return found


def _below(thread: Thread | None, entry: Entry | None, manner: Manner, *, loading: bool) -> list[Ready]:
    """What is said of the discussion, and how more of it is had."""
    found = []
    text = sentence(thread, entry, manner, loading=loading)
    if text:
        found.append((Item(SENTENCE), flow(plain_flat(text, "notice"), Setting(manner.width, before=1))))
    if thread is not None and thread.nodes and more_can_be_had(thread.discussion):
        found.append((Item(MORE), _more(thread.discussion, manner, loading=loading)))
    return found


def _pieces(given: Sequence[Ready]) -> list[Piece]:
    return [Piece(len(laid.lines), partial(_same, laid)) for _, laid in given]


def _same(laid: Laid) -> Laid:
    return laid


def _item(index: int) -> Item:
    return Item(COMMENT, index)


def more_is_there(discussion: Discussion) -> bool:
    """Whether the source has comments that are not here."""
    return discussion.more or (discussion.total or 0) > discussion.kept


def more_can_be_had(discussion: Discussion) -> bool:
    """Whether asking brings more: a further page is known, or nothing was fetched yet."""
    return discussion.more or (discussion.fetched_at is None and more_is_there(discussion))


def sentence(thread: Thread | None, entry: Entry | None, manner: Manner, *, loading: bool = False) -> str:
    """What the pane says beside comments, in words: why there are none, or what went wrong; empty: nothing."""
    words = manner.words
    if entry is None:
        return words("comments.no_article")
    discussion = thread.discussion if thread else Discussion(entry.id, "")
    trouble = of_discussion(discussion, words, manner.now, manner.zone)
    if thread is not None and thread.nodes:
        stays = trouble and discussion.trouble in LASTING
        return f"{trouble} {words('comments.stays')}" if stays else trouble or _rest(thread, words)
    if loading:
        return words("comments.loading")
    if trouble:
        return trouble
    claimed = discussion.total or entry.comments or 0
    if not discussion.source and not claimed:
        return words("comments.none_known")
    if discussion.fetched_at is None:
        return words("comments.not_fetched_n", n=claimed) if claimed else words("comments.not_fetched")
    return words("comments.closed_note" if discussion.closed else "comments.none")


def _rest(thread: Thread, words: Words) -> str:
    """What is said below comments: that the rest is elsewhere, that none are taken any more, that none answers another."""
    discussion = thread.discussion
    if more_is_there(discussion) and not more_can_be_had(discussion):
        return words("comments.rest_on_page", n=(discussion.total or 0) - discussion.kept)
    if discussion.closed:
        return words("comments.closed")
    flat = not discussion.threaded and not more_is_there(discussion) and len(thread.nodes) > 1
    return words("comments.flat") if flat else ""


def _usual_rows(nodes: Sequence[Node], seen: Sequence[int], manner: Manner) -> int:
    """How high a comment is on average, from a few of them: what the rest is taken for until it is laid out."""
    some = seen[:: max(1, len(seen) // _SAMPLES)]
    return sum(drawing.guess(nodes[index], manner) for index in some) // len(some) if some else 0


def _draw(nodes: Sequence[Node], index: int, manner: Manner, ways: _Ways) -> Laid:
    node, (folded, draft, letter, hides, aside) = nodes[index], ways
    above = parent(nodes, index) if node.depth > DEEPEST_DRAWN else None
    answers = drawing.name_of(nodes[above], manner.words) if above is not None else ""
    below = new_below(nodes, index) if folded else 0
    return drawing.draw(Shown(node, folded, below, answers, draft, letter, hides, aside), manner)


def as_found(nodes: Sequence[Node]) -> Sequence[Piece]:
    """The comments as what is looked through, also such as are folded away."""
    return Between(
        [], range(len(nodes)), [], lambda index: Piece(0, _undrawn, text=partial(_text, nodes[index]))
    )


def _undrawn() -> Laid:
    return Laid((), ())


def _text(node: Node) -> str:
    """What it says and who says it, as it is looked for."""
    return "\n".join((node.comment.data.author, *map(text_of, node.comment.document.blocks)))


def _box(manner: Manner, draft: str, *, closed: bool) -> Laid:
    """`Ý kiến của bạn ▏Viết ý kiến…`, or the draft that is kept with its key."""
    words = manner.words
    label = plain_flat(f"{words('comments.opinion')} ▏", "comment--box-label", action="write", stop=0)
    if draft:
        text = drawing.draft_line("comments.draft_here", draft, manner)
    else:
        text = words("comments.keep_note") if closed else words("comments.write")
    hint = plain_flat(text, "comment--box", action="write", stop=0)
    return flow(joined(label, hint), Setting(manner.width, before=1))


def _more(discussion: Discussion, manner: Manner, *, loading: bool) -> Laid:
    words = manner.words
    if loading:
        text = words("comments.loading")
    elif discussion.total:
        text = words("comments.more_here", n=discussion.kept, m=discussion.total)
    else:
        text = words("comments.more")
    flat = plain_flat(text, "button", action="more", stop=0)
    laid = flow(flat, Setting(manner.width, before=1))
    return Laid((*laid.lines, ()), (*laid.offsets, 0))
