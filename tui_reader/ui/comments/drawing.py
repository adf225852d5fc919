"""One comment as lines: who and when, the text in the reader's own style, and what is folded below it."""

from __future__ import annotations

from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tui_reader.model.comment import CommentState, Node
from tui_reader.model.document import Heading, Paragraph
from tui_reader.model.style import ReadingStyle
from tui_reader.strings import Words
from tui_reader.strings import format as forms
from tui_reader.ui.comments.folding import DELETED, is_new
from tui_reader.ui.comments.spoiler import warning_of
from tui_reader.ui.reading.flowing import Flat, Frame, Setting, blank, flow, joined, plain_flat
from tui_reader.ui.reading.lines import Laid, Line, Run
from tui_reader.ui.reading.plan import Plan

if TYPE_CHECKING:
    from tui_reader.model.outbox import Letter

DEEPEST_DRAWN = 6
"""Levels that are moved in; what is deeper says whom it answers instead."""
_BAR = Run("│ ", "comment--bar")
_DRAFT = 48  # characters of a draft that are enough to know it by
_FOLDED_TEXT = 300  # characters a comment's height is guessed from when it has other blocks than text


class Manner(Struct, frozen=True):
    """All that comments are drawn by: ``width`` in cells, the words, and what time it is."""

    style: ReadingStyle
    width: int
    words: Words
    now: datetime
    zone: tzinfo | None
    drafts_kept: bool = True
    """Whether what was begun is in the store, or only here because nothing can be written there."""


class Shown(Struct, frozen=True):
    """A comment as it is to be shown."""

    node: Node
    folded: bool = False
    new_below: int = 0
    answers: str = ""
    """Name of the parent where the indent no longer tells."""
    draft: str = ""
    """What the reader began to answer to it."""
    letter: Letter | None = None
    """Of a note: how it goes on its way to a site."""
    hides: bool = True
    """Whether what it warns of is still hidden."""
    aside: int = 0
    """Cells of its code that are out of sight at the left."""


def guess(node: Node, manner: Manner) -> int:
    """About how many rows a comment takes."""
    letters = 0
    for block in node.comment.document.blocks:
        if isinstance(block, Paragraph | Heading):
            letters += sum(len(span.text) for span in block.spans) + manner.width // 2
        else:
            letters += _FOLDED_TEXT
    room = max(8, manner.width - 2 * min(node.depth, DEEPEST_DRAWN) - 4)
    return 2 + letters * (1 + manner.style.letter) * (1 + manner.style.leading) // room


def draw(shown: Shown, manner: Manner) -> Laid:
    """The lines of a comment; the rows of air above it first."""
    node = shown.node
    frame = _indent(node.depth)
    lines: list[Line] = [blank(frame)] * _air(node, manner.style)
    hanging = Frame(frame.rest, (*frame.rest, Run("  ")), frame.cells + 2)
    lines.extend(flow(_header(shown, manner), Setting(manner.width), hanging).lines)
    soft = [False] * len(lines)
    if shown.letter is not None and (said := _letter(shown.letter, manner)):
        told = flow(
            plain_flat(said, "muted"), Setting(manner.width), Frame(hanging.rest, hanging.rest, hanging.cells)
        )
        lines.extend(told.lines)
        soft.extend(told.soft or (False,) * len(told.lines))
    if not shown.folded or node.descendants:
        body = _body(shown, manner, hanging)
        lines.extend(body.lines)
        soft.extend(body.soft or (False,) * len(body.lines))
    if shown.draft:
        text = plain_flat(draft_line("comments.draft_reply", shown.draft, manner), "comment--box")
        draft = flow(text, Setting(manner.width), Frame(hanging.rest, hanging.rest, hanging.cells))
        lines.extend(draft.lines)
        soft.extend(draft.soft or (False,) * len(draft.lines))
    if shown.folded:
        lines.append(_fold_row(shown, manner, frame))
        soft.append(False)
    return Laid(tuple(lines), (0,) * len(lines), tuple(soft))


def header_row(node: Node, style: ReadingStyle) -> int:
    """The row of a drawn comment its header begins at, where the cursor is shown."""
    return _air(node, style)


def name_of(node: Node, words: Words) -> str:
    """Who wrote it."""
    if node.comment.mine or node.comment.data.state is CommentState.OWN:
        return words("comments.you")
    return node.comment.data.author or words("comments.no_name")


def draft_line(key: str, draft: str, manner: Manner) -> str:
    """That a draft is kept (or could not be), how it begins, and the key that goes on with it."""
    words, key = manner.words, key if manner.drafts_kept else "comments.draft_unkept"
    begin = " ".join(draft.split())
    return words(key, text=begin if len(begin) <= _DRAFT else begin[: _DRAFT - 1].rstrip() + "…")


