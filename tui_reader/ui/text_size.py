"""Aa: which style the article and the comments are set in, changed by key or panel and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from tui_reader.model.style import Layer, ReadingStyle, differences, fitting, overlaid, preset, sizes_of, step
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.scaling.trouble import trouble
from tui_reader.ui.screen_memory import KEY, ScreenMemory

if TYPE_CHECKING:
    from tui_reader.ui.reading.aa_panel import AaPanel


class TextSize:
    """The one style in force, and the feeds that have their own."""

    def __init__(self, desk: Desk, panes: Panes, memory: ScreenMemory) -> None:
        self._desk, self._panes, self.memory = desk, panes, memory
        desk.scaled.on_failure = self._scaling_failed
        trouble.told = self._scaling_failed
        self._failed: set[Layer] = set()
        if memory.layer in desk.means.others:
            self._use(Layer(memory.layer))
        self._panel: AaPanel | None = None

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "size.larger": lambda count: self._step(count or 1),
            "size.smaller": lambda count: self._step(-(count or 1)),
            "size.reset": lambda _: self._reset(),
            "size.panel": lambda _: self.toggle_panel(),
        }

    @property
    def style(self) -> ReadingStyle:
        """The style of the article on screen."""
        own = self.memory.feeds.get(self._feed, {}) if self._feed is not None else {}
        return fitting(overlaid(self._base, own), self._layer)

    @property
    def _base(self) -> ReadingStyle:
        """The style of feeds that have none of their own."""
        chosen = self.memory.style or preset(self._desk.wishes.text_size, self._layer)
        return fitting(chosen, self._layer)

    def apply(self) -> None:
        """Set the article and the comments in the style that holds for them; letters grow in the article alone."""
        style, shown, desk = self.style, self._desk.shown, self._desk
        if shown is not None and shown.pictures.shown is not None:  # as set for the feed
            style = replace(style, pictures=shown.pictures.shown)
        alone = self._panes.shown == {Pane.ARTICLE}
        sizes = sizes_of(style, self._layer, alone=alone, sextants=desk.means.sextants)
        desk.scaled.wanted = sizes.scaled
        desk.article.set_class(self._layer is Layer.DEC and sizes.scaled, "-double")
        ratio = 1.0 if self._layer is Layer.DEC and sizes.scaled else sizes.body.ratio
        if self._panes.ratio != ratio:
            self._panes.ratio = ratio
            self._panes.arrange()
        desk.article.style_to(style, sizes)
        if desk.made is not None:
            desk.made.style_to(fitting(style, Layer.LAYOUT))

    def change(self, style: ReadingStyle, only_feed: bool) -> None:
        """Another style, for all or for this feed alone."""
        feeds = dict(self.memory.feeds)
        if only_feed and self._feed is not None:
            feeds[self._feed] = differences(style, self._base)
            self.remember(replace(self.memory, feeds=feeds))
        else:
            if self._feed is not None:
                feeds.pop(self._feed, None)
            self.remember(replace(self.memory, style=style, feeds=feeds))
        self.apply()

    def remember(self, memory: ScreenMemory) -> None:
        """Keep what was chosen."""
        self.memory = memory
        self._desk.wait(self._desk.library.remember(KEY, str(memory)), "memory")

    @property
    def panel_open(self) -> bool:
        """Whether the panel has the keys."""
        return self._panel is not None and not self._panel.done

    def early(self, key: str) -> None:
        """A key pressed after the panel came and before it had the focus: it was meant for the panel."""
        if self._panel is not None:
            self._panel.press(key)

    def toggle_panel(self) -> None:
        """Show the panel beside the Aa, or put it away."""
        if self._panel is not None:
            self.close_panel()
            return
        desk = self._desk
        from tui_reader.ui.reading.aa_panel import AaPanel  # not needed to start

        only_feed = self._feed in self.memory.feeds
        self._panel = AaPanel(
            self.style,
            desk.words,
            theme=desk.screen.app.theme,
            only_feed=only_feed,
            layer=self._layer,
            layers=self._layers,
            ability=self._ability(),
            beside=desk.bar,
        )
        desk.screen.mount(self._panel)
        self._panel.focus()

    def change_layer(self, layer: Layer) -> None:
        """Show letters of other sizes by other means; remembered for terminals that have them, too."""
        if layer is not self._layer:
            self._use(layer)
            means = self._desk.means
            self.remember(replace(self.memory, layer="" if layer is means.layer else str(layer)))
            self.apply()
            if self._panel is not None:
                self._panel.now(self.style, layer, self._ability())

    def _use(self, layer: Layer) -> None:
        self._desk.layer = layer
        self._desk.scaled.use(layer)

    @property
    def _layers(self) -> tuple[Layer, ...]:
        """What may be chosen."""
        means = self._desk.means
        able = {means.layer, *means.others} - self._failed
        return tuple(layer for layer in Layer if layer in able)

    def close_panel(self) -> None:
        """The keys go back where they were."""
        if self._panel is not None:
            self._panel.remove()
            self._panel = None
            self._panes.go(self._panes.focus, sources=self._panes.in_sources)

    @property
    def _feed(self) -> int | None:
        return self._desk.shown.entry.feed_id if self._desk.shown else None

    def _ability(self) -> str:
        """What this terminal can do, as a sentence."""
        from tui_reader.ui.terminal.layers import program_of  # not needed to start

        words = self._desk.words
        match self._layer:
            case Layer.OSC66:
                program = program_of(self._desk.means.terminal)[0] or "OSC 66"
                return words("aa.real_sizes", layer=program)
            case Layer.DEC:
                return words("aa.focus_sizes")
            case Layer.BLOCKS:
                return words("aa.block_sizes")
            case _:
                return words("aa.one_size")

    def _scaling_failed(self) -> None:
        """Told in the middle of a frame: the text is set anew after it."""

        def go_on() -> None:
            self._failed.add(self._desk.layer)
            self._use(Layer.LAYOUT)
            self.apply()
            self._desk.screen.refresh(layout=True)
            self._desk.say("aa.failed")

        self._desk.screen.call_later(go_on)

    @property
    def _layer(self) -> Layer:
        return self._desk.layer

    def _step(self, by: int) -> None:
        style = step(self.style, by, self._layer)
        if style.size == self.style.size and not self.style.custom:
            self._desk.say("aa.largest" if by > 0 else "aa.smallest")
            return
        self.change(style, self._feed in self.memory.feeds)
        self._desk.say("aa.now", n=self._sign(style.size))

    def _reset(self) -> None:
        style = replace(preset(0), justify=self.style.justify, pictures=self.style.pictures)
        self.change(style, self._feed in self.memory.feeds)
        self._desk.say("aa.now", n=self._sign(0))

    def _sign(self, size: int) -> str:
        return f"+{size}" if size > 0 else str(size).replace("-", "−")
