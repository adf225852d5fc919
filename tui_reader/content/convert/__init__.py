"""Turns strangers' HTML, Markdown and plain text into documents; runs in workers only, builds no tree."""

from tui_reader.content.convert.convert import convert
from tui_reader.content.convert.words import excerpt
from tui_reader.content.document import CONVERTER_VERSION

__all__ = ["CONVERTER_VERSION", "convert", "excerpt"]
