"""Turns strangers' HTML, Markdown and plain text into documents; runs in workers only, builds no tree."""

from tui_reader.content.convert.convert import CONVERTER_VERSION, convert
from tui_reader.content.convert.words import excerpt

__all__ = ["CONVERTER_VERSION", "convert", "excerpt"]
