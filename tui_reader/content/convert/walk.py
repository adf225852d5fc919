"""The machine that walks a parsed tree without recursion: what is open, what marks hold, where text goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from tui_reader.content.convert import tags
from tui_reader.content.convert.captions import bare_credit
from tui_reader.content.convert.frames import Frame, blocks, close, texts
from tui_reader.content.convert.inside import Place
from tui_reader.content.convert.related import related_only
from tui_reader.model.document import Block, Cell, Figure, Mark, plain
from tui_reader.model.scrub import scrub_line

_DEEPEST = 32  # quotes and lists inside each other; a list is two elements, so 64 of those; deeper ones are flattened

_LONGEST_LINE = 200  # characters of a credit or of who is quoted


@dataclass(slots=True)
class Open:
    """What an open element must put back when it ends."""

    mark: Mark
    href: str
    frames: int = 0
    block: bool = False
    after: str = ""


Handler = Callable[["Walk", etree._Element, Open], bool]
"""Opens one kind of element; whether its content is to be walked."""


class Walk:
    """One walk through one tree. ``related`` are links set apart on the way."""

    def __init__(self, base: str, whole_page: bool = False) -> None:
        self.base = base
        self.whole_page = whole_page
        self.mark = Mark.NONE
        self.href = ""
        self.places: Mapping[str, Place] = {}
        """Where links inside the text lead, by name."""
        self.sets: list[str] = []
        """The ``srcset`` of the sources of the <picture> being read."""
        self.related: list[tuple[str, str]] = []
        self.embeds = 0
        self._frames = [Frame()]
        self._open: list[Open] = []
        self._nested = 0

    def run(self, root: etree._Element, look: Handler, handlers: Mapping[str, Handler]) -> list[Block]:
        """The blocks of the tree; ``look`` sees every element with attributes before its own handler."""
        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "end":
                self._end(element)
            elif not self._start(element, look, handlers):
                walker.skip_subtree()
            elif element.text:
                self.add(element.text)
        self.frame.flush()
        return blocks(self.frame.pieces)

    @property
    def frame(self) -> Frame:
        """The innermost open frame."""
        return self._frames[-1]

    @property
    def can_nest(self) -> bool:
        """Whether one more quote or list may open inside those that are."""
        return self._nested < _DEEPEST

    def within(self, *kinds: str) -> bool:
        """Whether the innermost frame is of one of these kinds."""
        return self._frames[-1].kind in kinds

    def add(self, text: str) -> None:
        """Adds text as it is marked here."""
        self.frame.run.add(text, self.mark, self.href)

    def push(self, frame: Frame, opened: Open) -> None:
        """Opens a frame that closes with the element."""
        outer = self.frame
        outer.flush()
        frame.lead = frame.lead or (outer.lead and frame.kind in ("flow", "heading"))
        self._frames.append(frame)
        self._nested += frame.kind in ("quote", "list")
        opened.frames += 1

    def _start(self, element: etree._Element, look: Handler, handlers: Mapping[str, Handler]) -> bool:
        tag = element.tag
        opened = Open(self.mark, self.href)
        self._open.append(opened)
        if tag in tags.BLOCKS:
            opened.block = True
            self.frame.flush()
        if len(element.attrib) and not look(self, element, opened):
            return False
        if handler := handlers.get(tag):
            return handler(self, element, opened)
        if tag in tags.MARKS:
            self.mark |= tags.MARKS[tag]
        return True

    def _end(self, element: etree._Element) -> None:
        opened = self._open.pop()
        if opened.after:
            self.add(opened.after)
        for _ in range(opened.frames):
            self._close_frame()
        if opened.block:
            self.frame.flush()
        self.mark, self.href = opened.mark, opened.href
        if element.tail:
            self.add(element.tail)

    def _close_frame(self) -> None:
        frame = self._frames.pop()
        frame.flush()
        self._nested -= frame.kind in ("quote", "list")
        outer = self.frame
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
