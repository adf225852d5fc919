"""Every format, every case: the tree that must come of it stands in ``expected/FORMAT.txt``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.discussion.formats import FORMATS, Format
from tests.discussion.reading import read_all, told
from tests.discussion.server.talk import CASES

EXPECTED = Path(__file__).parent / "expected"


def sections(name: str) -> dict[str, str]:
    """The trees of a file, by case."""
    parts = (EXPECTED / f"{name}.txt").read_text("utf-8").split("== ")[1:]
    return {title.strip(): tree.strip("\n") for title, _, tree in (part.partition("\n") for part in parts)}


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_discussion_becomes_the_tree_that_was_meant(form: Format, case: str) -> None:
    found = read_all(form.source, form.url, form.speaker, {"blog": CASES[case]()})
    assert told(found) == sections(form.name)[case]
