"""The one language for search, smart folders, filters and rules: text to tree, pure."""

from tui_reader.query.parse import parse

__all__ = ["parse"]
