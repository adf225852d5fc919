"""The door of the room: one delivered text in, one document and its texts out."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tui_reader.content.convert import inside, markdown, words
from tui_reader.content.convert.elements import Read, read_html
from tui_reader.content.convert.markup import LARGEST
from tui_reader.content.convert.plain import read_plain
from tui_reader.content.convert.polish import beside, polish
from tui_reader.content.convert.related import sift
from tui_reader.content.counting import count
from tui_reader.content.figures_and_links import figures
from tui_reader.model import urls
from tui_reader.model.document import Converted, Document, ImageRef, plain
from tui_reader.model.entry import Content
from tui_reader.model.scrub import scrub_line

_MOST_IMAGES = 500  # taken from beside one body (hostile.md H59)


def convert(
    content: Content, *, images: Sequence[ImageRef] = (), title: str = "", lead: str = ""
) -> Converted:
    """The article of one delivered text of type text/html, text/markdown or text/plain (others are read as HTML).

    ``images`` are pictures listed beside the body, ``title`` and ``lead`` what the page may repeat.
    """
    blocks, related, places = _read(content)
    blocks = polish(blocks, title, lead)
    if images:
        blocks = beside(blocks, [_cleaned(image, content.base) for image in images[:_MOST_IMAGES]])
    blocks = inside.lead(blocks, places)
    document = Document(tuple(blocks), tuple(dict.fromkeys(related)))
    shown = figures(document)
    body = words.body_text(blocks)
    return Converted(
        document=document,
        body=body,
        captions=words.caption_text(shown),
        excerpt=words.excerpt(words.opening(blocks)),
        words=count(body),
        images=tuple(
            [
                replace(f.image, caption=plain(f.caption), credit=f.credit)
                for f in shown
                if f.image is not None
            ]
        ),
    )


def _read(content: Content) -> Read:
    kind = content.type.partition(";")[0].strip().lower()
    if kind == "text/markdown" and not markdown.is_too_much(content.value):
        return read_html(markdown.to_html(content.value), content.base)
    if kind in ("text/plain", "text/markdown"):
        return read_plain(content.value[:LARGEST]), [], {}
    blocks, related, places = read_html(content.value, content.base)
    kept, sifted = sift(blocks)
    return kept, related + sifted, places


def _cleaned(image: ImageRef, base: str) -> ImageRef:
    url = urls.clean(image.url, base)
    return replace(
        image,
        url=url if urls.is_web(url) else "",
        alt=scrub_line(image.alt),
        caption=scrub_line(image.caption),
        credit=scrub_line(image.credit, 200),
    )
