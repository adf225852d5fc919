"""What `comments_atom.xml` says."""

from datetime import UTC, datetime

from tui_reader.model.comment import CommentData

EXPECTED = [
    CommentData(
        source_id="c1",
        author="An",
        author_url="https://an.example/",
        created=datetime(2026, 5, 4, 0, 0, tzinfo=UTC),
        body="<p>One</p>",
    ),
    CommentData(
        source_id="c2",
        parent_id="c1",
        author="Bo",
        created=datetime(2026, 5, 4, 1, 0, tzinfo=UTC),
        edited=datetime(2026, 5, 4, 1, 30, tzinfo=UTC),
        body="Two <b>",
        body_type="text/plain",
    ),
    CommentData(
        source_id="c3",
        author="Ci",
        created=datetime(2026, 5, 4, 2, 0, tzinfo=UTC),
        body="Self",
        body_type="text/plain",
    ),
    CommentData(
        source_id="c4",
        parent_id="gone",
        author="Di",
        created=datetime(2026, 5, 4, 3, 0, tzinfo=UTC),
        body="Orphan",
        body_type="text/plain",
    ),
]
