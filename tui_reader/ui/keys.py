"""The one table of actions: ids, keys, where they work; footer, help, palette and the keymap are made from it."""

from __future__ import annotations

from typing import Final

from msgspec import Struct

from tui_reader.strings import Words

LIST, ARTICLE, COMMENTS = "L", "A", "C"
NAMES: Final = {LIST: "list", ARTICLE: "article", COMMENTS: "comments"}
"""What a context is called in the catalogue (``footer.<name>.<id>``)."""

NUMBERED: Final = frozenset(("fold.level", "open.number"))
"""Actions whose last key is a digit that says how many: 1 to 9, 0 for ten. They are nothing without it."""


class Command(Struct, frozen=True):
    """A row of the table. ``keys`` are strokes: a character, a key's name, or a sequence of characters (``gg``)."""

    id: str
    keys: tuple[str, ...]
    contexts: str
    group: str
    here: bool = True
    """Whether the action exists yet; one that does not is not bound and not shown."""


def _rows(group: str, text: str) -> tuple[Command, ...]:
    """Rows written as in the documentation: id, keys, contexts; a ``-`` before the id means: not yet."""
    rows = []
    for line in text.strip().splitlines():
        name, *keys, contexts = line.split()
        rows.append(Command(name.removeprefix("~"), tuple(keys), contexts, group, not name.startswith("~")))
    return tuple(rows)


TABLE: Final[tuple[Command, ...]] = (
    *_rows(
        "moving",
        """
        move.down j down LAC
        move.up k up LAC
        move.half_down ctrl+d LAC
        move.half_up ctrl+u LAC
        move.page_down pagedown ctrl+f LAC
        move.page_up b pageup ctrl+b LAC
        move.top gg home LAC
        move.bottom G end LAC
        move.return ' LAC
        move.next_section . LAC
        move.previous_section , LAC
        move.next_stop tab LAC
        move.previous_stop shift+tab LAC
        move.sideways_left < AC
        move.sideways_right > AC
        """,
    ),
    *_rows(
        "in_out",
        """
        open enter LAC
        go.in l right LAC
        go.out h left LAC
        back q escape LAC
        quit Q ctrl+q LAC
        pane.comments c LAC
        pane.sources B LAC
        pane.alone F LAC
        """,
    ),
    *_rows(
        "reading",
        """
        read.on space LAC
        article.next J LAC
        article.previous K LAC
        unread.next n LAC
        unread.previous p N LAC
        """,
    ),
    *_rows(
        "marking",
        """
        mark.read m LAC
        mark.above Ma L
        mark.below Mb L
        mark.feed Mf LAC
        mark.older Mo LAC
        mark.matching M/ LAC
        mark.view A LAC
        mark.all LAC
        star s LAC
        later a LAC
        tag t LAC
        keep_offline d LAC
        discussion.follow S LAC
        select x L
        select.range v LAC
        select.all V L
        undo u LAC
        redo ctrl+r LAC
        """,
    ),
    *_rows(
        "article",
        """
        full_text e LA
        pictures i A
        links.hints f AC
        links.list L LAC
        outline O AC
        revisions H LA
        info I LAC
        story zo LA
        story.split zs LA
        play P LA
        open.browser o LAC
        open.browser_read LAC
        open.number A
        copy.link y LAC
        copy.more Y LAC
        save ctrl+s LAC
        pipe | LAC
        """,
    ),
    *_rows(
        "aa",
        """
        size.larger + = LAC
        size.smaller - _ LAC
        size.reset 0 LAC
        size.panel T LAC
        """,
    ),
    *_rows(
        "comments",
        """
        comment.write C LAC
        discussion.find LAC
        fold za LC
        fold.all zM LC
        unfold.all zR LC
        fold.level z1 z2 z3 z4 z5 z6 z7 z8 z9 C
        """,
    ),
    *_rows(
        "finding",
        """
        find / LAC
        search g/ LAC
        find.clear L
        find.order L
        explain LAC
        unread_only U L
        view.menu \\ LC
        commands : ctrl+p LAC
        help ? LAC
        """,
    ),
    *_rows(
        "places",
        """
        go.all ga LAC
        go.unread gu LAC
        go.today gt LAC
        go.later gl LAC
        go.unfinished gr LAC
        go.starred gs LAC
        go.read gy LAC
        go.discussions gc LAC
        go.feeds gf LAC
        go.look LAC
        go.outbox go LAC
        go.history gh LAC
        go.rules gq LAC
        go.tag LAC
        go.settings g, LAC
        go.keys LAC
        """,
    ),
    *_rows(
        "feeds",
        """
        refresh r LAC
        refresh.all R LAC
        feed.add ctrl+n LAC
        feed.starter LAC
        feed.import LAC
        feed.export LAC
        feed.edit E LAC
        feed.next L
        feed.previous L
        trip D LAC
        """,
    ),
    *_rows(
        "terminal",
        """
        copy.selection ctrl+c LAC
        redraw ctrl+l LAC
        suspend ctrl+z LAC
        """,
    ),
)

COMMANDS: Final = {command.id: command for command in TABLE if command.here}
"""What is bound, by id."""

FOOTER: Final[dict[str, tuple[str, ...]]] = {
    LIST: ("open", "read.on", "mark.read", "later", "star", "find", "help"),
    ARTICLE: ("read.on", "unread.next", "pane.comments", "open.browser", "size.larger", "later", "help"),
    COMMENTS: (
        "unread.next",
        "move.next_section",
        "fold",
        "comment.write",
        "refresh",
        "pane.comments",
        "help",
    ),
}
"""At most seven a context, most likely first; ``help`` is always last and never left out."""

FEEDS_FOOTER: Final = ("open", "refresh", "feed.edit", "feed.add", "help")
"""While the sources have the focus."""

_SHOWN: Final = {
    "escape": "esc",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def sentence_of(action: str, words: Words) -> str:
    """What an action is called in help and palette."""
    text = words.first(f"action.{action}.long", f"action.{action}")
    return text[:1].upper() + text[1:]


def shown(stroke: str) -> str:
    """A key as the screen writes it."""
    return _SHOWN.get(stroke, stroke)


def named(stroke: str, words: Words) -> str:
    """A key as a sentence writes it: `Enter`, `Space`; others as the screen does."""
    name = f"keys.name.{stroke}"
    return words(name) if len(stroke) > 1 and words.has(name) else shown(stroke)
