"""What I did: every action with its time, the newest first; choosing one goes back to before it, or does it again."""

from __future__ import annotations

from collections.abc import Sequence

from tui_reader.model.action import Action
from tui_reader.strings.format import clock, day_heading, local_day
from tui_reader.ui.choices import Choice, Choices
from tui_reader.ui.desk import Desk
from tui_reader.ui.marking import Marking, what_was_done


def history_page(actions: Sequence[Action], desk: Desk) -> Choices:
    """Answers with the id of the action chosen."""
    words, lines, day = desk.words, list[Choice](), None
    for action in actions:
        when = local_day(action.at, desk.zone)
        if when != day:
            lines.append(Choice("", day_heading(words, action.at, desk.now, desk.zone)))
        day = when
        what = what_was_done(action, words)
        right = words("undo.taken_back") if action.undone else ""
        lines.append(Choice(str(action.id), f"{clock(action.at, desk.zone)}  {what}", right))
    return Choices(words("undo.history"), words("undo.history_hint"), "palette.none", lines, words)


async def show_history(desk: Desk, marking: Marking) -> None:
    """Open the page; nothing to show is said."""
    actions = await desk.library.history()
    if not actions:
        desk.say("notice.nothing_to_undo")
        return

    def chosen(answer: str | None) -> None:
        if answer is not None:
            desk.wait(marking.go_to(int(answer)), "act")

    desk.screen.app.push_screen(history_page(actions, desk), chosen)
