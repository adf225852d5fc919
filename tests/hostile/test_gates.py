"""The bans hold in the whole program, and each is shown to see what it forbids."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.hostile.gates import PROGRAM, broken

RULES = {
    "TID251 feedparser.parse": "import feedparser\nfeedparser.parse(b'x')\n",
    "TID251 webbrowser": "import webbrowser\nwebbrowser.open('x')\n",
    "TID251 os.system": "import os\nos.system('x')\n",
    "TID251 Text.from_markup": "from rich.text import Text\nText.from_markup('x')\n",
    "TID251 Text.from_ansi": "from rich.text import Text\nText.from_ansi('x')\n",
    "TID251 Content.from_markup": "from textual.content import Content\nContent.from_markup('x')\n",
    "S602 a shell": "import subprocess\nsubprocess.run('x' + str(1), shell=True, check=True)\n",
    "S501 no certificates": "import httpx\nhttpx.get('https://x.example', verify=False)\n",
    "S307 eval": "eval('1')\n",
}
TREES = {
    "feedparser given bytes": "feedparser.parse(body)",
    "a shell": "subprocess.Popen(command, shell=True)",
    "certificates unchecked": "Client(verify=False)",
    "text of an answer": "title = response.text",
    "a str to Static": "Static(entry.title)",
    "a str to update": "self.query_one('#x', Static).update(f'{title}')",
    "a border title": "self.border_title = entry.title",
    "a notice": "self.app.notify(entry.title)",
    "a widget that reads markup": "from textual.widgets import OptionList",
}


def test_nothing_in_the_program_is_against_a_ban() -> None:
    assert [one for file in sorted(PROGRAM.rglob("*.py")) for one in broken(file)] == []


@pytest.mark.parametrize("source", TREES.values(), ids=TREES)
def test_each_ban_sees_what_it_forbids(source: str) -> None:
    assert len(list(broken(PROGRAM / "sources" / "x.py", source))) == 1


@pytest.mark.parametrize(("rule", "source"), RULES.items(), ids=RULES)
def test_each_rule_of_the_linter_is_on_and_sees_what_it_forbids(rule: str, source: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--output-format=concise", "--stdin-filename"]
    told = subprocess.run(
        [*command, "tui_reader/ui/x.py", "-"],
        input=source,
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    ).stdout
    assert f" {rule.split()[0]} " in told, told
