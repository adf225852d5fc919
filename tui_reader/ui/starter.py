"""Choose some newspapers: the bundled list of public feeds, several at once; nothing is fetched before it is asked."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from rich.text import Text
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Static

from tui_reader.library.starter import Offer
from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, ChoiceLines, Choices
from tui_reader.ui.desk import Desk

FOLLOW = "ctrl+n"
"""The key that opens adding also ends it: letters, space and enter belong to the list."""


class _Filter(Input):
    """A filter in which space is a key of the list."""

    class Marked(Message):
        """Space was pressed."""

    def on_key(self, event: events.Key) -> None:
        if event.key == "space":
            event.stop()
            event.prevent_default()
            self.post_message(self.Marked())


class Starter(Choices):
    """Answers with the addresses chosen, one a line. Space, Enter or a click chooses; ``FOLLOW`` follows."""

    def __init__(self, offers: Sequence[Offer], words: Words) -> None:
        self._offers = offers
        self._chosen: set[str] = set()
        super().__init__(
            words("start.choose"), words("start.choose_hint"), "palette.none", self._lines(), words
        )

    def compose(self) -> ComposeResult:
        with Vertical(classes="dialog -tall"):
            yield Static(Text(self._title), classes="dialog-title")
            yield _Filter(placeholder=self._hint, max_length=100, compact=True)
            yield ChoiceLines()
            yield Static("", classes="dialog-hint", markup=False)

    def on__filter_marked(self) -> None:
        self._mark()

    def on_key(self, event: events.Key) -> None:
        if event.key == FOLLOW:
            event.stop()
            event.prevent_default()
            self._follow()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self.query_one(".dialog-hint"):
            event.stop()
            self._follow()

    def _answer(self) -> None:
        self._mark()

    def _mark(self) -> None:
        lines = self.query_one(ChoiceLines)
        if lines.current is not None:
            self._chosen ^= {lines.current.answer}
            self._know(self._lines())
            lines.show(self._found(self.query_one(Input).value), stay=True)
            self._tell()

    def _follow(self) -> None:
        if self._chosen:
            self.dismiss("\n".join(o.location for o in self._offers if o.location in self._chosen))

    def _filter(self, text: str) -> None:
        super()._filter(text)
        if self.query_one(ChoiceLines).current is not None:
            self._tell()

    def _tell(self) -> None:
        """The keys, and how many are chosen."""
        words = self._words
        parts = [f"space {words('start.mark')}"]
        if self._chosen:
            parts.append(f"{FOLLOW} {words('start.follow', n=len(self._chosen))}")
        parts.append(f"esc {words('button.cancel')}")
        self.query_one(".dialog-hint", Static).update(Text(" · ".join(parts)))

    def _lines(self) -> list[Choice]:
        lines: list[Choice] = []
        folder = None
        for offer in self._offers:
            if offer.folder != folder:
                lines.append(Choice("", folder := offer.folder))
            mark = "[x]" if offer.location in self._chosen else "[ ]"
            lines.append(Choice(offer.location, f"{mark} {offer.title}", _host(offer.site)))
        return lines


async def offer(desk: Desk, follow: Callable[[list[Offer]], Awaitable[None]]) -> None:
    """Show what can be chosen; ``follow`` is given what was."""
    offers = await desk.library.starter()

    async def chosen(locations: list[str]) -> None:
        await follow([offer for offer in offers if offer.location in locations])

    def answered(answer: str | None) -> None:
        if answer:
            desk.wait(chosen(answer.splitlines()), "starter")

    if offers:
        desk.screen.app.push_screen(Starter(offers, desk.words), answered)
    else:
        desk.say("start.all_followed")


def _host(site: str) -> str:
    """``vnexpress.net``: what a newspaper is known by."""
    return site.partition("://")[2].partition("/")[0].removeprefix("www.")
