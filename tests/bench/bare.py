"""The floor of every start: a Textual application with one widget. Run as a program."""

from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Nothing but a line."""

    ENABLE_COMMAND_PALETTE = False

    def compose(self) -> ComposeResult:
        yield Static("READY-MARK")


if __name__ == "__main__":
    Bare().run()