def _air(node: Node, style: ReadingStyle) -> int:
    return max(1, style.paragraph) if not node.depth else max(0, style.paragraph - 1)


def _indent(depth: int) -> Frame:
    """The bars that tell how deep a comment is."""
    drawn = min(depth, DEEPEST_DRAWN)
    prefix: Line = (Run("  "), *(_BAR,) * drawn) if drawn else ()
    return Frame(prefix, prefix, 2 + 2 * drawn if drawn else 0)


def _header(shown: Shown, manner: Manner) -> Flat:
    node, words = shown.node, manner.words
    data = node.comment.data
    taken_away = data.state in DELETED and not data.author
    name = words(f"comments.{data.state.value}") if taken_away else name_of(node, words)
    parts = [plain_flat(name, "comment--fact" if taken_away else "comment--author")]

    def fact(text: str, role: str = "comment--fact") -> None:
        parts.append(plain_flat(" · ", "comment--fact"))
        parts.append(plain_flat(text.replace(" ", "\u00a0"), role))

    if data.by_article_author:
        fact(words("comments.article_author"), "comment--by-author")
    if data.created is not None:
        fact(forms.short_age(words, data.created, manner.now, manner.zone))
    if data.state is CommentState.OWN:
        fact(_own(shown.letter, words))
    if data.score is not None:
        fact(f"▲ {words.number(data.score)}")
    if data.edited is not None:
        fact(words("comments.edited"))
    if is_new(node):
        fact(words("comments.new_mark"), "comment--new")
    if shown.answers:
        fact(f"↳ {shown.answers}")
    elif node.orphan:
        parts.append(plain_flat(f" · {words('comments.orphan')}", "comment--fact"))
    return joined(*parts)


def _own(letter: Letter | None, words: Words) -> str:
    """`ghi chú của bạn`, or where it is on its way: `news.example: chờ gửi`; where more is said below, no more than how."""
    if letter is None:
        return words("comments.own")
    from tui_reader.ui.opinions import letter_words  # where something was sent

    short = letter_words.short(letter, words)
    return short if letter_words.needs_the_reader(letter) else f"{letter.site}: {short}"


def _letter(letter: Letter, manner: Manner) -> str:
    """Why it is not there, and where something can be done about it; empty where it is on a good way."""
    from tui_reader.ui.opinions import letter_words  # where something was sent

    if not letter_words.needs_the_reader(letter):
        return ""
    return f"{letter_words.sentence(letter, manner.words, manner.now, manner.zone)} {manner.words('letter.where')}"


def _body(shown: Shown, manner: Manner, frame: Frame) -> Laid:
    comment, words = shown.node.comment, manner.words
    inner = Frame(frame.rest, frame.rest, frame.cells)
    plan = _plan(manner)
    warned = warning_of(comment.data) if shown.hides else None
    if warned is not None:
        text = words("comments.warned", text=warned) if warned else words("comments.warned_bare")
        return flow(plain_flat(text, "comment--fold", action="fold"), Setting(manner.width), inner)
    if comment.data.state in DELETED and comment.data.author:
        plan.text(
            plain_flat(words(f"comments.{comment.data.state.value}"), "muted"), Setting(manner.width), inner
        )
    plan.blocks(comment.document.blocks, inner)
    for wide in plan.wides:
        wide.at = min(shown.aside, wide.most)
    parts = [piece.draw() for piece in plan.pieces]
    lines = tuple(line for part in parts for line in part.lines)
    soft = tuple(ends for part in parts for ends in (part.soft or (False,) * len(part.lines)))
    return Laid(lines, (0,) * len(lines), soft)


def _plan(manner: Manner) -> Plan:
    return Plan(replace(manner.style, heading=min(manner.style.heading, 1)), manner.width, manner.words)


def moved(node: Node, manner: Manner, at: int, way: int) -> int:
    """Where the widest code or table of a comment is when it is moved once more to the right (1) or left (-1)."""
    frame = _indent(node.depth)
    plan = _plan(manner)
    plan.blocks(node.comment.document.blocks, Frame(frame.rest, (*frame.rest, Run("  ")), frame.cells + 2))
    furthest, step = max((wide.most for wide in plan.wides), default=0), manner.width // 2
    return max(0, min(at + way * max(1, step), furthest))


def _fold_row(shown: Shown, manner: Manner, frame: Frame) -> Line:
    count = shown.node.descendants
    if not count:
        text = manner.words("comments.unfold")
    elif shown.new_below:
        text = manner.words("comments.replies_new", n=count, m=shown.new_below)
    else:
        text = manner.words("comments.replies", n=count)
    return (*frame.rest, Run(f"  ▸ {text}", "comment--fold", action="fold"))
