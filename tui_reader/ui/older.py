"""Marking as read what is older than an age, or what a query finds: how many that would be is said before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tui_reader.model.errors import QueryError
from tui_reader.model.view import Place
from tui_reader.ui.choices import Choice, Choices
from tui_reader.ui.desk import Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.marking import Marking
from tui_reader.ui.prompt import Prompt
from tui_reader.ui.query_errors import told
from tui_reader.ui.query_suggesting import QuerySuggester, names_of

AGES = (1, 3, 7, 14, 30, 90, 365)
"""Days."""


_WORTH_IT = 50
"""Unread articles from which that is offered."""


async def offer_older(desk: Desk, lists: ListFlow, last_visit: datetime) -> None:
    """After days away, once and in one line: how much has grown old meanwhile, and the key that marks it."""
    if lists.view.place is not Place.UNREAD:
        return
    old = await desk.library.unread_before(lists.view, desk.now - timedelta(days=1))
    if len(old) >= _WORTH_IT:
        desk.say("notice.away", days=(desk.now - last_visit).days, n=len(old))


async def ask_older(desk: Desk, lists: ListFlow, marking: Marking) -> None:
    """Offer the ages that would mark something in the list on screen."""
    view = lists.view
    found: dict[str, Sequence[int]] = {}
    choices = []
    for days in AGES:
        ids = await desk.library.unread_before(view, desk.now - timedelta(days=days))
        if ids:
            found[str(days)] = ids
            right = desk.words("list.articles", n=len(ids))
            choices.append(Choice(str(days), desk.words("ask.older_days", n=days), right))
    if not choices:
        desk.say("notice.nothing_changed")
        return
    title = f"{desk.words('ask.older')} · {lists.title()}"
    page = Choices(title, desk.words("ask.older_hint"), "palette.none", choices, desk.words)
    desk.screen.app.push_screen(page, lambda answer: marking.mark_all(found.get(answer or "", ())))


def ask_matching(desk: Desk, lists: ListFlow, marking: Marking) -> None:
    """Ask for a query; what of everything kept it finds and is unread is marked."""

    async def check(query: str) -> str:
        try:
            await desk.library.unread_matching(query)
        except QueryError as error:
            return told(error, query, desk.words)
        return ""

    def asked(query: str | None) -> None:
        if query:
            desk.wait(_mark_matching(desk, marking, query), "act")

    title, hint = desk.words("ask.matching"), desk.words("ask.matching_hint")
    suggester = QuerySuggester(lambda: names_of(lists.sources, desk.words))
    prompt = Prompt(title, hint, desk.words, value=lists.view.query, check=check, suggester=suggester)
    desk.screen.app.push_screen(prompt, asked)


async def _mark_matching(desk: Desk, marking: Marking, query: str) -> None:
    marking.mark_all(await desk.library.unread_matching(query))
