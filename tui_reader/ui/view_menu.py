"""How a list stands: its order, its groups, how close its rows are; remembered for each list on its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import DecodeError, Struct, ValidationError, json
from msgspec.structs import replace

from tui_reader.model.view import Group, View
from tui_reader.ui.comment_order import CommentOrder
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Pane, Panes

_KEY = "views"
_DENSITIES = ("", "compact", "normal", "comfortable")
_STORIES = ("off", "address", "titles")


class Arranged(Struct, frozen=True):
    """What is other than usual in one list."""

    oldest_first: bool = False
    group: Group = Group.DAY
    density: str = ""


class ViewMenu:
    """The small list on ``\\``: of the list, or of the comments where those have the focus."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, comments: CommentOrder) -> None:
        self._desk, self._panes, self._lists, self._comments = desk, panes, lists, comments
        self._known: dict[str, Arranged] = {}
        self.change: Callable[[str, str | None], str] = lambda name, value: ""
        """Puts a setting in force and complains where it cannot be; what stands together does so in every list."""
        lists.arranged = self._arranged
        desk.wait(self._recall(), "order")

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"view.menu": lambda _: self._ask()}

    async def _recall(self) -> None:
        kept = await self._desk.library.recall(_KEY)
        try:
            self._known = json.decode(kept or "{}", type=dict[str, Arranged])
        except (DecodeError, ValidationError):
            return

    def _arranged(self, view: View) -> View:
        """A list as it was arranged last."""
        own = self._known.get(_name(view), Arranged())
        return replace(view, oldest_first=own.oldest_first, group=own.group, density=own.density)

    def _ask(self) -> None:
        from tui_reader.ui.choices import Choice  # not needed to start
        from tui_reader.ui.jump_list import JumpList

        desk, words, view = self._desk, self._desk.words, self._lists.view
        if self._panes.focus is not Pane.LIST:
            self._comments.ask()
            return
        lines = [Choice("", words("arranged.sort"))]
        for answer, on in (("newest", not view.oldest_first), ("oldest", view.oldest_first)):
            lines.append(Choice(answer, words(f"arranged.{answer}"), "✓" if on else ""))
        lines.append(Choice("", words("arranged.group")))
        for group in Group:
            lines.append(
                Choice(f"by_{group}", words(f"arranged.by_{group}"), "✓" if group is view.group else "")
            )
        lines.append(Choice("", words("arranged.density")))
        for density in _DENSITIES:
            answer = density or "auto"
            lines.append(Choice(answer, words(f"arranged.{answer}"), "✓" if density == view.density else ""))
        lines.append(Choice("", words("settings.same_story")))
        for level in _STORIES:
            on = level == desk.wishes.same_story
            lines.append(Choice(f"story_{level}", words(f"arranged.story_{level}"), "✓" if on else ""))
        tall = len(lines) > desk.screen.size.height - 8
        desk.screen.app.push_screen(JumpList(self._lists.title(), lines, words, tall=tall), self._chosen)

    def _chosen(self, answer: str | None) -> None:
        if answer is None:
            return
        if answer.startswith("story_"):
            if complaint := self.change("same_story", answer.removeprefix("story_")):
                self._desk.status.say(complaint)
            return
        view = self._lists.view
        if answer in ("newest", "oldest"):
            view = replace(view, oldest_first=answer == "oldest")
        elif answer.startswith("by_"):
            view = replace(view, group=Group(answer.removeprefix("by_")))
        else:
            view = replace(view, density="" if answer == "auto" else answer)
        self._known[_name(view)] = Arranged(view.oldest_first, view.group, view.density)
        told = json.encode(_unusual(self._known)).decode()
        self._desk.wait(self._desk.library.remember(_KEY, told), "place")
        self._lists.show(view, current=self._desk.entries.current)


def _name(view: View) -> str:
    """One list, whether all of it is shown or what is unread; what is looked for shares one."""
    return f"{view.place}:{view.id or ''}"


def _unusual(known: Mapping[str, Arranged]) -> dict[str, Arranged]:
    return {name: own for name, own in known.items() if own != Arranged()}
