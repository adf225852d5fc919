"""Reads a discussion without a network: what the speakers would answer goes straight into the source."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qs, unquote, urlsplit

from tests.discussion.server.serving import Heard, Reply, Speaker
from tests.discussion.server.talk import Talk
from tui_reader.content.document import text_of
from tui_reader.discussion.source import About
from tui_reader.engine.comment_jobs import make_comments, read_comments
from tui_reader.model.comment import Comment, CommentData, Discussion, Node, Thread
from tui_reader.model.thread import thread
from tui_reader.model.update import Retrieved

ROOT = "http://127.0.0.1"
NOW = datetime(2026, 4, 1, tzinfo=UTC)


def ask(url: str, speaker: Speaker, talks: Mapping[str, Talk]) -> Retrieved | None:
    """What a speaker says to a request."""
    parts = urlsplit(url)
    heard = Heard(parts.hostname or "", unquote(parts.path), parse_qs(parts.query), ROOT)
    reply = speaker(heard, talks)
    return None if reply is None or reply.status != 200 else retrieved(url, reply)


def retrieved(url: str, reply: Reply) -> Retrieved:
    """A reply as the engine has it."""
    return Retrieved(url, reply.body, {name.lower(): value for name, value in reply.headers.items()})


def read_all(source: str, url: str, speaker: Speaker, talks: Mapping[str, Talk]) -> Thread:
    """All pages of a discussion, and the tree they make."""
    from tui_reader.discussion.detect import source_named

    adapter = source_named(source)
    assert adapter is not None
    waiting, found, total, flat = [url], dict[str, CommentData](), None, True
    for _ in range(200):
        if not waiting:
            break
        address = waiting.pop(0)
        got = [ask(one, speaker, talks) for one in adapter.addresses(address)]
        about = About(address, f"{ROOT}/?p=7", f"{ROOT}/blog/", ("An Nhiên",))
        page = read_comments(source, got, about)
        found |= {comment.source_id: comment for comment in page.comments if comment.source_id not in found}
        waiting = [*page.next_pages, *waiting]
        total = page.total if page.total is not None else total
        flat = flat and not page.threaded
    made = make_comments(tuple(found.values()), url)
    comments = [Comment(number, data, document, NOW) for number, (data, document, _) in enumerate(made, 1)]
    return thread(Discussion(1, source, url, total, len(comments), threaded=not flat), comments)


def told(found: Thread) -> str:
    """A tree as text: total, then a line a comment and its text below it."""
    total = found.discussion.total
    head = f"{len(found.nodes)} of {'?' if total is None else total}"
    return "\n".join([head if found.discussion.threaded else f"{head}, flat", *map(_line, found.nodes)])


def _line(node: Node) -> str:
    data = node.comment.data
    facts = [repr(data.author)[1:-1] or "-"]
    facts += [data.created.strftime("%H:%M")] if data.created else []
    facts += [str(data.score)] if data.score is not None else []
    facts += [data.state.value] if data.state.value != "ok" else []
    facts += ["edited"] if data.edited else []
    facts += ["author"] if data.by_article_author else []
    facts += ["orphan"] if node.orphan else []
    text = " / ".join(text_of(block) or "" for block in node.comment.document.blocks)
    indent = "  " * node.depth
    return f"{indent}{' · '.join(facts)}" + (f"\n{indent}  {text!r}" if text else "")
