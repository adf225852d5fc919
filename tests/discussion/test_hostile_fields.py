"""Every hostile text in every field of a comment, in every format: what comes of it is letters, and nothing is lost beside it."""

from __future__ import annotations

import pytest

from tests.discussion.formats import FORMATS, Format
from tests.discussion.reading import ask
from tests.discussion.server.talk import Said, Talk
from tests.discussion.test_faults import PAGE_OF, read
from tests.hostile.material import PAYLOADS
from tests.model.test_scrub import longest_run_of_marks
from tui_reader.content.document import text_of
from tui_reader.discussion.detect import source_named
from tui_reader.engine.comment_jobs import make_comments
from tui_reader.model.document import Paragraph
from tui_reader.model.scrub import UNSAFE, is_blank
from tui_reader.model.urls import is_web


def hostile() -> Talk:
    """Each of them as a name and as a text, and a comment as people write behind them."""
    said = [Said(number, 0, one, f"<p>{one}</p>") for number, one in enumerate(PAYLOADS, 1)]
    return Talk([*said, Said(len(said) + 1, 0, "Lan Anh", "<p>Vẫn còn đây.</p>")])


def answer(form: Format) -> bytes:
    """What the format's site says, with them in it."""
    source = source_named(form.source)
    assert source is not None
    got = ask(source.addresses(PAGE_OF.get(form.name) or form.url)[0], form.speaker, {"blog": hostile()})
    assert got is not None
    return got.body


@pytest.mark.hostile("H37", "H38", "H39", "H40", "H41", "H42", "H44", "H45", "H46", "H47")
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_no_field_of_a_comment_holds_more_than_letters(form: Format) -> None:
    made = make_comments(read(form, answer(form), "application/json").comments, form.url)
    assert made
    for data, document, text in made:
        lines = [text_of(block) or "" for block in document.blocks]
        for one in (data.author, text, *lines):
            assert not UNSAFE.search(one), (form.name, one)
            assert longest_run_of_marks(one) <= 4, (form.name, one)
        assert "\n" not in data.author
        assert not data.author or not is_blank(data.author)
        assert all(not one or is_web(one) for one in (data.url, data.author_url))
        spans = [span for block in document.blocks if isinstance(block, Paragraph) for span in block.spans]
        assert all(not span.href or is_web(span.href) for span in spans)


@pytest.mark.hostile("H42", "H51")
@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_what_comes_behind_hostile_comments_is_whole(form: Format) -> None:
    made = make_comments(read(form, answer(form), "application/json").comments, form.url)
    if form.name == "feed_rss":  # the newest ten, the newest first
        made = made[::-1]
    pages = {"discourse": 20, "tuoitre": 20, "vnexpress": 24}
    if len(made) >= pages.get(form.name, 10_000) - 1:
        return  # it stands on the next page
    assert (made[-1][0].author, made[-1][2]) == ("Lan Anh", "Vẫn còn đây.")
