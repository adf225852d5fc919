"""Where the pointer is on a row of double height: some terminals count its columns as half as many as there are cells."""

from __future__ import annotations

from textual.events import MouseEvent


def on_cells(event: MouseEvent) -> MouseEvent:
    """The event as if the row had its usual columns: on the first cell of the letter pointed at."""
    return type(event)(
        event.widget,
        2 * event.x,
        event.y,
        int(2 * event.delta_x),
        int(event.delta_y),
        event.button,
        event.shift,
        event.meta,
        event.ctrl,
        screen_x=2 * event.screen_x,
        screen_y=event.screen_y,
        style=event.style,
    )
