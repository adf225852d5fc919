"""The short way for ordinary articles: what takes it, and what it leaves to the walk over all tags.

That both make the same article of everything is told by test_flat.py.
"""

from __future__ import annotations

import pytest

from tui_reader.content.convert import quick
from tui_reader.content.convert.elements import read_html
from tui_reader.content.convert.quick_lines import StrangeError
from tui_reader.content.convert.walk import Walk

_ORDINARY = (
    '<div class="body"><p>Một <b>đoạn</b> với <a href="/a?b=1&amp;c=2" target="_blank">liên kết</a>.</p>\n'
    '<h2>Đầu đề</h2><p class="Normal">Hai&nbsp;<em>ba</em><br/>bốn</p><!-- more -->'
    "<ul><li>một</li> <li><strong>hai</strong></li></ul><ol><li>ba</li></ol>"
    "<blockquote><p>Trích</p><p>dẫn</p></blockquote>"
    '<figure><img src="/1.jpg" alt="Cầu" width="800"/><figcaption>Cầu mới. Ảnh: TTXVN</figcaption></figure>'
    "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table></div>lời cuối"
)


def test_an_ordinary_article_needs_no_walk_over_its_tags(monkeypatch: pytest.MonkeyPatch) -> None:
    def walked(walk: Walk, *_: object) -> None:
        raise AssertionError("walked")

    monkeypatch.setattr(Walk, "run", walked)
    blocks, _, _ = read_html(_ORDINARY, "https://site.example/")
    names = [type(block).__name__ for block in blocks]
    assert names == [
        *("Paragraph", "Heading", "Paragraph", "Listing", "Listing"),
        *("Quote", "Figure", "Table", "Paragraph"),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>a<p>b",
        "<div><p>a</p>",
        "<p>a</p></div>",
        "<b>a<p>b</p></b>",
        "a<img src='1.jpg'>",
        "<script>a</script>",
        '<p>a <a href="#note">1</a></p>',
        "<p>1 < 2</p>",
    ],
)
def test_what_is_not_well_written_or_leads_into_itself_is_not_for_the_short_way(html: str) -> None:
    with pytest.raises(StrangeError):
        quick.read(html, "", {})
