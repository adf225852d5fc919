"""Opens the settings and puts each change in force at once, on screen and in the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from tui_reader.model.errors import ReaderError
from tui_reader.model.style import Layer
from tui_reader.ui.appearance import Appearance
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.text_size import TextSize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tui_reader.ui.wishes import Adjusting

NEXT_TIME: Final = frozenset(("ascii_icons", "auto_refresh", "refresh_on_start"))
"""What holds from the next start on."""
_OF_THE_ENGINE: Final = frozenset(
    (
        *("auto_refresh", "full_text", "proxy", "feeds", "newest_per_feed"),
        *("keep_days", "picture_cache_megabytes", "connections", "read_together", "run"),
    )
)
_OF_THE_KEYS: Final = frozenset(("key_preset", "keys", "input_method"))


class SettingsFlow:
    """One place where a setting meets what follows from it."""

    def __init__(self, desk: Desk, appearance: Appearance, sizes: TextSize) -> None:
        self._desk, self._appearance, self._sizes = desk, appearance, sizes
        self._adjusting: Adjusting | None = None

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"go.settings": lambda _: self._open(), "go.keys": lambda _: self.open_keys()}

    def _open(self) -> None:
        from tui_reader.ui.settings_page import SettingsPage  # seldom

        desk, adjusting = self._desk, self._at_hand()
        if adjusting is not None:
            desk.screen.app.push_screen(SettingsPage(adjusting, desk.words, self.change, self.open_keys))

    def open_keys(self, action: str = "") -> None:
        """The keys of every action, where they are pressed and kept; an action's to begin with."""
        from tui_reader.ui.keys_page import InForce, KeysPage  # seldom

        desk = self._desk
        if self._at_hand() is not None:
            given = InForce(desk.wishes.keys, desk.wishes.key_preset, desk.wishes.input_method)
            desk.screen.app.push_screen(KeysPage(given, desk.words, self.change_keys, action))

    def _at_hand(self) -> Adjusting | None:
        """The settings that can be changed, read when first asked for; None where there are none."""
        if self._adjusting is None and self._desk.adjusting is not None:
            self._adjusting = self._desk.adjusting()
        return self._adjusting

    def change_keys(self, changes: Mapping[str, Sequence[str] | None]) -> str:
        """Put keys in force and into the file; why not, as a sentence, where they cannot be."""
        adjusting, desk = self._adjusting, self._desk
        assert adjusting is not None, "the page came from it"
        try:
            adjusting.set_keys(changes)
        except ReaderError as error:
            return desk.words.explain(error.code, error.facts)
        desk.wishes = adjusting.wishes
        self._use_keys()
        return ""

    def change(self, name: str, text: str | None) -> str:
        """Put a value in force, or (None) what is usual; why not, as a sentence, where it cannot be."""
        adjusting, desk = self._at_hand(), self._desk
        if adjusting is None:
            return desk.words("notice.not_here")
        try:
            if text is None:
                adjusting.reset(name)
            else:
                adjusting.set(name, text)
        except ReaderError as error:
            return desk.words.explain(error.code, error.facts)
        desk.wishes = adjusting.wishes
        self._follow(name, adjusting)
        return ""

    def _follow(self, name: str, adjusting: Adjusting) -> None:
        desk = self._desk
        match name:
            case "language":
                self._appearance.change_language(adjusting.language)
            case "theme":
                self._appearance.change_theme(desk.wishes.theme)
            case "text_size":
                self._sizes.remember(replace(self._sizes.memory, style=None))
                self._sizes.apply()
            case "text_layer":
                self._use_layer(desk.wishes.text_layer)
            case "same_story" | "read_together":
                self._appearance.change_stories()
            case "density":
                self._appearance.look_again()
            case _ if name in _OF_THE_KEYS:
                self._use_keys()
        if name in _OF_THE_ENGINE:
            desk.wait(desk.library.settings_changed(), "settings")

    def _use_layer(self, wish: str) -> None:
        """What this terminal cannot do it is not asked for; another one may."""
        means = self._desk.means
        layer = means.layer if wish == "auto" else Layer(wish)
        if layer in {means.layer, Layer.LAYOUT, *means.others}:
            self._sizes.change_layer(layer)

    def _use_keys(self) -> None:
        from tui_reader.ui.key_reader import KeyReader
        from tui_reader.ui.keymap import build

        desk = self._desk
        keymap, _ = build(desk.wishes.keys, desk.wishes.key_preset)
        desk.keymap, desk.reader = keymap, KeyReader(keymap, desk.wishes.input_method)
        desk.footer.use(keymap)
        self._appearance.speak(replace(desk.words, keys=keymap))
