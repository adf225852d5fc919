"""What `comments_wordpress.xml` says."""

from datetime import UTC, datetime

from tui_reader.model.comment import CommentData

EXPECTED = [
    CommentData(
        source_id="https://w.example/?p=1#comment-3",
        parent_id="https://w.example/?p=1#comment-2",
        author="Lan",
        created=datetime(2026, 5, 4, 5, 0, tzinfo=UTC),
        body="<p>Yes.</p>",
        url="https://w.example/a#comment-3",
    ),
    CommentData(
        source_id="https://w.example/?p=1#comment-2",
        author="Huy",
        created=datetime(2026, 5, 4, 4, 0, tzinfo=UTC),
        body='<p>First, see <a href="https://w.example/other">this</a>.</p>',
        url="https://w.example/a#comment-2",
    ),
    CommentData(
        source_id="https://w.example/?p=1#comment-9",
        parent_id="https://w.example/?p=1#comment-1",
        author="Mai",
        created=datetime(2026, 5, 4, 6, 0, tzinfo=UTC),
        body="<p>Không còn ở đây.</p>",
        url="https://w.example/a#comment-9",
    ),
]
