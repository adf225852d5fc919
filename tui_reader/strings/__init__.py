"""Every word on screen, in the reader's language, and how that language writes numbers and dates."""

from tui_reader.strings.catalogue import LANGUAGES, Fact, Words, language, words

__all__ = ["LANGUAGES", "Fact", "Words", "language", "words"]
