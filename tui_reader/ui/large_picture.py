"""One picture over the whole screen, its caption below, with the article's others to the left and right."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.widgets import Static

from tui_reader.model.document import Figure, ImageRef
from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.picture_canvas import Canvas, Sight, Zoom
from tui_reader.ui.reading import blocks
from tui_reader.ui.reading.lines import NO_STOP

Bring = Callable[[str, int, int, Zoom], Awaitable[Sight]]
"""Address, columns, rows, how near → what is here of it now."""
_NEXT = frozenset(("right", "l", "full_stop"))
_PREVIOUS = frozenset(("left", "h", "comma"))
_WAYS = {
    "left": (-1, 0),
    "right": (1, 0),
    "up": (0, -1),
    "down": (0, 1),
    "h": (-1, 0),
    "l": (1, 0),
    "k": (0, -1),
    "j": (0, 1),
}


class LargePicture(Dialog[None]):
    """``left`` and ``right`` go from one to the next, or about in one that is near. It fetches nothing itself."""

    CLOSING = frozenset({"escape", "q", "i"})

    def __init__(
        self,
        figures: Sequence[Figure],
        at: int,
        words: Words,
        bring: Bring,
        outside: Callable[[str], None],
        save: Callable[[int, Figure], None],
    ) -> None:
        super().__init__()
        self._figures, self._at, self._words = figures, at, words
        self._bring, self._outside, self._save = bring, outside, save
        self._canvas = Canvas()
        self._below = Static(classes="picture-caption")
        self._keys = Static(classes="picture-keys")
        self._zoom = Zoom()

    @property
    def image(self) -> ImageRef:
        """The picture on screen."""
        image = self._figures[self._at].image
        assert image is not None, "only figures with a picture come here"
        return image

    def compose(self) -> ComposeResult:
        yield self._canvas
        yield self._below
        yield self._keys

    def on_key(self, event: events.Key) -> None:
        event.stop()
        key = event.key
        if key in ("plus", "equals_sign", "minus", "underscore", "0"):
            self._nearer({"0": 0, "minus": -1, "underscore": -1}.get(key, 1))
        elif self._zoom.near and key in _WAYS:
            self._zoom = self._zoom.moved(*_WAYS[key])
            self.again()
        elif key in _NEXT or key in _PREVIOUS:
            self._turn(1 if key in _NEXT else -1)
        elif key == "o":
            self._outside(self.image.url)
        elif key == "ctrl+s":
            self._save(self._at, self._figures[self._at])
        else:
            super().on_key(event)

    def on_resize(self) -> None:
        self.again()

    def on_screen_suspend(self) -> None:
        self._canvas.cover(True)

    def on_screen_resume(self) -> None:
        self._canvas.cover(False)

    def say(self, text: str = "") -> None:
        """A sentence in the last line; without one the keys."""
        near = "picture.keys_near" if self._zoom.near else "picture.keys"
        self._keys.update(Text(text or self._words(near)))

    def again(self) -> None:
        """Another picture, another size, nearer or farther, or it arrived."""
        figure = self._figures[self._at]
        label = self._words("picture.n_of_m", n=self._at + 1, m=len(self._figures))
        self._below.update(Text(blocks.caption(figure, self._words, NO_STOP, label=f"[{label}]").text))
        self.say()
        self.run_worker(self._show(), exclusive=True)

    def _turn(self, way: int) -> None:
        self._at = (self._at + way) % len(self._figures)
        self._zoom = Zoom()
        self._canvas.show(Sight())
        self.again()

    def _nearer(self, way: int) -> None:
        self._zoom = self._zoom.nearer(way)
        self.again()

    async def _show(self) -> None:
        columns, rows = self.size.width, max(1, self.size.height - 3)
        self._canvas.show(await self._bring(self.image.url, columns, rows, self._zoom))
