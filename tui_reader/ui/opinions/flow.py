"""The reader's opinions on their way out: asked about, queued, and looked after until each has its end."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable

from tui_reader.model.access import Access
from tui_reader.model.action import Action, Kind
from tui_reader.model.comment import CommentState
from tui_reader.model.outbox import Letter, LetterState, PostKind, PostPlace, Sender
from tui_reader.model.own_instance import through
from tui_reader.model.posting import page_to_write_on, place_to_post, site_of
from tui_reader.model.urls import host
from tui_reader.ui.browser import open_outside
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.marking import Marking
from tui_reader.ui.opinions import letter_words
from tui_reader.ui.reading_flow import ReadingFlow

_NAME, _EMAIL = "opinion.name", "opinion.email"


class OpinionsFlow:
    """``finish`` is called when a text is finished. Nothing leaves but by the reader's Enter on a line naming the site."""

    def __init__(
        self, desk: Desk, reading: ReadingFlow, marking: Marking, count: Callable[[], Awaitable[None]]
    ) -> None:
        """``count`` has the sources count anew what waits."""
        self._desk, self._reading, self._marking, self._count = desk, reading, marking, count
        self._told: dict[int, tuple[LetterState, str]] = {}
        marking.turned = self._turned

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "go.outbox": lambda _: self._desk.bring(self._outbox(), "outbox"),
            "discussion.follow": lambda _: self._desk.wait(self._follow(), "act"),
        }

    # a finished text

    def finish(self, text: str, parent: str) -> None:
        """Ask what is to become of it."""
        self._desk.wait(self._finish(text, parent), "note")

    async def _finish(self, text: str, parent: str) -> None:
        from tui_reader.ui.opinions.send_dialog import Question, SendDialog

        desk, shown = self._desk, self._desk.shown
        if shown is None:
            return
        data, discussion = shown.entry.data, shown.thread.discussion if shown.thread else None
        closed = discussion is not None and discussion.closed
        place = None if closed else through(place_to_post(data, discussion, parent), desk.wishes.feeds)
        page = "" if closed else page_to_write_on(data, discussion)
        account = self._account(place)
        why_not = ""
        if place is not None and place.kind is PostKind.MASTODON and not account:
            why_not, place = desk.words("opinion.needs_token", site=site_of(place)), None
        if place is None and not page:
            await self._keep(shown.entry.id, text, parent)
            return
        sender = Sender(await desk.library.recall(_NAME) or "", await desk.library.recall(_EMAIL) or "")
        question = Question(
            text,
            data.title,
            reply_to=self._name(parent),
            site=site_of(place) if place is not None else "",
            account=account,
            sender=sender,
            asks_name=place is not None,
            page=host(page),
            why_not=why_not,
            offline=desk.library.offline,
        )
        entry_id = shown.entry.id

        def decided(decision: object) -> None:
            from tui_reader.ui.opinions.send_dialog import Decision

            chosen = decision if isinstance(decision, Decision) else None
            self._desk.wait(self._decided(chosen, entry_id, text, parent, place, page, account), "note")

        desk.screen.app.push_screen(SendDialog(question, desk.words), decided)

    async def _decided(
        self,
        decision: object,
        entry_id: int,
        text: str,
        parent: str,
        place: PostPlace | None,
        page: str,
        account: str,
    ) -> None:
        from tui_reader.ui.opinions.send_dialog import BROWSER, NOTE, SEND, Decision

        desk = self._desk
        what = decision.what if isinstance(decision, Decision) else ""
        if what == SEND and place is not None and isinstance(decision, Decision):
            sender = Sender() if account else decision.sender
            if not account:
                await desk.library.remember(_NAME, sender.name)
                await desk.library.remember(_EMAIL, sender.email)
            await desk.library.opinions.send(entry_id, text, parent, place, site_of(place), sender)
            await desk.library.outbox_changed()
            await self._count()
            self._reading.again(entry_id)
            desk.say("comments.queued" if desk.library.offline else "opinion.sending", site=site_of(place))
        elif what == BROWSER:
            await self._keep(entry_id, text, parent)
            self._write_there(page, text)
        elif what == NOTE:
            await self._keep(entry_id, text, parent)
        elif desk.shown is not None and desk.shown.entry.id == entry_id:
            desk.comments.resume(parent)

    async def _keep(self, entry_id: int, text: str, parent: str) -> None:
        await self._desk.library.note(entry_id, text, parent)
        self._reading.again(entry_id)
        self._desk.say("comments.note_kept")

    def _write_there(self, page: str, text: str) -> None:
        """The page in the browser, the text in the clipboard; without a browser the address is told."""
        self._desk.screen.app.copy_to_clipboard(text)
        if open_outside(page, os.environ):
            self._desk.say("comments.copied")
        else:
            self._desk.say("opinion.no_browser", url=page)

    def _account(self, place: PostPlace | None) -> str:
        """Who speaks at that site by the settings, in words; empty: whoever the reader says."""
        if place is None:
            return ""
        known = self._desk.wishes.feeds
        netloc = place.url.split("/")[2].lower()
        access = known.get(netloc) or known.get(host(place.url)) or Access()
        if access.token:
            return self._desk.words("opinion.as_token", site=site_of(place))
        if access.user:
            return self._desk.words("opinion.as_user", name=access.user, site=site_of(place))
        return ""

    def _name(self, parent: str) -> str:
        if not parent:
            return ""
        from tui_reader.ui.comments.drawing import name_of

        nodes = self._desk.comments.view.nodes
        found = next((node for node in nodes if node.comment.data.source_id == parent), None)
        if found is None:
            return ""
        own = found.comment.data.state is CommentState.OWN
        return self._desk.words("comments.own") if own else name_of(found, self._desk.words)

    # following

    async def _follow(self) -> None:
        desk, found = self._desk, self._marking.target()
        followed = await desk.library.opinions.follow(found[0]) if found is not None else None
        if found is None or followed is None:
            desk.say("empty.article")
            return
        if followed and not desk.library.offline:
            await desk.library.fetch_comments(found[0], unasked=True)
        desk.say("comments.follows" if followed else "comments.follows_not")
        if self._reading.shown_id == found[0]:
            self._reading.again(found[0])

    def _turned(self, action: Action) -> None:
        """Following was taken back or done again: the discussion on screen says so."""
        if action.kind in (Kind.FOLLOW, Kind.UNFOLLOW) and self._reading.shown_id is not None:
            self._reading.again(self._reading.shown_id)

    # the outbox

    async def _outbox(self) -> None:
        from tui_reader.ui.opinions.outbox import outbox_page

        desk = self._desk
        letters = await desk.library.opinions.all()
        if not letters:
            desk.say("empty.outbox")
            return
        by_id = {str(letter.id): letter for letter in letters}

        def chosen(answer: str | None) -> None:
            if answer in by_id:
                self._open(by_id[answer])

        desk.screen.app.push_screen(outbox_page(letters, desk.words), chosen)

    def _open(self, letter: Letter) -> None:
        from tui_reader.ui.opinions.outbox import LetterDialog

        desk = self._desk

        def chosen(what: str | None) -> None:
            if what:
                desk.wait(self._do(what, letter), "note")

        desk.screen.app.push_screen(LetterDialog(letter, desk.words, desk.now, desk.zone), chosen)

    async def _do(self, what: str, letter: Letter) -> None:
        desk, opinions = self._desk, self._desk.library.opinions
        if what == "article":
            self._reading.open(letter.entry_id)
            return
        if what == "browser":
            self._write_there(letter.entry_link, letter.text)
            return
        done = False
        if what == "again":
            done = await opinions.send_again(letter.id)
            await desk.library.outbox_changed()
        elif what == "sent":
            done = await opinions.count_as_sent(letter.id)
        elif what == "withdraw":
            done = await opinions.withdraw(letter.id)
        elif what == "write":
            done = await opinions.write_again(letter.id)
        await self._count()
        desk.say(f"letter.done.{what}" if done else "letter.on_its_way", site=letter.site)
        if self._reading.shown_id == letter.entry_id:
            self._reading.again(letter.entry_id)

    def changed(self, entry_id: int) -> None:
        """The engine moved a letter of this entry: the reader is told what became of it."""
        self._desk.wait(self._tell(entry_id), "outbox")

    async def _tell(self, entry_id: int) -> None:
        desk = self._desk
        await self._count()
        for letter in await desk.library.opinions.all():
            now = (letter.state, letter.trouble)
            if letter.entry_id != entry_id or self._told.get(letter.id) == now:
                continue
            self._told[letter.id] = now
            if letter.state is LetterState.SENDING:
                continue
            fresh = letter.state is not LetterState.SENT or letter.sent_at is None
            if fresh or (desk.now - letter.sent_at).total_seconds() < 60:  # type: ignore[operator]  # not None then
                desk.status.say(letter_words.sentence(letter, desk.words, desk.now, desk.zone))
        if self._reading.shown_id == entry_id:
            self._reading.again(entry_id)
