"""Filled in next; the area exists so that the catalogue loads."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {}
