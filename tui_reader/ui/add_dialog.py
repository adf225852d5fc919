"""Adding by address: asks for one, says that it is looking, shows what was found, and follows what is chosen of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec import Struct
from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.suggester import SuggestFromList
from textual.timer import Timer
from textual.widgets import Input, Static

from tui_reader.model.discovery import Candidate, Discovery
from tui_reader.model.urls import host
from tui_reader.strings import Words
from tui_reader.ui.dialog import Dialog
from tui_reader.ui.found_feeds import FoundFeeds, preview

_REST = 0.4
"""Seconds the cursor rests on a feed that was only named before it is looked at."""


class Chosen(Struct, frozen=True):
    """What is to be done: feeds followed in a folder, or the page at ``save`` kept, or (``starter``) newspapers offered."""

    feeds: tuple[Candidate, ...] = ()
    folder: str = ""
    save: str = ""
    starter: bool = False


class Looking(Struct, frozen=True):
    """What the dialog asks for, each answered by its methods: search an address, stop that, look at one feed."""

    search: Callable[[str], None]
    stop: Callable[[], None]
    look: Callable[[str], None]
    age: Callable[[datetime], str]


class AddDialog(Dialog[Chosen]):
    """Esc goes one step back: from what was found to the address, from the search to the address, then out."""

    def __init__(
        self, words: Words, looking: Looking, *, begun: str = "", folders: Sequence[str] = ()
    ) -> None:
        super().__init__()
        self._words, self._looking, self._begun, self._folders = words, looking, begun, folders
        self._searching = self._found = False
        self._page = ""
        self._resting: Timer | None = None

    def compose(self) -> ComposeResult:
        words = self._words
        folders = SuggestFromList(self._folders, case_sensitive=False)
        with Vertical(classes="dialog -found"):
            yield Static(Text(words("feeds.add")), classes="dialog-title")
            yield Input(
                self._begun,
                placeholder=words("feeds.add_hint"),
                max_length=4096,
                compact=True,
                select_on_focus=False,
                id="address",
            )
            yield Static("", classes="dialog-told", markup=False)
            yield FoundFeeds(words)
            yield Static("", classes="dialog-preview", markup=False)
            with Horizontal(classes="dialog-row"):
                yield Static(Text(words("feeds.folder")), classes="dialog-row-label")
                yield Input(
                    placeholder=words("feeds.no_folder"),
                    max_length=300,
                    compact=True,
                    suggester=folders,
                    id="folder",
                )
            yield Static("", classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        self._step()
        super().on_mount()

    @property
    def address(self) -> str:
        """What stands in the box: kept for the next time, should this be left."""
        return self.query_one("#address", Input).value

    # answers

    def found(self, discovery: Discovery) -> None:
        """The search is over."""
        if not self._searching:
            return
        self._searching = False
        self._found = bool(discovery.candidates)
        name = host(discovery.location) or discovery.location
        if self._found:
            told = self._words("feeds.found", n=len(discovery.candidates))
            self.query_one(FoundFeeds).offer(discovery.candidates)
        else:
            self._page = discovery.page
            told = self._words("feeds.none_at" if discovery.page else "feeds.none_here", host=name)
        self._step(told)

    def failed(self, why: str) -> None:
        """The address could not be read; it stays where it can be mended."""
        if self._searching:
            self._searching = False
            self._step(why, trouble=True)

    def looked(self, feed: Candidate) -> None:
        """One of the feeds was looked at."""
        if self._found:
            self.query_one(FoundFeeds).looked(feed)

    # what is typed

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.input.id == "folder":
            self._follow()
            return
        text = event.value.strip()
        if not text:
            self.dismiss(Chosen(starter=True))
        elif self._page:
            self.dismiss(Chosen(save=self._page))
        else:
            self._searching = True
            self._step(self._words("feeds.looking", host=host(text) or host(f"https://{text}") or text[:60]))
            self._looking.search(text)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.id == "address" and not self._searching and not self._found:
            self._page = ""
            self._step()

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape" and (self._searching or self._found):
            event.stop()
            event.prevent_default()
            if self._searching:
                self._looking.stop()
            self._searching = self._found = False
            self._step()
        elif self._found and event.key in ("tab", "shift+tab"):
            event.stop()
            event.prevent_default()
            there = (
                self.query_one("#folder", Input)
                if self.query_one(FoundFeeds).has_focus
                else self.query_one(FoundFeeds)
            )
            there.focus()
        elif not self._found:
            super().on_key(event)

    def on_click(self, event: events.Click) -> None:
        if event.widget is self.query_one(".dialog-hint") and self._found:
            event.stop()
            self._follow()
        else:
            super().on_click(event)

    def on_descendant_focus(self) -> None:
        self._tell_keys()  # the list and the folder's box have keys of their own

    def on_resize(self) -> None:
        self._preview()

    def on_found_feeds_followed(self) -> None:
        self._follow()

    def on_found_feeds_moved(self) -> None:
        self._preview()
        self._tell_keys()
        if self._resting is not None:
            self._resting.stop()
        feed = self.query_one(FoundFeeds).feed
        if feed is not None and feed.items is None:
            self._resting = self.set_timer(_REST, lambda: self._looking.look(feed.location))

    def _follow(self) -> None:
        wanted = self.query_one(FoundFeeds).wanted
        if wanted:
            self.dismiss(Chosen(wanted, self.query_one("#folder", Input).value.strip()))

    # what is seen

    def _step(self, told: str = "", *, trouble: bool = False) -> None:
        """Show what belongs to where this is: asking, searching, or found."""
        found, address = self._found, self.query_one("#address", Input)
        title = self._words("feeds.add")
        self.query_one(".dialog-title", Static).update(Text(f"{title} · {told}" if found else title))
        line = self.query_one(".dialog-told", Static)
        line.update(Text(told))
        line.display = bool(told) and not found
        line.set_class(trouble, "-trouble")
        for part in (FoundFeeds, ".dialog-preview", ".dialog-row"):
            self.query_one(part).display = found
        self.query_one(".dialog").set_class(found, "-tall")
        address.display = not found
        address.disabled = self._searching
        if found:
            self.query_one(FoundFeeds).focus()
        elif not self._searching:
            address.focus()
        self._tell_keys()

    def _preview(self) -> None:
        if self._found:
            there = self.query_one(".dialog-preview", Static)
            feed = self.query_one(FoundFeeds).feed
            width = there.size.width or self.app.size.width - 10
            there.update(preview(feed, self._words, self._looking.age, width))

    def _tell_keys(self) -> None:
        words = self._words
        if self._searching:
            keys = [f"esc {words('button.stop')}"]
        elif self._found:
            found = self.query_one(FoundFeeds)
            follow = words("feeds.follow", n=max(1, found.marked))
            keys = [f"enter {follow}", f"tab {words('feeds.folder_key')}", f"esc {words('button.back')}"]
            if found.has_focus:
                keys[1:1] = [f"space {words('start.mark')}", f"a {words('feeds.mark_all')}"]
        else:
            deed = "feeds.save_page" if self._page else "button.find"
            keys = [f"enter {words(deed)}", f"esc {words('button.cancel')}"]
        text = " · ".join(keys)
        if not (self._searching or self._found or self.address):
            text = f"{words('start.empty')}\n{text}"
        self.query_one(".dialog-hint", Static).update(Text(text))
