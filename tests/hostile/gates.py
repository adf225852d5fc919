"""What may not stand in the program, found in its source: the bans of hostile.md, 7, that no rule of the linter knows."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.conftest import ROOT

PROGRAM = ROOT / "tui_reader"
DRAWING = frozenset({"Static"})
"""Widgets of the toolkit we draw text with; they read markup in a plain ``str``."""
WIDGETS = DRAWING | {"Input", "TextArea"}
"""All that may be taken from the toolkit: the others read markup in more places than one."""
RENDERED = frozenset({"Text", "Content", "preview"})
"""Makers of text that is no markup; ``found_feeds.preview`` answers a ``Text``."""
TITLES = frozenset({"border_title", "border_subtitle", "tooltip"})
"""Attributes that read markup."""
SCREENS = frozenset({"app", "screen", "self"})
ANSWERS = frozenset({"response", "answer", "reply", "result"})


def broken(file: Path, source: str | None = None) -> Iterator[str]:
    """What of a file is against a ban, with its line."""
    tree = ast.parse(file.read_text("utf-8") if source is None else source)
    for node in ast.walk(tree):
        for why in _of(node, file):
            yield f"{file.name}:{getattr(node, 'lineno', 0)}: {why}"


def _of(node: ast.AST, file: Path) -> Iterator[str]:
    if isinstance(node, ast.ImportFrom) and node.module == "textual.widgets":
        for name in node.names:
            if name.name not in WIDGETS:
                yield f"{name.name}: not a widget whose ways with markup we know"
    if isinstance(node, ast.Call):
        yield from _call(node)
    if (
        isinstance(node, ast.Attribute)
        and node.attr == "text"
        and "sources" in file.parts
        and _name(node.value) in ANSWERS
    ):
        yield ".text of an answer: its charset is whatever a stranger says"
    if isinstance(node, ast.Assign) and _titles(node) and not _is_ours(node.value):
        yield "a title that reads markup"


def _titles(node: ast.Assign) -> bool:
    return any(isinstance(to, ast.Attribute) and to.attr in TITLES for to in node.targets)


def _call(call: ast.Call) -> Iterator[str]:
    name = _name(call.func)
    given = {word.arg: word.value for word in call.keywords}
    if (
        name == "parse"
        and _owner(call.func) == "feedparser"
        and [_called(one) for one in call.args[:1]] != ["BytesIO"]
    ):
        yield "feedparser opens what it is given as a str or bytes"
    if isinstance(given.get("shell"), ast.Constant) and given["shell"].value is not False:  # type: ignore[attr-defined]
        yield "a shell"
    if isinstance(given.get("verify"), ast.Constant) and not given["verify"].value:  # type: ignore[attr-defined]
        yield "certificates unchecked"
    if name == "notify" and _owner(call.func) in SCREENS:
        yield "the toolkit's notices read markup"
    drawn = name in DRAWING or (name == "update" and _is_static(call.func))
    if drawn and call.args and "markup" not in given and not _is_ours(call.args[0]):
        yield "a str to a widget that reads markup"


def _is_ours(value: ast.expr) -> bool:
    """A text without markup, or a word of our own."""
    if isinstance(value, ast.Constant):
        return True
    if isinstance(value, ast.Call):
        name = _name(value.func)
        return name in RENDERED or name in ("words", "_words")
    return False


def _is_static(function: ast.expr) -> bool:
    """``query_one(…, Static).update`` and the like; a ``dict`` or ``set`` has the same word."""
    if not isinstance(function, ast.Attribute):
        return False
    owner = function.value
    if isinstance(owner, ast.Call) and _name(owner.func) == "query_one":
        return len(owner.args) == 2 and _name(owner.args[1]) in DRAWING
    return _name(owner) in ("_title", "_below", "_keys", "line", "there", "trouble")


def _called(value: ast.expr) -> str:
    """What is called, where it is a call."""
    return _name(value.func) if isinstance(value, ast.Call) else ""


def _owner(function: ast.expr) -> str:
    """Whose function it is."""
    return _name(function.value) if isinstance(function, ast.Attribute) else ""


def _name(node: ast.expr) -> str:
    """The last name of a dotted one."""
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
