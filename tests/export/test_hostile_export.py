"""A hostile article, exported, has no script and leads nowhere it may not."""

import pytest

from tests.export.elements import Elements
from tui_reader.export import Letterhead, as_html, as_markdown
from tui_reader.model.document import (
    Cell,
    Code,
    Document,
    Embed,
    Figure,
    Heading,
    ImageRef,
    Listing,
    Mark,
    Paragraph,
    Quote,
    Span,
    Table,
)

EVIL = (
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    'https://ok.example/"onload="alert(1)',
    "https://ok.example/> <script>alert(1)</script>",
    "https://ok.example/a>\n# Heading",
    "file:///etc/passwd",
    "JaVaScRiPt:alert(1)",
)
SAID = '</figcaption><script>alert(1)</script><img src=x onerror="alert(1)"> [x](javascript:alert(1)) <!--'


def hostile(url: str) -> tuple[Document, Letterhead]:
    """An article whose every text and address is hostile."""
    said = Span(SAID, Mark.BOLD, url)
    image = ImageRef(url, SAID, SAID, SAID)
    blocks = (
        Heading(2, (said,)),
        Paragraph((said,)),
        Figure(image, (said,), SAID),
        Quote((Paragraph((said,)),), SAID),
        Listing(((Paragraph((said,)),),)),
        Code(SAID, 'x" onload="alert(1)'),
        Table(((Cell((said,)), Cell((said,))),), (said,)),
        Embed("video", url, SAID),
    )
    return Document(blocks, ((SAID, url),)), Letterhead(
        SAID, SAID, SAID, url, (SAID,), 'vi" onload="alert(1)'
    )


@pytest.mark.parametrize("url", EVIL)
@pytest.mark.parametrize("inside", [None, {}, {EVIL[3]: "data:image/png;base64,AAAA"}])
def test_a_hostile_article_as_html_has_no_script_and_leads_nowhere_it_may_not(
    url: str, inside: dict[str, str] | None
) -> None:
    document, head = hostile(url)
    elements = Elements()
    elements.feed(as_html(document, head, inside))
    assert "script" not in {tag for tag, _, _ in elements.found}
    assert not [name for _, name, _ in elements.found if name.startswith("on")]
    for tag, name, value in elements.found:
        if name == "href":
            assert value.startswith("https://ok.example/"), (tag, value)
        if name == "src":
            allowed = ("data:image/png;base64,", *(("https://ok.example/",) if inside is None else ()))
            assert value.startswith(allowed), (tag, value)


@pytest.mark.parametrize("url", EVIL)
def test_a_hostile_article_as_markdown_becomes_html_without_script_or_such_links(url: str) -> None:
    from markdown_it import MarkdownIt

    document, head = hostile(url)
    without = Document(
        tuple(block for block in document.blocks if not isinstance(block, Code)), document.related
    )
    written = as_markdown(without, head)
    shown = Elements()
    shown.feed(MarkdownIt("commonmark", {"html": True}).enable("table").render(written))
    assert "script" not in {tag for tag, _, _ in shown.found}
    for tag, name, value in shown.found:
        assert not name.startswith("on"), tag
        if name in ("href", "src"):
            assert value.startswith(("https://ok.example/", "file:///")), (tag, value)
            assert name == "src" or not value.startswith("file:"), (tag, value)
