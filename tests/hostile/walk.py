"""A walk through every screen of the reader with everything hostile in it, as a person with a keyboard takes it."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.hostile.material import PAYLOADS, SEQUENCES
from tests.hostile.pty_program import PtyProgram
from tui_reader.strings import words

_MARK = re.compile(r"BODY\d\d|TEXT\d+|LOOSEBODY|PAGEBODY")
_SAID = words("en")
ALL = re.compile(rf"{_SAID('view.all')} +\d+ articles")
_ESCAPE, _HALF_A_PAGE, _DONE, _NEW = "\x1b", "\x04", "\x13", "\x0e"
ALL_BODIES = {f"BODY{at:02}" for at in range(len(PAYLOADS))}


def walk(terminal: PtyProgram) -> set[str]:
    """Everything; the marks of the articles that were really on screen."""
    # keys pressed before the program has the terminal are echoed into what is judged, and may be lost
    terminal.wait_for(_SAID("view.unread"), _SAID("footer.later"))
    _lists(terminal)
    seen = _articles(terminal)
    _panels(terminal)
    _boxes(terminal)
    _feeds(terminal)
    _sources(terminal)
    terminal.press("Q")
    assert terminal.wait_for_end() == 0
    return seen


def _lists(terminal: PtyProgram) -> None:
    for keys, name in (
        ("gs", "starred"),
        ("gl", "later"),
        ("gr", "unfinished"),
        ("gy", "read"),
        ("ga", "all"),
    ):
        terminal.press(keys)
        terminal.wait_for(_SAID(f"view.{name}"))
    # the sources name every list: what is shown is told by the bar above it
    terminal.wait_until(lambda screen: bool(ALL.search(screen)), "the list of all articles")
    terminal.wait_for("N27")
    terminal.press_and_see("G", lambda screen: "N27" not in screen, "the list from its end")
    terminal.press_and_see("gg", lambda screen: "N27" in screen, "the list from its top")


def _articles(terminal: PtyProgram) -> set[str]:
    """Every article of the list from its first line to its last; the comments of the one that has some."""
    # the row under the cursor shows the beginning of its text as well: the footer says where we are
    terminal.press_and_see("\r", lambda screen: "c comments" in screen, "an article open")
    screen = terminal.wait_until(lambda screen: bool(_marks(screen)), "the first article")
    seen = _marks(screen)
    while not seen >= ALL_BODIES:
        terminal.press_and_see("G", lambda screen: _SAID("article.top") in screen, "the end of the article")
        fresh = _next(terminal, seen)
        seen |= fresh
        if "LOOSEBODY" in fresh:
            _comments(terminal)
    return seen


def _next(terminal: PtyProgram, seen: set[str]) -> set[str]:
    """The marks of an article not seen before."""
    return (
        _marks(terminal.press_and_see("J", lambda screen: bool(_marks(screen) - seen), "another article"))
        - seen
    )


def _marks(screen: str) -> set[str]:
    return set(_MARK.findall(screen))


def _comments(terminal: PtyProgram) -> None:
    last = f"SAID{len(PAYLOADS) - 1:02}"
    terminal.press("c")
    before = terminal.wait_for("SAID00")
    while last not in before:
        terminal.press(_HALF_A_PAGE)
        before = terminal.wait_until(lambda screen, old=before: screen != old, f"{last} below")  # type: ignore[misc]
    terminal.press("C")
    terminal.wait_for(_SAID("comments.reply_toggle"))
    for payload in SEQUENCES:
        terminal.press(pasted(payload))
    terminal.press(" mine-alone")
    terminal.wait_for("mine-alone")
    terminal.press(_DONE)
    terminal.wait_for(_SAID("opinion.keep"), "ok.example")
    terminal.press("\t\t\r")  # over the lines that send it and open the page, to the one that keeps it here
    terminal.wait_for(_SAID("comments.note_kept"))
    terminal.press_and_see("c", lambda screen: "LOOSEBODY" in screen, "the article again")


def _panels(terminal: PtyProgram) -> None:
    opened = (
        ("?", "help.title"),
        (":", "palette.hint"),
        ("T", "aa.size"),
        ("I", "button.close"),
        ("E", "feeds.name"),
    )
    for key, hint in opened:
        terminal.press(key)
        terminal.wait_for(_SAID(hint))
        if key == ":":
            terminal.press("KNR")
            terminal.wait_for(_SAID("palette.folders"))
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=[_SAID(hint), _SAID("palette.folders") + "  "])


def _boxes(terminal: PtyProgram) -> None:
    """Text typed and pasted: a search here and everywhere, an address; a link copied."""
    terminal.press_and_see("y", lambda screen: _SAID("notice.link_copied") in screen, "a copied link")
    _find_in_article(terminal)
    for key, code in (("/", "search.hint_here"), ("g/", "search.hint")):
        hint = f"/ {_SAID(code)}"[:24]  # cut where the box is narrow
        terminal.press(key)
        terminal.wait_for(hint)
        for payload in PAYLOADS[::3]:
            terminal.press(pasted(payload))
        terminal.wait_for(_SAID("search.results", n=0))
        terminal.press(_ESCAPE)
        terminal.wait_for(_SAID("footer.later"), gone=[_SAID("footer.find.close")])
        terminal.press(key)
        terminal.wait_for(hint)
        terminal.press("KNR")
        terminal.wait_for("/ KNR")
        terminal.press(_ESCAPE)
        terminal.wait_for(_SAID("footer.later"), gone=[_SAID("footer.find.close")])
    terminal.press(_NEW)
    terminal.wait_for(_SAID("feeds.add_hint"))
    terminal.press(pasted("http://127.0.0.1:9/\x1b[31mKNR\x9b[/x]\u202e"))
    terminal.wait_for("127.0.0.1:9", gone=[_SAID("feeds.add_hint")])
    terminal.press("\r")
    terminal.wait_for("127.0.0.1:9", "\u00b7 esc", gone=[_SAID("feeds.looking", host="127.0.0.1")])
    terminal.press(_ESCAPE)
    terminal.wait_for(gone=[_SAID("feeds.add")])


def _find_in_article(terminal: PtyProgram) -> None:
    terminal.press("/")
    terminal.wait_for(f"/ {_SAID('search.hint_article')}")
    for payload in PAYLOADS[::3]:
        terminal.press(pasted(payload))
    terminal.wait_for(gone=[f"/ {_SAID('search.hint_article')}"])
    terminal.press(_ESCAPE)
    terminal.wait_for("c comments", gone=[_SAID("footer.find.close")])
    terminal.press("q")
    terminal.wait_for("enter open")


def _feeds(terminal: PtyProgram) -> None:
    """Every feed under the cursor of their page, before and after its address was found not to answer."""
    terminal.press("gf")
    terminal.wait_for(_SAID("health.title"))
    terminal.press("R")
    # those in trouble come to the top, the cursor stays on its own: only when they stand there is the top theirs
    terminal.wait_for("with trouble", "does not answer")
    terminal.press("gg")
    step_to(terminal, "j", _in_trouble)
    terminal.press("E")
    terminal.wait_for(_SAID("feeds.name"), _SAID("health.no_answer", host="127.0.0.1"))
    terminal.press(_ESCAPE)
    terminal.wait_for(gone=[_SAID("feeds.name")])
    in_facts = f"enter {_SAID('fix.do')}"
    terminal.press("\r")
    terminal.wait_for(_SAID("look.what"), in_facts)
    terminal.press(_ESCAPE)
    terminal.wait_for(
        _SAID("footer.feeds.open"), gone=[in_facts]
    )  # Escape and a key at once are Alt and that key
    for _ in range(10):
        _step(terminal, "j")
    terminal.press(_ESCAPE)
    terminal.wait_for(gone=[_SAID("health.title")])


def _sources(terminal: PtyProgram) -> None:
    """The sources with the feeds' names, the cursor on many of them."""
    terminal.press("\t")
    terminal.wait_for(_SAID("footer.feed.edit"))
    terminal.press("gg")
    for _ in range(12):
        _step(terminal, "j")
    terminal.press(_ESCAPE)
    terminal.wait_for("enter open", gone=[_SAID("footer.feed.edit")])


def _step(terminal: PtyProgram, key: str) -> None:
    """One line down or up, and seen."""
    before = _above_status(terminal.shown())
    terminal.press(key)
    terminal.wait_until(lambda screen: _above_status(screen) != before, "the next source")


def step_to(terminal: PtyProgram, key: str, fits: Callable[[str], bool], most: int = 80) -> None:
    """One line at a time, each seen, to the one that is meant."""
    for _ in range(most):
        if fits(terminal.shown()):
            return
        _step(terminal, key)
    raise AssertionError(f"no such source:\n{terminal.shown()}")


def _above_status(screen: str) -> str:
    """All panes: sources may be called alike, so that the chosen line alone does not tell which it is."""
    return screen.rstrip("\n").rpartition("\n")[0].rpartition("\n")[0]


def _in_trouble(screen: str) -> bool:
    return any(re.match(r"▌.*does not answer", line) for line in screen.splitlines())


def pasted(text: str) -> str:
    """As a terminal brackets what is pasted."""
    return f"\x1b[200~{text}\x1b[201~"
