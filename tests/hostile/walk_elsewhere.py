"""The rest of the walk: every dialog, place and page that asks, lists or tells something of strangers' texts."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile.material import PAYLOADS, SEQUENCES
from tests.hostile.pty_program import PtyProgram
from tests.hostile.walk import ALL, pasted, step_to
from tui_reader.strings import words
from tui_reader.ui.keys import sentence_of

_SAID = words("en")
_ESCAPE, _DONE, _NEW, _KEEP = "\x1b", "\x13", "\x0e", "\x13"
_NOTHING = lambda: None  # noqa: E731


class Elsewhere:
    """Goes there and comes back; each step waits for what it led to."""

    def __init__(self, terminal: PtyProgram, site: str, folder: Path) -> None:
        """``site``: a page that names feeds, all of them hostile; ``folder``: where files may be written."""
        self._terminal, self._site, self._folder = terminal, site, folder

    def walk(self) -> None:
        """All of it."""
        self._terminal.wait_for(_SAID("view.unread"), _SAID("footer.later"))
        self._marks()
        self._lists()
        self._in_an_article()
        self._comments()
        self._discovery()
        self._files()

    def _opened(self, keys: str, *signs: str, then: Callable[[], None] = _NOTHING) -> None:
        """A dialog that shows these signs, and its end."""
        before = self._terminal.shown()
        gone = [sign for sign in signs if sign not in before]
        assert gone, f"{signs} stand there already"
        self._terminal.press(keys)
        self._terminal.wait_for(*signs)
        then()
        self._terminal.press(_ESCAPE)
        self._terminal.wait_for(gone=gone)

    def _do(self, keys: str, *signs: str) -> None:
        self._terminal.press(keys)
        self._terminal.wait_for(*signs)

    def _find(self, word: str) -> None:
        """The one article that has this word, opened."""
        terminal = self._terminal
        self._all()
        self._do("g/", f"/ {_SAID('search.hint')}"[:24])
        terminal.press(word)
        terminal.wait_for(f"/ {word}", _SAID("search.results", n=1))
        terminal.press("\r")
        terminal.wait_for("enter open", gone=["tab everywhere"])
        self._do("\r", "c comments", word)

    def _all(self) -> None:
        """The list of all articles, from its top."""
        self._terminal.press("ga")
        self._terminal.wait_until(lambda screen: bool(ALL.search(screen)), "the list of all articles")

    def _marks(self) -> None:
        """Marks, tags with hostile names, and what was done, told and taken back."""
        terminal = self._terminal
        self._all()
        for key in ("m", "s", "a", "d", "S"):
            terminal.press(key)
        self._do("t", _SAID("ask.tags"))
        terminal.press(pasted(f"tag {PAYLOADS[8]} {PAYLOADS[20]}"))
        terminal.press("\r")
        terminal.wait_for(gone=[_SAID("ask.tags")])
        self._opened("t", _SAID("ask.tags"))
        self._opened("Mo", _SAID("ask.older_hint"))
        for keys in ("Ma", "u", "Mb", "u", "Mf", "u", "A", "u", "\x12", "u"):
            terminal.press(keys)
        self._opened("gh", _SAID("undo.history"))

    def _lists(self) -> None:
        """Places, a search kept under a hostile name, and what may be taken along."""
        terminal = self._terminal
        for keys, name in (("gc", "discussions"), ("gu", "unread")):
            terminal.press(keys)
            terminal.wait_for(_SAID(f"view.{name}"))
            terminal.press(_ESCAPE)
        self._all()
        self._opened("D", _SAID("trip.text_only"))
        self._do("g/", f"/ {_SAID('search.hint')}"[:24])
        terminal.press("KNR")
        terminal.wait_for("/ KNR", "]2;KNR")
        self._do("\r", "enter open")
        self._do(_KEEP, _SAID("search.keep_as"))
        terminal.press(pasted(f"kept {PAYLOADS[2]}{PAYLOADS[19]}"))
        terminal.press("\r")
        terminal.wait_for(gone=[_SAID("search.keep_as")])
        self._all()

    def _in_an_article(self) -> None:
        """Its links by letter and by list, its outline, its pictures, its forms to copy and save."""
        terminal = self._terminal
        self._find("BODY08")
        for key, sign in (
            ("L", _SAID("article.links")),
            ("O", _SAID("article.outline")),
            ("I", f"{_SAID('article.source')}: "),
        ):
            self._opened(key, sign)
        self._opened("f", "Shift: browser")
        self._opened("i", "nearer, farther")
        self._opened("Y", "Copy as")
        self._do(_KEEP, "HTML")
        terminal.press("\r")
        terminal.wait_for(_SAID("ask.file"))
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=[_SAID("ask.file")])
        for keys in ("+", "+", "-", "F", "F", "\t", "\x1b[Z", ".", ",", " ", "b", "'", "\x0c"):
            terminal.press(keys)
        self._opened("T", _SAID("aa.size"), _SAID("aa.measure"))
        terminal.press("0")
        self._opened("v", f"y {_SAID('select.copy')}", then=lambda: terminal.press("jj"))
        self._do("v", f"y {_SAID('select.copy')}")
        terminal.press("jy")
        terminal.wait_for("copied", gone=[f"y {_SAID('select.copy')}"])
        self._do("y", _SAID("notice.link_copied"))

    def _comments(self) -> None:
        """A discussion found in, sorted, folded, answered, followed; the answer in the outbox; other sites to ask."""
        terminal = self._terminal
        self._find("LOOSEBODY")
        self._do("c", "SAID00")
        self._opened("\\", _SAID("comments.sort"), _SAID("comments.sort.liked"))
        self._do("/", "esc close")
        terminal.press("KNR")
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=["esc close"])
        self._do("C", "draft kept")
        terminal.press(pasted(f"answer {SEQUENCES[0]} {SEQUENCES[8]}"))
        terminal.press(_DONE)
        terminal.wait_for(_SAID("opinion.keep"))
        terminal.press("\r")
        terminal.wait_for(gone=[_SAID("opinion.keep")])
        self._do("go", _SAID("view.outbox"), "answer")
        self._opened("\r", _SAID("letter.do.withdraw"))
        self._palette("discussion.find", _SAID("comments.elsewhere.ask")[:21])
        for keys in ("zM", "zR", "z1", "za", "za", "<", ">", ",", ".", "\t"):
            terminal.press(keys)
        self._all()

    def _palette(self, action: str, *signs: str) -> None:
        """By the list of all commands."""
        terminal = self._terminal
        self._command(action)
        terminal.wait_for(*signs)
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=signs)

    def _command(self, action: str) -> None:
        """Chosen from the list of all commands by its words."""
        terminal = self._terminal
        self._do(":", _SAID("palette.hint"))
        terminal.press(sentence_of(action, _SAID))
        terminal.wait_for(sentence_of(action, _SAID))
        terminal.press("\r")
        terminal.wait_for(gone=[_SAID("palette.title")])

    def _discovery(self) -> None:
        """Feeds of hostile names found at an address, looked at and followed; newspapers, a form of a feed and of a folder."""
        terminal = self._terminal
        self._do(_NEW, _SAID("feeds.add_hint"))
        terminal.press(pasted(self._site))
        terminal.press("\r")
        terminal.wait_for("FOUND00", "FOUND01")
        terminal.press("j")
        terminal.press(" ")
        terminal.press("\r")
        terminal.wait_for("FOUND01", _SAID("list.articles", n=1), gone=[_SAID("feeds.add")])
        self._palette("feed.starter", "[ ] ")
        self._opened("E", _SAID("feeds.name"))
        terminal.press("B")
        terminal.wait_for(gone=[_SAID("view.discussions")])
        terminal.press("B")
        terminal.wait_for(_SAID("view.discussions"), f"E {_SAID('footer.feed.edit')}")
        terminal.press("gg")
        for row, sign in ((r"▌ +KNR", "search.drop"), (r"▌ *▾ ", "feeds.inside")):
            step_to(terminal, "j", partial(_stands_at, row))
            self._opened("E", _SAID(sign))
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=[f"E {_SAID('footer.feed.edit')}"])
        self._opened("gf", _SAID("health.title"))
        self._opened("?", _SAID("help.title"))
        self._command("go.look")
        terminal.press("ga\x03")

    def _files(self) -> None:
        """Lists taken over and written under hostile names, an article saved under one."""
        terminal = self._terminal
        for action, path in (
            ("feed.export", f"KNR{PAYLOADS[7]}/x"),
            ("feed.import", f"/KNR{SEQUENCES[0]}\u202e"),
        ):
            self._command(action)
            terminal.wait_for(_SAID(action.replace("feed.", "feeds.")), _SAID("button.cancel"))
            terminal.press(pasted(path))
            terminal.press("\r")
            terminal.wait_for(gone=[_SAID("button.cancel")])
        self._find("BODY20")
        self._do(_KEEP, _SAID("save.as_html"))
        self._do("\r", _SAID("ask.file"))
        terminal.press(pasted(f"/nowhere/KNR{SEQUENCES[2]}"))
        terminal.press("\r")
        terminal.wait_for("cannot be written")


def _stands_at(row: str, screen: str) -> bool:
    """Whether a line of the screen begins so."""
    return any(re.match(row, line) for line in screen.splitlines())
