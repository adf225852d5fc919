"""Sends a comment as an RSS item to the address a feed names for it (wfw:comment, the CommentAPI of 2003)."""

from __future__ import annotations

import html
from datetime import timedelta
from xml.sax.saxutils import escape

from tui_reader.discussion.posting import PostAnswer, PostRequest, by_status, plain
from tui_reader.model.outbox import Letter, LetterState, Said, Verdict


class WfwPoster:
    """Such addresses say little in answer: any success counts; what got none is looked for in the feed of comments."""

    repeatable = timedelta(0)

    def request(self, letter: Letter) -> PostRequest:
        """POST of one item, as text/xml."""
        who, place = letter.sender, letter.place
        author = f"{who.email} ({who.name})" if who.email else who.name
        parts = [
            f"<title>{escape(f'Re: {place.title}' if place.title else 'Re:')}</title>",
            f"<link>{escape(place.page)}</link>",
            f"<author>{escape(author)}</author>",
            f"<dc:creator>{escape(who.name)}</dc:creator>",
            f"<description>{escape(html.escape(letter.text, quote=False))}</description>",  # as HTML, as feeds have it
        ]
        body = (
            '<?xml version="1.0" encoding="utf-8"?>\n<item xmlns:dc="http://purl.org/dc/elements/1.1/">'
            + "".join(parts)
            + "</item>"
        )
        return PostRequest(place.url, body.encode(), {"Content-Type": "text/xml; charset=utf-8"})

    def verdict(self, letter: Letter, answer: PostAnswer) -> Verdict | None:
        """By the status alone."""
        if 200 <= answer.status < 300:
            return Verdict(LetterState.SENT)
        return by_status(answer, plain(answer.body[:500].decode("utf-8", "replace")))

    def where(self, letter: Letter) -> str:
        """Its feed of comments, which the engine knows."""
        return ""

    def shown(self, body: bytes) -> list[Said] | None:
        """Read elsewhere."""
        return None
