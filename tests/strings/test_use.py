"""What the program asks for is there: every id spelt out in the code is in the catalogue."""

import ast
from pathlib import Path

import pytest

import tui_reader
from tui_reader.model.action import Kind
from tui_reader.model.comment import CommentState
from tui_reader.model.view import Place
from tui_reader.strings import words
from tui_reader.strings.catalogue import AREAS

PACKAGE = Path(tui_reader.__file__).parent
GROUPS = {group for groups in AREAS.values() for group in groups}


def asked(path: Path) -> set[str]:
    """Ids given as the first argument to something called w, words or say."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            value = node.args[0].value
            if name.strip("_") in ("w", "words", "say") and isinstance(value, str):
                found.add(value)
    return {key for key in found if key.partition(".")[0] in GROUPS and "." in key}


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_id_in_the_code_is_in_the_catalogue(lang: str) -> None:
    files = [path for path in PACKAGE.rglob("*.py") if "strings" not in path.parts]
    missing = {key: path.name for path in files for key in asked(path) if not words(lang).has(key)}
    assert missing == {}


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_place_and_every_deed_of_the_model_has_its_words(lang: str) -> None:
    w = words(lang)
    for place in Place:
        assert w(f"view.{place}")
        assert w(f"empty.{place}")
    for kind in Kind:
        assert w(f"undo.{kind}", n=2, title="x")
        assert kind.by_rule or w(f"notice.{kind}", n=2, title="x")
    for state in CommentState:
        assert state is CommentState.OK or w(f"comments.{state}")


def told(path: Path) -> set[str]:
    """Codes given to an error of the tree as its first argument."""
    errors = (
        "RetrieveError",
        "ParseError",
        "StoreError",
        "QueryError",
        "EngineError",
        "SyncError",
        "Trouble",
    )
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in errors
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_every_error_code_in_the_code_has_its_sentence(lang: str) -> None:
    unknown = words(lang)("health.unknown", why="{}")
    codes = {code: path.name for path in PACKAGE.rglob("*.py") for code in told(path)}
    missing = {
        code: name for code, name in codes.items() if words(lang).explain(code, {}) == unknown.format(code)
    }
    assert missing == {}


def test_an_id_in_code_is_found(tmp_path: Path) -> None:
    source = tmp_path / "x.py"
    source.write_text('self.words("list.gone", n=1)\nw("button.yes")\nopen("list.txt")\n', "utf-8")
    assert asked(source) == {"list.gone", "button.yes"}
