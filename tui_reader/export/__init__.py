"""Writes an article down as text, Markdown, HTML, EPUB or JSON; pure."""

from tui_reader.export.as_epub import Book, Chapter, as_epub
from tui_reader.export.as_html import as_html, as_html_pages
from tui_reader.export.as_json import as_json
from tui_reader.export.as_markdown import as_markdown
from tui_reader.export.as_quotation import as_quotation, as_title_and_link
from tui_reader.export.as_text import as_text
from tui_reader.export.letterhead import Letterhead, letterhead

__all__ = [
    "Book",
    "Chapter",
    "Letterhead",
    "as_epub",
    "as_html",
    "as_html_pages",
    "as_json",
    "as_markdown",
    "as_quotation",
    "as_text",
    "as_title_and_link",
    "letterhead",
]
