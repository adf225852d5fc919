"""Beyond the screens of everyday: commands of the reader's own, rules, settings, and every key not pressed before."""

from __future__ import annotations

from tests.hostile.material import PAYLOADS
from tests.hostile.walk import pasted
from tests.hostile.walk_elsewhere import Elsewhere
from tui_reader.strings import words

_SAID = words("en")
_ESCAPE = "\x1b"
SAYS = "says KNR"
COMMANDS = """
[pipe]
"says KNR" = ["printf", 'PRINTED \\033]52;c;S05S\\007 \\233 [/x] KNR']
"other [red]" = ["cat"]

[keys]
"my.hostile" = { keys = ["X"], do = ["move.return"], title = "\\u001b]52;c;S05S\\u0007 [/x] KNR" }
"""
"""Commands in the reader's configuration, one of which prints what a terminal would obey."""


class Beyond(Elsewhere):
    """Goes everywhere else first, and leaves the program at the end."""

    def walk(self) -> None:
        """All of it."""
        super().walk()
        self._outside()
        self._rules()
        self._keys()
        self._every_other_key()
        self._small()
        self._terminal.press("Q")
        assert self._terminal.wait_for_end() == 0

    def _outside(self) -> None:
        """What a command of the reader's own prints of an article, why it was found, what there is to set."""
        terminal = self._terminal
        self._find("BODY12")
        self._command("explain")
        terminal.wait_for(_SAID("explain.found"))
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=[_SAID("explain.found")])
        self._do("|", SAYS)
        terminal.press("\r")
        terminal.wait_for("PRINTED")
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=["PRINTED"])
        self._opened("g,", _SAID("settings.title"), "(MB)")
        self._all()
        self._opened("M/", _SAID("ask.matching"))
        for keys in ("xjx", "V"):
            self._do(keys, " selected")
            terminal.press(_ESCAPE)
            terminal.wait_for(gone=[" selected"])
        self._do("P", _SAID("play.nothing"))
        for action in (
            "mark.all",
            "open.browser_read",
            "find.order",
            "find.clear",
            "feed.next",
            "feed.previous",
            "go.tag",
        ):
            self._command(action)
            terminal.press(_ESCAPE)
            terminal.wait_for("enter open")
            self._all()

    def _rules(self) -> None:
        """What is done to new articles, of hostile queries and names, tried and kept."""
        terminal = self._terminal
        self._find("BODY03")
        self._do("gq", _SAID("rule.hint"))
        self._do("\r", f"ctrl+d {_SAID('rule.drop')}")
        terminal.press(pasted(f"rule {PAYLOADS[8]}[/x]"))
        terminal.press(_ESCAPE)
        terminal.wait_for(gone=[_SAID("rule.drop")])
        self._all()

    def _keys(self) -> None:
        """A key pressed for an action, and not kept; a macro's hostile title stands among them."""
        terminal = self._terminal
        self._command("go.keys")
        terminal.wait_for(_SAID("keys.filter"))
        terminal.press("KNR")
        terminal.wait_for("my.hostile")
        self._do("\r", _SAID("keys.menu.new"))
        self._do("\r", _SAID("keys.waiting"))
        self._do("Z", _SAID("keys.free", key="Z"))
        for sign in (_SAID("keys.keep"), _SAID("keys.menu.new"), "my.hostile"):
            terminal.press(_ESCAPE)
            terminal.wait_for(gone=[sign])
        self._all()

    def _every_other_key(self) -> None:
        """What moves, marks and goes without asking; each is done, wherever it leads."""
        terminal = self._terminal
        self._all()
        for keys in (
            "j",
            "k",
            "\x04",
            "\x15",
            "\x06",
            "\x02",
            "l",
            "h",
            "n",
            "p",
            "J",
            "K",
            "gs",
            "gr",
            "gl",
            "gy",
            "gt",
            "U",
            "U",
        ):
            terminal.press(keys)
            terminal.shown()
        for keys in ("ga", "e", "<", ">", "R", "r", "o", "zM", "zR", "za", "zo", "zs", "gg", "G"):
            terminal.press(keys)
            terminal.shown()
        self._all()
        terminal.press("H")
        terminal.press(_ESCAPE)
        terminal.wait_for("enter open")
        self._all()

    def _small(self) -> None:
        """A window too small, and back."""
        self._terminal.resize(100, 6)
        self._terminal.wait_for("too small")
        self._terminal.resize(200, 50)
        self._terminal.wait_for(_SAID("footer.later"))
