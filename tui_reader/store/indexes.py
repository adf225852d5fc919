"""The indexes of schema 1 and its two full-text indexes. Never changed once released."""

from __future__ import annotations

from typing import Final

LISTS: Final = (
    # entry_id is the rowid and thus the last part of every index below: (sort_at, entry_id) is the order of a list
    "CREATE INDEX state_all ON entry_state (sort_at) WHERE hidden = 0",
    "CREATE INDEX state_unread ON entry_state (sort_at) WHERE read = 0 AND hidden = 0",
    "CREATE INDEX state_feed ON entry_state (feed_id, sort_at) WHERE hidden = 0",
    "CREATE INDEX state_feed_unread ON entry_state (feed_id, sort_at) WHERE read = 0 AND hidden = 0",
    "CREATE INDEX state_starred ON entry_state (sort_at) WHERE starred = 1 AND hidden = 0",
    "CREATE INDEX state_later ON entry_state (sort_at) WHERE later = 1 AND hidden = 0",
    "CREATE INDEX state_opened ON entry_state (opened_at) WHERE opened_at IS NOT NULL AND hidden = 0",
    "CREATE INDEX state_talked ON entry_state (talked_at) WHERE talked_at IS NOT NULL AND hidden = 0",
    "CREATE INDEX state_changed ON entry_state (changed)",
    "CREATE INDEX entry_changed ON entry (changed)",
)

KEYS: Final = (
    "CREATE INDEX entry_guid ON entry (feed_id, guid) WHERE guid <> ''",
    "CREATE INDEX entry_hash ON entry (feed_id, content_hash)",
    # by link, by link and title, and the same page in another feed (one story, one row: later work): one index for all
    # three, for each costs a new entry as much as all of its text
    "CREATE INDEX entry_page ON entry (link_key, feed_id, title_key) WHERE link_key <> ''",
    "CREATE INDEX entry_cluster ON entry (cluster) WHERE cluster IS NOT NULL",
    "CREATE INDEX feed_due ON feed (due_at) WHERE deleted_at IS NULL",
    "CREATE INDEX feed_changed ON feed (changed)",
    "CREATE INDEX feed_position ON feed (position)",
    "CREATE INDEX feed_result_feed ON feed_result (feed_id)",
    "CREATE INDEX entry_tag_tag ON entry_tag (tag_id)",
    "CREATE INDEX image_url ON image (url)",
    "CREATE INDEX revision_entry ON revision (entry_id)",
    "CREATE INDEX remote_id_entry ON remote_id (entry_id)",
    "CREATE INDEX debt_first ON debt (kind, priority) WHERE priority > 0",
    "CREATE INDEX comment_entry ON comment (entry_id)",
    "CREATE INDEX comment_place ON comment (discussion_id, tree_at)",
    "CREATE INDEX comment_unindexed ON comment (id) WHERE fold_version = 0",
    "CREATE INDEX discussion_due ON discussion (due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX note_entry ON note (entry_id)",
    "CREATE INDEX outbox_due ON outbox (state, due_at)",
)

# External content through views that unpack and fold: the text lies deflated and unfolded in its table, and the index
# is always told the same words when it forgets as when it learned (index_text.py); the views show only what it knows,
# so that it can be compared with them. The fold_ functions are those of our
# connections (opening.py). prefix='1 2 3' measured on 2,000 texts of 4 KB (Vietnamese syllables, Zipf): the index is
# 1.13 of the plain text against 0.43 without and 0.95 with '2 3'; without it a single letter would merge a twentieth
# of all postings at each key.
SEARCH: Final = (
    """CREATE VIEW search_source AS SELECT t.entry_id, fold_plain(t.title) AS title, fold_plain(t.author) AS author,
        fold_part(d.document, 1) AS body, fold_part(d.document, 2) AS captions, fold_plain(t.notes) AS notes
        FROM entry_text AS t LEFT JOIN document AS d ON d.entry_id = t.entry_id AND d.origin = t.origin
        WHERE t.fold_version > 0""",
    """CREATE VIRTUAL TABLE search USING fts5 (title, author, body, captions, notes, content='search_source',
        content_rowid='entry_id', tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')""",
    # Larger pages than FTS5's own (4,050), and hardly any merging while many articles come in: 120 at a time go in in 0.7 of
    # the time and a fifth of the log they took with automerge 8. The engine merges when nothing else is to be done
    # (index_text.merge); where it never gets to that, FTS5 does from 64 parts on, a little at each commit.
    "INSERT INTO search (search, rank) VALUES ('pgsz', 16000)",
    "INSERT INTO search (search, rank) VALUES ('automerge', 64)",
    "INSERT INTO search (search, rank) VALUES ('crisismerge', 1000)",
    "INSERT INTO search (search, rank) VALUES ('hashsize', 8000000)",
    """CREATE VIEW comment_source AS SELECT id, fold_plain(author) AS author, fold_packed(text) AS text
        FROM comment WHERE fold_version > 0""",
    """CREATE VIRTUAL TABLE comment_search USING fts5 (author, text, content='comment_source', content_rowid='id',
        tokenize='unicode61 remove_diacritics 2', prefix='2 3')""",
)

INDEXES: Final = LISTS + KEYS + SEARCH
