"""Opens the rules, keeps what is changed in them, and tells of what matched where a rule wishes it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tui_reader.model.action import Action
from tui_reader.model.errors import ReaderError
from tui_reader.model.messages import RuleMatched
from tui_reader.model.rule import Rule
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.notifying import Notifier

if TYPE_CHECKING:
    from tui_reader.ui.rules_page import RuleForm


class RulesFlow:
    """From what was searched for to a rule: the query of the list on screen is that of a new one."""

    def __init__(self, desk: Desk, lists: ListFlow, notifier: Notifier) -> None:
        self._desk, self._lists, self._notifier = desk, lists, notifier

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"go.rules": lambda _: self._desk.bring(self._open(), "rules")}

    def heard(self, event: RuleMatched) -> None:
        """A rule matched new articles."""
        text = self._desk.words("rule.told", rule=event.rule, n=event.count)
        self._desk.status.say(text)
        self._notifier.tell_of(text, event.entry)

    async def _open(self) -> None:
        from tui_reader.ui.rules_page import NEW, rules_page  # seldom

        desk, query = self._desk, self._lists.view.query
        known = await desk.library.rules.listed()

        def chosen(answer: str | None) -> None:
            if answer == NEW:
                self._edit(Rule("", query, ()), len(known), len(known) + 1)
            elif answer is not None:
                place = next(at for at, rule in enumerate(known) if str(rule.id) == answer)
                self._edit(known[place], place, len(known))

        desk.screen.app.push_screen(rules_page(known, query, desk.words), chosen)

    def _edit(self, rule: Rule, place: int, of: int) -> None:
        from tui_reader.ui.query_suggesting import names_of
        from tui_reader.ui.rules_page import RuleForm

        desk, rules = self._desk, self._desk.library.rules

        def save() -> None:
            desk.wait(self._try_or_keep(form, form.rule, form.place), "act")

        def remove() -> None:
            if rule.id:
                desk.wait(self._done(form, lambda: rules.drop(rule), "notice.rule_dropped"), "act")

        names = names_of(self._lists.sources, desk.words)
        form = RuleForm(rule, place, of, desk.words, save, remove, names)
        desk.screen.app.push_screen(form)

    async def _try_or_keep(self, form: RuleForm, rule: Rule, place: int) -> None:
        """Enter tries what was changed, and keeps what was tried."""
        rules, words = self._desk.library.rules, self._desk.words
        if not form.is_open:
            return
        if not rule.query or not rule.deeds:
            form.complain(words("rule.no_query" if not rule.query else "rule.no_deed"))
        elif form.tried != rule:
            try:
                tried = await rules.tried(rule.query)
            except ReaderError as error:
                self._desk.refuse(form, error, rule.query)
                return
            if form.is_open:
                form.tell(tried)
                form.tried = rule
        else:
            await self._done(form, lambda: rules.keep(rule, place), "notice.edit_rules")

    async def _done(self, form: RuleForm, deed: Callable[[], Awaitable[Action]], told: str) -> None:
        try:
            action = await deed()
        except ReaderError as error:
            self._desk.refuse(form, error)
            return
        form.dismiss(None)
        if action.id:
            self._desk.say(told, title=action.title)
