"""The machine that walks a text's tags without recursion: what is open, what marks hold, where text goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui_reader.content.convert import tags
from tui_reader.content.convert.captions import bare_credit
from tui_reader.content.convert.flat import Flat
from tui_reader.content.convert.frames import Frame, blocks, close, texts
from tui_reader.content.convert.inline import BREAK, paragraphs
from tui_reader.content.convert.inside import Place
from tui_reader.content.convert.related import related_only
from tui_reader.model.document import Block, Cell, Figure, Mark, Spans, plain
from tui_reader.model.scrub import scrub_line

_DEEPEST = 32  # quotes and lists inside each other; a list is two elements, so 64 of those; deeper ones are flattened

_LONGEST_LINE = 200  # characters of a credit or of who is quoted

Handler = Callable[["Walk", int], bool]
"""Opens one kind of element at its place; whether its content is to be walked."""


Kind = tuple[bool, bool, int, Handler | None]
"""How an element is opened: whether it is a block, whether it is void, its mark, what else is to be done."""


def kinds(handlers: Mapping[str, Handler]) -> dict[str, Kind]:
    """Of every element that is kept; a handler sets the marks itself."""
    found: dict[str, Kind] = {}
    for name in tags.KEPT:
        handler = handlers.get(name)
        mark = 0 if handler else int(tags.MARKS.get(name, Mark.NONE))
        found[name] = (name in tags.BLOCKS, name in tags.VOID, mark, handler)
    return found


class Walk:
    """One walk through one text. ``related`` are links set apart on the way."""

    def __init__(self, flat: Flat, base: str, delivered: str, frame: Frame | None = None) -> None:
        self.flat = flat
        self.base = base
        self.delivered = delivered
        """The text as it came."""
        self.mark = 0
        """The marks that hold here, of ``Mark``; a plain number, which is quicker to add to."""
        self.href = ""
        self.places: Mapping[str, Place] = {}
        """Where links inside the text lead, by name."""
        self.sets: list[str] = []
        """The ``srcset`` of the sources of the <picture> being read."""
        self.related: list[tuple[str, str]] = []
        self.embeds = 0
        self.frame = frame or Frame()
        """The innermost open frame."""
        self._frames = [self.frame]
        self._path: list[int] = []
        self._endings: dict[int, str] = {}
        self._nested = 0

    def run(self, kinds: Mapping[str, Kind], look: Handler) -> list[Block]:
        """The blocks of the text; ``look`` sees every element with class or style before its own handler."""
        flat, frames, path, endings = self.flat, self._frames, self._path, self._endings
        names, after, ends = flat.names, flat.after, flat.ends
        opened: list[tuple[bool, int, str, int]] = []  # whether a block; what to put back; frames then open
        at, last = -1, len(names) - 1
        text = flat.first
        while True:
            if text:
                self._add(text)
            if at == last:
                break
            at += 1
            name, text = names[at], after[at]
            if name is None:
                continue
            if (kind := kinds.get(name)) is None:
                if at in endings:
                    self.say(endings[at])
                path.pop()
                self._put_back(*opened.pop())
                continue
            is_block, is_void, mark, handler = kind
            if is_block and self.frame.run:
                self.flush()
            before = (is_block, self.mark, self.href, len(frames))
            written = flat.written[at]
            walked = not (
                written and ("class" in written or "style" in written or "hidden" in written)
            ) or look(self, at)
            if walked and handler is not None:
                walked = handler(self, at)
            self.mark |= mark
            end = ends[at]
            if walked and end > at + 1:
                path.append(at)
                opened.append(before)
                continue
            # Nothing in it, nothing but text, or nothing to be read: done with at once.
            if text and walked and not is_void:
                self._add(text)
            if end in endings:
                self.say(endings[end])
            self._put_back(*before)
            at, text = end, after[end]
        self.flush()
        return blocks(self.frame.pieces)

    def go_on_with(self, flat: Flat) -> None:
        """Have another text walked next, as if it stood behind the last one."""
        self.flat = flat
        self._endings.clear()

    def _add(self, text: str) -> None:
        run = self.frame.run
        if run or text.strip(" \n\t"):
            run.append((self.flat.unescaped(text) if "&" in text else text, self.mark, self.href))

    def _put_back(self, is_block: bool, mark: int, href: str, depth: int) -> None:
        """An element ends."""
        while len(self._frames) > depth:
            self._close_frame()
        if is_block and self.frame.run:
            self.flush()
        self.mark, self.href = mark, href

    @property
    def around(self) -> int:
        """The place of the element around the one that is being opened; -1 where there is none."""
        return self._path[-1] if self._path else -1

    @property
    def can_nest(self) -> bool:
        """Whether one more quote or list may open inside those that are."""
        return self._nested < _DEEPEST

    def within(self, *kinds: str) -> bool:
        """Whether the innermost frame is of one of these kinds."""
        return self.frame.kind in kinds

    def only_text(self, at: int) -> list[Spans] | None:
        """The paragraphs of an element in which there is nothing but text, for those who then leave it out."""
        flat = self.flat
        if flat.ends[at] != at + 1:
            return None
        text = flat.after[at]
        if "&" in text:
            text = flat.unescaped(text)
        return paragraphs([(text, self.mark, self.href)], clean=flat.clean) if text else []

    def flush(self) -> None:
        """Text up to here is a paragraph."""
        self.frame.flush(clean=self.flat.clean)

    def say(self, words: str) -> None:
        """Adds words of ours, or of an attribute."""
        self.frame.run.append((words, self.mark, self.href))

    def end_with(self, at: int, words: str) -> None:
        """Adds words where the element at this place ends."""
        self._endings[self.flat.ends[at]] = words

    def break_line(self) -> None:
        """A line ends here."""
        self.frame.run.append((BREAK, 0, ""))

    def push(self, frame: Frame) -> None:
        """Opens a frame that closes with the element."""
        outer = self.frame
        if outer.run or outer.later:
            self.flush()
        frame.lead = frame.lead or (outer.lead and frame.kind in ("flow", "heading"))
        self._frames.append(frame)
        self.frame = frame
        self._nested += frame.kind in ("quote", "list")

    def _close_frame(self) -> None:
        frame = self._frames.pop()
        if frame.run or frame.later:
            frame.flush(clean=self.flat.clean)
        self._nested -= frame.kind in ("quote", "list")
        outer = self.frame = self._frames[-1]
        match frame.kind:
            case "item":
                outer.items.append(tuple(blocks(frame.pieces)))
            case "cell":
                words, shown = texts(frame.pieces)
                outer.grid[-1].append(Cell(words, frame.header, frame.columns, frame.rows, frame.align))
                outer.pieces += shown
            case "credit" | "cite" if (line := _line(frame)) is not None:
                name, shown = line
                if frame.kind == "credit":
                    outer.credit = " / ".join(filter(None, (outer.credit, bare_credit(name))))
                else:
                    outer.cite = ", ".join(filter(None, (outer.cite, name.lstrip("—–― "))))
                for figure in shown:
                    outer.put(figure)
            case "related" if links := related_only(blocks(frame.pieces)):
                self.related += links
            case _:
                for piece in close(frame):
                    outer.put(piece)


def _line(frame: Frame) -> tuple[str, list[Figure]] | None:
    """The one line a credit or a source is, and pictures in it; None if it is too long to be one."""
    spans, shown = texts(frame.pieces)
    words = plain(spans)
    return (scrub_line(words, _LONGEST_LINE), shown) if len(words) <= _LONGEST_LINE else None
