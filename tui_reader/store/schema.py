"""The tables of schema 1. Never changed once released: what comes later is a numbered function in ``migrate``.

Times are whole seconds since the epoch, UTC. ``changed`` is the store's sequence at the last change of a row. Columns
named blob-like (``value``, ``body``, ``document``) hold what ``encoding.pack`` makes. Many columns are filled only by
later work; they are here because what was not kept cannot be back-filled.
"""

from __future__ import annotations

from typing import Final

ACCOUNTS_AND_FEEDS: Final = (
    """CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID""",
    """CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    # one row a process that writes; what a dead one left behind says that it did not end well
    """CREATE TABLE session (id INTEGER PRIMARY KEY, pid INTEGER NOT NULL, opened_at INTEGER NOT NULL)""",
    # account 0 is this machine alone
    """CREATE TABLE account (
        id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
        login TEXT NOT NULL DEFAULT '', settings TEXT NOT NULL DEFAULT '{}', cursor TEXT NOT NULL DEFAULT '',
        synced_at INTEGER, trouble_code TEXT NOT NULL DEFAULT '', trouble_facts TEXT NOT NULL DEFAULT '{}',
        claimed_by TEXT NOT NULL DEFAULT '', claimed_until INTEGER NOT NULL DEFAULT 0)""",
    """INSERT INTO account (id, kind) VALUES (0, 'local')""",
    """CREATE TABLE folder (
        id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL DEFAULT 0 REFERENCES account,
        parent_id INTEGER REFERENCES folder, title TEXT NOT NULL, position INTEGER NOT NULL DEFAULT 0,
        settings TEXT NOT NULL DEFAULT '{}', remote_id TEXT NOT NULL DEFAULT '', changed INTEGER NOT NULL DEFAULT 0)""",
    # total … unread_words are kept, not counted: see counters.py; they leave out what is hidden
    """CREATE TABLE feed (
        id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL DEFAULT 0 REFERENCES account,
        location TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL DEFAULT '',
        folder_id INTEGER REFERENCES folder, position INTEGER NOT NULL DEFAULT 0,
        title TEXT NOT NULL DEFAULT '', link TEXT NOT NULL DEFAULT '', subtitle TEXT NOT NULL DEFAULT '',
        language TEXT NOT NULL DEFAULT '', icon TEXT NOT NULL DEFAULT '',
        etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '', body_hash BLOB NOT NULL DEFAULT x'',
        sent_hash BLOB NOT NULL DEFAULT x'', trouble_code TEXT NOT NULL DEFAULT '', trouble_facts TEXT NOT NULL DEFAULT '{}',
        trouble_since INTEGER, trouble_times INTEGER NOT NULL DEFAULT 0,
        added_at INTEGER NOT NULL, tried_at INTEGER, refreshed_at INTEGER, due_at INTEGER,
        interval INTEGER NOT NULL DEFAULT 0, paused INTEGER NOT NULL DEFAULT 0, muted INTEGER NOT NULL DEFAULT 0,
        claimed_by TEXT NOT NULL DEFAULT '', claimed_until INTEGER NOT NULL DEFAULT 0,
        moved_from TEXT NOT NULL DEFAULT '', moving_to TEXT NOT NULL DEFAULT '',
        moving_times INTEGER NOT NULL DEFAULT 0, pace TEXT NOT NULL DEFAULT '{}',
        left_out INTEGER NOT NULL DEFAULT 0,
        hub TEXT NOT NULL DEFAULT '', topic TEXT NOT NULL DEFAULT '',
        total INTEGER NOT NULL DEFAULT 0, unread INTEGER NOT NULL DEFAULT 0, later INTEGER NOT NULL DEFAULT 0,
        starred INTEGER NOT NULL DEFAULT 0, unread_words INTEGER NOT NULL DEFAULT 0,
        style TEXT NOT NULL DEFAULT '{}', settings TEXT NOT NULL DEFAULT '{}', remote_id TEXT NOT NULL DEFAULT '',
        deleted_at INTEGER, changed INTEGER NOT NULL DEFAULT 0,
        UNIQUE (account, location))""",
    """CREATE TABLE feed_result (
        id INTEGER PRIMARY KEY, feed_id INTEGER NOT NULL REFERENCES feed, at INTEGER NOT NULL,
        status INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0, milliseconds INTEGER NOT NULL DEFAULT 0,
        new INTEGER NOT NULL DEFAULT 0, updated INTEGER NOT NULL DEFAULT 0, code TEXT NOT NULL DEFAULT '')""",
)

ENTRIES: Final = (
    # guid is as written; link_key, title_key and content_hash are model.update.Keys; flags is model.entry.Kept;
    # fetch_state: of its page, '' never asked for, 'here', or the code of why it could not be had (pages.py)
    """CREATE TABLE entry (
        id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL DEFAULT 0 REFERENCES account,
        feed_id INTEGER NOT NULL REFERENCES feed, guid TEXT NOT NULL, link TEXT NOT NULL, link_key TEXT NOT NULL,
        title TEXT NOT NULL, title_key TEXT NOT NULL, content_hash BLOB NOT NULL, hash_version INTEGER NOT NULL,
        published INTEGER, updated INTEGER, first_seen INTEGER NOT NULL, last_seen INTEGER NOT NULL,
        authors TEXT NOT NULL DEFAULT '[]', language TEXT NOT NULL DEFAULT '', detected TEXT NOT NULL DEFAULT '',
        source TEXT NOT NULL DEFAULT '', excerpt TEXT NOT NULL DEFAULT '', flags INTEGER NOT NULL DEFAULT 0,
        comments_page TEXT NOT NULL DEFAULT '', comments_feed TEXT NOT NULL DEFAULT '', comments_claimed INTEGER,
        comments_here INTEGER NOT NULL DEFAULT 0, comments_new INTEGER NOT NULL DEFAULT 0,
        comments_hints TEXT NOT NULL DEFAULT '[]',
        revisions INTEGER NOT NULL DEFAULT 0, duplicate_of INTEGER, cluster INTEGER,
        converter_version INTEGER NOT NULL DEFAULT 0, fetch_state TEXT NOT NULL DEFAULT '', fetched_at INTEGER,
        emptied_at INTEGER, remote_id TEXT NOT NULL DEFAULT '', changed INTEGER NOT NULL)""",
    # drives every list and outlives the text; sort_at is frozen at arrival;
    # hidden: 1 by the reader or a rule, 2 with its feed, 4 let go (retention.py)
    """CREATE TABLE entry_state (
        entry_id INTEGER PRIMARY KEY REFERENCES entry, account INTEGER NOT NULL DEFAULT 0, feed_id INTEGER NOT NULL,
        sort_at INTEGER NOT NULL, words INTEGER NOT NULL DEFAULT 0,
        read INTEGER NOT NULL DEFAULT 0, starred INTEGER NOT NULL DEFAULT 0, later INTEGER NOT NULL DEFAULT 0,
        hidden INTEGER NOT NULL DEFAULT 0, read_at INTEGER, starred_at INTEGER, later_at INTEGER, opened_at INTEGER,
        talked_at INTEGER, place TEXT NOT NULL DEFAULT '', progress INTEGER NOT NULL DEFAULT 0,
        flags INTEGER NOT NULL DEFAULT 0, added INTEGER NOT NULL, changed INTEGER NOT NULL)""",
    # origin: summary, delivered, extracted
    """CREATE TABLE content (
        entry_id INTEGER NOT NULL REFERENCES entry, origin TEXT NOT NULL, type TEXT NOT NULL, value BLOB NOT NULL,
        base TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '', url TEXT NOT NULL DEFAULT '',
        fetched_at INTEGER NOT NULL, PRIMARY KEY (entry_id, origin))""",
    # document: the encoded Document, the plain body and the captions in one cell (encoding.pack_parts, encoding.Part)
    """CREATE TABLE document (
        entry_id INTEGER NOT NULL REFERENCES entry, origin TEXT NOT NULL, converter_version INTEGER NOT NULL,
        document BLOB NOT NULL, converted_at INTEGER NOT NULL, words INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (entry_id, origin))""",
    # what the index was given, or is about to be: this, and body and captions of the document of that origin, which is
    # the one on screen;
    # fold_version 0: not in the index
    """CREATE TABLE entry_text (
        entry_id INTEGER PRIMARY KEY REFERENCES entry, title TEXT NOT NULL DEFAULT '', author TEXT NOT NULL DEFAULT '',
        notes TEXT NOT NULL DEFAULT '', origin TEXT NOT NULL DEFAULT '', fold_version INTEGER NOT NULL DEFAULT 0)""",
    """CREATE TABLE enclosure (
        entry_id INTEGER NOT NULL REFERENCES entry, position INTEGER NOT NULL, url TEXT NOT NULL, type TEXT NOT NULL,
        title TEXT NOT NULL, length INTEGER NOT NULL, duration INTEGER NOT NULL, path TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT '', heard INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (entry_id, position)) WITHOUT ROWID""",
    # origin: feed (listed beside the body), document (in reading order)
    """CREATE TABLE image (
        entry_id INTEGER NOT NULL REFERENCES entry, origin TEXT NOT NULL, position INTEGER NOT NULL, url TEXT NOT NULL,
        caption TEXT NOT NULL, credit TEXT NOT NULL, alt TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
        PRIMARY KEY (entry_id, origin, position)) WITHOUT ROWID""",
    # the picture cache, by address
    """CREATE TABLE picture (
        url TEXT PRIMARY KEY, path TEXT NOT NULL DEFAULT '', state TEXT NOT NULL DEFAULT '', type TEXT NOT NULL DEFAULT '',
        width INTEGER NOT NULL DEFAULT 0, height INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0,
        fetched_at INTEGER, used_at INTEGER, tries INTEGER NOT NULL DEFAULT 0, trouble TEXT NOT NULL DEFAULT '')""",
    """CREATE TABLE tag (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, key TEXT NOT NULL)""",
    # own: put there by the reader or a rule, not by the feed
    """CREATE TABLE entry_tag (
        entry_id INTEGER NOT NULL REFERENCES entry, own INTEGER NOT NULL, tag_id INTEGER NOT NULL REFERENCES tag,
        position INTEGER NOT NULL, PRIMARY KEY (entry_id, own, tag_id)) WITHOUT ROWID""",
    # what an entry said before it changed; version 1 is the first
    """CREATE TABLE revision (
        id INTEGER PRIMARY KEY, entry_id INTEGER NOT NULL REFERENCES entry, seen_at INTEGER NOT NULL,
        replaced_at INTEGER NOT NULL, content_hash BLOB NOT NULL, hash_version INTEGER NOT NULL, title TEXT NOT NULL,
        link TEXT NOT NULL, authors TEXT NOT NULL, updated INTEGER, content_type TEXT NOT NULL, content BLOB,
        summary_type TEXT NOT NULL, summary BLOB, base TEXT NOT NULL)""",
    """CREATE TABLE remote_id (
        account INTEGER NOT NULL REFERENCES account, remote TEXT NOT NULL, entry_id INTEGER NOT NULL REFERENCES entry,
        PRIMARY KEY (account, remote)) WITHOUT ROWID""",
    # again: owed anew while somebody was at it
    """CREATE TABLE debt (
        kind TEXT NOT NULL, entry_id INTEGER NOT NULL REFERENCES entry, priority INTEGER NOT NULL DEFAULT 0,
        tries INTEGER NOT NULL DEFAULT 0, again INTEGER NOT NULL DEFAULT 0, claimed_by TEXT NOT NULL DEFAULT '',
        claimed_until INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (kind, entry_id)) WITHOUT ROWID""",
)

TALK: Final = (
    """CREATE TABLE discussion (
        id INTEGER PRIMARY KEY AUTOINCREMENT, entry_id INTEGER NOT NULL REFERENCES entry, main INTEGER NOT NULL DEFAULT 1,
        source TEXT NOT NULL, url TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', total INTEGER, fetched_at INTEGER,
        threaded INTEGER NOT NULL DEFAULT 1, more INTEGER NOT NULL DEFAULT 0, next_page TEXT NOT NULL DEFAULT '',
        etag TEXT NOT NULL DEFAULT '', modified TEXT NOT NULL DEFAULT '', body_hash BLOB NOT NULL DEFAULT x'',
        followed INTEGER NOT NULL DEFAULT 0, joined INTEGER NOT NULL DEFAULT 0, followed_at INTEGER, due_at INTEGER,
        chosen INTEGER NOT NULL DEFAULT 0, retry_at INTEGER, refused TEXT NOT NULL DEFAULT '[]',
        closed INTEGER NOT NULL DEFAULT 0, trouble TEXT NOT NULL DEFAULT '', seen_at INTEGER,
        can_post TEXT NOT NULL DEFAULT '', settings TEXT NOT NULL DEFAULT '{}', claimed_by TEXT NOT NULL DEFAULT '',
        claimed_until INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL, UNIQUE (entry_id, source, url))""",
    # position: in the order of the source; tree_at, depth, below: in reading order, so that its beginning is read alone
    """CREATE TABLE comment (
        id INTEGER PRIMARY KEY AUTOINCREMENT, discussion_id INTEGER NOT NULL REFERENCES discussion,
        entry_id INTEGER NOT NULL REFERENCES entry, source_id TEXT NOT NULL, parent_id TEXT NOT NULL,
        position INTEGER NOT NULL, author TEXT NOT NULL, author_url TEXT NOT NULL, created INTEGER, edited INTEGER,
        body BLOB NOT NULL, body_type TEXT NOT NULL, score INTEGER, state TEXT NOT NULL,
        by_article_author INTEGER NOT NULL, url TEXT NOT NULL, language TEXT NOT NULL DEFAULT '',
        first_seen INTEGER NOT NULL, vanished_at INTEGER, seen INTEGER NOT NULL DEFAULT 0,
        tree_at INTEGER NOT NULL DEFAULT 0, depth INTEGER NOT NULL DEFAULT 0, below INTEGER NOT NULL DEFAULT 0,
        folded INTEGER NOT NULL DEFAULT 0, document BLOB NOT NULL, text BLOB NOT NULL,
        fold_version INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL, UNIQUE (discussion_id, source_id))""",
    # the reader's own comments and notes; parent is the source_id of what it answers; state: kept, queued, sent, …
    """CREATE TABLE note (
        id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL DEFAULT 0, entry_id INTEGER NOT NULL REFERENCES entry,
        parent TEXT NOT NULL, text TEXT NOT NULL, quote TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '',
        created INTEGER NOT NULL, edited INTEGER, state TEXT NOT NULL DEFAULT 'kept', source_id TEXT NOT NULL DEFAULT '',
        deleted_at INTEGER, changed INTEGER NOT NULL)""",
    """CREATE TABLE draft (
        entry_id INTEGER NOT NULL REFERENCES entry, parent TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
        PRIMARY KEY (entry_id, parent)) WITHOUT ROWID""",
    # what is to be sent to a site; state: queued, sending, sent, unsure, refused
    """CREATE TABLE outbox (
        id INTEGER PRIMARY KEY AUTOINCREMENT, note_id INTEGER NOT NULL REFERENCES note, account INTEGER NOT NULL DEFAULT 0,
        discussion_id INTEGER REFERENCES discussion, site TEXT NOT NULL, request TEXT NOT NULL, key TEXT NOT NULL,
        state TEXT NOT NULL, tries INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL, sending_at INTEGER,
        due_at INTEGER, sent_at INTEGER, answer TEXT NOT NULL DEFAULT '', trouble TEXT NOT NULL DEFAULT '',
        claimed_by TEXT NOT NULL DEFAULT '', claimed_until INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL)""",
)

JOURNAL_AND_RULES: Final = (
    # before and after: {"field": value} alike for all of ids; batch joins the parts of one mixed action
    """CREATE TABLE action (
        id INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
        count INTEGER NOT NULL, title TEXT NOT NULL DEFAULT '', feed_id INTEGER, batch INTEGER NOT NULL DEFAULT 0,
        before TEXT NOT NULL, after TEXT NOT NULL, ids BLOB NOT NULL, undone_at INTEGER)""",
    """CREATE TABLE pending_op (
        account INTEGER NOT NULL REFERENCES account, entry_id INTEGER NOT NULL REFERENCES entry, field TEXT NOT NULL,
        value TEXT NOT NULL, at INTEGER NOT NULL, tries INTEGER NOT NULL DEFAULT 0, claimed_by TEXT NOT NULL DEFAULT '',
        claimed_until INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (account, entry_id, field)) WITHOUT ROWID""",
    """CREATE TABLE rule (
        id INTEGER PRIMARY KEY AUTOINCREMENT, position INTEGER NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL,
        actions TEXT NOT NULL, enabled INTEGER NOT NULL DEFAULT 1, feed_id INTEGER REFERENCES feed,
        folder_id INTEGER REFERENCES folder, matched INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL,
        changed INTEGER NOT NULL)""",
    """CREATE TABLE smart_folder (
        id INTEGER PRIMARY KEY AUTOINCREMENT, folder_id INTEGER REFERENCES folder, position INTEGER NOT NULL,
        title TEXT NOT NULL, query TEXT NOT NULL, sort TEXT NOT NULL DEFAULT '', count INTEGER, unread INTEGER,
        counted_at INTEGER, created INTEGER NOT NULL, changed INTEGER NOT NULL)""",
)

TABLES: Final = ACCOUNTS_AND_FEEDS + ENTRIES + TALK + JOURNAL_AND_RULES
