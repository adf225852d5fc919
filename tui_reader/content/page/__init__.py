"""Finds the article in a whole web page, and what the page says of it; runs in workers only, knows trafilatura."""

from tui_reader.content.page.page import Page, read_page, read_page_talk

__all__ = ["Page", "read_page", "read_page_talk"]
