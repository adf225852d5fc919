"""The reader's side of the comments: more of them, one's own, drafts, and which were seen."""

from __future__ import annotations

from msgspec.structs import replace
from textual.events import Key

from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.footer import Item
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.reading_flow import ReadingFlow

RENEW_AFTER = 1.0
"""Seconds after which an opened article's comments are renewed: who leafs through asks nobody."""

WHOLE_AFTER = 0.1
"""Seconds after which the rest of a long discussion is read: its first screen stands by then."""


class CommentsFlow:
    """Keeps what is written and fetches what is asked for."""

    def __init__(self, desk: Desk, panes: Panes, reading: ReadingFlow) -> None:
        self._desk, self._panes, self._reading = desk, panes, reading
        self.coming = False
        """Whether the opinion box is asked for and not there yet: what is typed meanwhile is for it."""
        self._early = ""
        reading.opened = self._opened
        reading.arrived = self._arrived

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"comment.write": lambda _: self._begin()}

    def _begin(self) -> None:
        self.coming, self._early = True, ""
        self._desk.wait(self._write(), "comments")

    def early(self, event: Key) -> None:
        """A key pressed after the opinion box came and before it had the focus: it was meant for the box."""
        if event.key == "escape" and not self.coming and self._desk.opinion_box:
            self._desk.comments.put_aside()
        if not event.character or not event.is_printable:
            return
        if self.coming:
            self._early += event.character
        elif box := self._desk.opinion_box:
            box.type(event.character)

    def focused(self) -> None:
        """The focus went somewhere: nobody writes any more in an opinion box that it left."""
        box = self._desk.opinion_box
        if box is not None and box.left:
            self._desk.comments.put_aside()

    def keys(self) -> tuple[Item, ...]:
        """What the footer offers while an opinion is being written."""
        box, words = self._desk.opinion_box, self._desk.words
        if box is None:
            return ()
        shown = (Item("", "ctrl+s", words("footer.box.done")), Item("", "esc", words("footer.box.leave")))
        toggle = Item("", "tab", words("footer.box.reply"))
        return (*shown, toggle) if box.is_reply else shown

    def more(self) -> None:
        """The next page of comments, or the first."""
        self._desk.wait(self._more(), "comments")

    def draft_changed(self, text: str, parent: str) -> None:
        """Keep what is being written; the newest text wins, in order."""
        shown = self._desk.shown
        if shown is not None:
            others = {to: said for to, said in shown.drafts.items() if to != parent}
            self._desk.shown = replace(shown, drafts={**others, **({parent: text} if text else {})})
            self._desk.wait(self._save_draft(shown.entry.id, text, parent), "draft")

    def draft_wanted(self, parent: str) -> None:
        """The box was opened: what was begun in it."""
        self._desk.wait(self._draft(parent), "draft")

    def seen(self) -> None:
        """The reader has left the comments: what is here is no longer new."""
        if self._reading.shown_id is not None and self._desk.has_discussion:
            self._desk.wait(self._desk.library.comments_seen(self._reading.shown_id), "seen")

    def _opened(self, entry_id: int) -> None:
        self._desk.screen.set_timer(
            RENEW_AFTER, lambda: self._desk.wait(self._renew(entry_id), "comments.renew")
        )

    def _arrived(self) -> None:
        """Of a long discussion only the beginning has come with the article."""
        thread = self._desk.shown.thread if self._desk.shown else None
        if thread is not None and not thread.whole:
            self._desk.screen.set_timer(WHOLE_AFTER, lambda: self._read_whole(thread.discussion.entry_id))

    def _read_whole(self, entry_id: int) -> None:
        if self._reading.shown_id == entry_id:
            self._desk.wait(self._whole(entry_id), "comments.whole", exclusive=True)

    async def _whole(self, entry_id: int) -> None:
        thread = await self._desk.library.thread(entry_id)
        shown = self._desk.shown
        if (
            shown is not None
            and shown.entry.id == entry_id
            and shown.thread is not None
            and not shown.thread.whole
        ):
            self._desk.shown = replace(shown, thread=thread)
            self._desk.show_comments()

    async def _renew(self, entry_id: int) -> None:
        """The discussion as it is now, where the engine finds ours old enough and the feed's settings allow it."""
        if self._reading.is_open(entry_id) and not self._desk.library.offline:
            await self._desk.library.fetch_comments(entry_id, unasked=True)

    async def _write(self) -> None:
        try:
            await self._reading.bring()
        finally:
            self.coming = False
        if self._desk.shown is None:
            self._desk.say("comments.no_article")
            return
        self._panes.go(Pane.COMMENTS)
        self._desk.comments.write()
        if self._early and (box := self._desk.opinion_box):
            box.type(self._early)

    async def _more(self) -> None:
        shown = self._desk.shown
        if shown is None:
            return
        if self._desk.library.offline:
            self._desk.say("health.offline")
            return
        discussion = shown.thread.discussion if shown.thread is not None else None
        here = discussion is not None and discussion.fetched_at is not None
        if here and discussion is not None and not discussion.more:
            rest = (discussion.total or 0) - discussion.kept
            self._desk.say("comments.rest_on_page" if rest > 0 else "comments.no_more", n=rest)
            return
        if await self._desk.library.fetch_comments(shown.entry.id, more=here):
            self._desk.say("comments.loading")
        else:
            self._desk.say("engine.not_there")

    async def _save_draft(self, entry_id: int, text: str, parent: str) -> None:
        kept = False
        try:
            await self._desk.library.save_draft(entry_id, text, parent)
            kept = True
        finally:
            self._desk.comments.say_kept(kept)

    async def _draft(self, parent: str) -> None:
        entry_id = self._reading.shown_id
        if entry_id is not None:
            kept = await self._desk.library.draft(entry_id, parent)
            shown = self._desk.shown  # where nothing can be written, it is here alone
            here = shown.drafts.get(parent, "") if shown is not None and shown.entry.id == entry_id else ""
            self._desk.comments.draft(here or kept, parent)
