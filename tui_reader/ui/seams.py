"""Every private name of Textual we touch, each with a check; where one is gone its feature is off, nothing fails."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from rich.style import Style
from textual._compositor import Compositor
from textual.app import App, ScreenStackError
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.screen import Screen
from textual.scrollbar import ScrollBar
from textual.widget import MountError, Widget

from tui_reader.model.scrub import scrub_line
from tui_reader.ui.frames import LeanCompositor
from tui_reader.ui.scroll_bar import QuietScrollBar

if TYPE_CHECKING:
    from rich.traceback import Traceback

# App._driver: where OSC 2 (window title) is written; Textual has no title of its own.
# App._handle_exception, App._fatal_error: the crash screen prints local variables (hostile.md, 5.1), ours does not.
# App._display, App._background_screens, Screen._compositor: where a finished frame is written, and what it is made of
# (scaled text is written after it; Textual knows cells of one size only).
# App._exit_renderables, App._return_code: what is printed after the terminal is restored, and how the program ends.
# Screen._compositor, Compositor._dirty_regions: what a frame draws (it drew all that lies between two changed lines).
# App._start_widget, Widget._vertical_scrollbar: which scroll bar a view has (scroll_bar.py).
# Screen._on_timer_update: draws what changed; its timer lets a sixtieth of a second pass after any frame (frames.py).
# App._exit: whether it is ending; from then on nothing can be put on screen.
# App._disable_tooltips, App._disable_notifications: whether every screen has a widget for each (ours has the bottom line).
PRIVATE_NAMES = (
    "_driver",
    "_handle_exception",
    "_fatal_error",
    "_exit_renderables",
    "_return_code",
    "_exit",
    "_close_messages_no_wait",
    "_display",
    "_background_screens",
    "_disable_tooltips",
    "_disable_notifications",
    "_start_widget",
)

# Compositor._get_renders: which widgets a frame asks for their lines, and for how many (frames.py).
PRIVATE_COMPOSITOR_NAMES = ("_get_renders", "render_partial_update")

PRIVATE_SCREEN_NAMES = ("_on_timer_update",)

# MessagePump._attach: gives a node of no widget its place in the tree, as Widget.get_component_styles has it.
PRIVATE_NODE_NAMES = ("_attach",)

GONE = (NoMatches, MountError, ScreenStackError)
"""What the toolkit raises where something is to be shown on what is not there any more."""
_PUSH_TITLE, _POP_TITLE = "\x1b[22;2t", "\x1b[23;2t"


def missing(app: App[None]) -> list[str]:
    """The names this version of Textual does not have."""
    names = [name for name in PRIVATE_NAMES if not hasattr(app, name)]
    names += [name for name in PRIVATE_COMPOSITOR_NAMES if not hasattr(Compositor, name)]
    names += [name for name in PRIVATE_SCREEN_NAMES if not hasattr(Screen, name)]
    return names + [name for name in PRIVATE_NODE_NAMES if not hasattr(DOMNode, name)]


def no_tips_or_toasts(app: App[None]) -> None:
    """No widgets of the toolkit's own on our screens: both would be styled and laid out for nothing."""
    app._disable_tooltips = app._disable_notifications = True


def draw_lean(screen: Screen[None], by_rows: Callable[[], bool]) -> None:
    """Have a screen that was just made drawn by a ``LeanCompositor``."""
    if hasattr(screen, "_compositor") and all(hasattr(Compositor, name) for name in PRIVATE_COMPOSITOR_NAMES):
        screen._compositor = LeanCompositor(by_rows)


def quiet_bar(view: Widget) -> ScrollBar:
    """The scroll bar of a view, made as ours where it has none yet."""
    app = view.app
    if getattr(view, "_vertical_scrollbar", view) is None and hasattr(app, "_start_widget"):
        view._vertical_scrollbar = bar = QuietScrollBar(view.scrollbar_size_vertical)
        bar.display = False
        app._start_widget(view, bar)
    found: ScrollBar = Widget.vertical_scrollbar.__get__(view)
    return found


def part_style(widget: Widget, name: str) -> Style:
    """The style of one part of a widget by its class in the sheets, looked up when it is first drawn.

    The toolkit itself looks up all COMPONENT_CLASSES of a widget each time it styles the widget: of the forty parts an
    article can have, a page shows six.
    """
    part = DOMNode(classes=name)
    if not hasattr(part, "_attach"):
        return widget.visual_style.rich_style
    part._attach(widget)
    widget.app.stylesheet.apply(part)
    return part.rich_style


def write_title(app: App[None], title: str) -> None:
    """Tell the terminal what is read."""
    write(app, f"\x1b]2;{scrub_line(title, 200)}\x1b\\")


def keep_title(app: App[None]) -> None:
    """Have the terminal remember its title (XTWINOPS 22), to be given back by ``give_back_title``."""
    write(app, _PUSH_TITLE)


def give_back_title(app: App[None]) -> None:
    """The title as it was before us."""
    write(app, _POP_TITLE)


def notice(title: str, text: str, how: str) -> str:
    """The sequence for a notice: OSC 9 (one text) or OSC 777 (a title and a text, parted by a semicolon).

    OSC 9 begins with our own letters: digits there mean other things to some terminals (ConEmu).
    """
    title, text = scrub_line(title, 200), scrub_line(text, 200)
    if how == "osc777":
        return f"\x1b]777;notify;{title.replace(';', ',')};{text.replace(';', ',')}\x1b\\"
    return f"\x1b]9;{title} · {text}\x1b\\" if text else f"\x1b]9;{title}\x1b\\"


def write_notice(app: App[None], title: str, text: str, how: str) -> None:
    """Have the terminal tell of something, as "osc9" or "osc777"."""
    write(app, notice(title, text, how))


def write(app: App[None], text: str) -> None:
    """Straight to the terminal, where there is one."""
    driver = getattr(app, "_driver", None)
    if driver is not None and not app.is_headless:
        driver.write(text)


def leaving(app: App[None]) -> bool:
    """Whether the program is ending, and what was on screen may be gone any moment."""
    return bool(getattr(app, "_exit", False))


def is_traceback(renderable: object) -> TypeGuard[Traceback]:
    """Whether it is the toolkit's drawing of an error, which is all it hands over when its input thread ends."""
    from rich.traceback import Traceback  # when something is wrong

    return isinstance(renderable, Traceback)


def report(error: object, folder: Path, now: datetime) -> Path | None:
    """Write where it happened: files, lines, functions and kinds of errors; no values, no messages, no article text.

    ``error``: an exception, or the toolkit's drawing of one. None where nothing could be written.
    """
    from tui_reader.model.crash import described, write_report  # when something is wrong

    lines: list[str] = []
    if is_traceback(error):
        for stack in error.trace.stacks:
            lines.append(stack.exc_type)
            lines += [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in stack.frames]
    lines += described(error if isinstance(error, BaseException) else None)
    return write_report(lines, folder, now)


def leave_saying(app: App[None], text: str, otherwise: Callable[[], None]) -> None:
    """Close with one plain sentence on the terminal instead of Textual's traceback with its local variables."""
    if missing(app):
        otherwise()
        return
    from rich.text import Text

    app._return_code = 1
    app._exit_renderables[:] = [
        Text(scrub_line(text))
    ]  # of more than one the toolkit prints how many, its own way
    app._close_messages_no_wait()


def say_and_end(text: str) -> None:
    """The same where something keeps the program from ending: nothing is waited for any more."""
    with suppress(OSError):
        os.write(1, f"{scrub_line(text)}\r\n".encode())
    os._exit(1)
