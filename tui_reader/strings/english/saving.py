"""Saving an article to a file, and copying it or a part of it."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "save.as_text": "Text",
    "save.as_markdown": "Markdown",
    "save.as_html": "Web page (HTML)",
    "save.as_epub": "Book (EPUB)",
    "save.book": ("{n} article, {year}-{month}-{day}", "{n} articles, {year}-{month}-{day}"),
    "save.too_many": "A book holds at most {n} articles. Select fewer.",
    "save.no_text": "None of these articles has its text here yet.",
    "save.left_out": ("{n} without text here was left out.", "{n} without text here were left out."),
    "save.as": "Save as",
    "copy.as": "Copy as",
    "copy.title_link": "Title and link",
    "copy.markdown_link": "Link in Markdown",
    "copy.quotation": "Quotation with source",
    "copy.markdown": "The whole article in Markdown",
    "copy.text": "The whole article as text",
    "select.chosen": "{n} selected",
    "select.links_copied": ("{n} link copied.", "{n} links copied."),
    "select.line": "line",
    "select.word": "word",
    "select.copy": "copy",
    "select.from_here": "from here",
}
