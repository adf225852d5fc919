"""Why this article was found: the search as it was understood, part by part, with the passages that show it."""

from __future__ import annotations

from typing import Final

from rich.text import Text

from tui_reader.model.explanation import Explanation
from tui_reader.strings import Words

FOUND: Final = "bold underline"
"""How words that were looked for are told apart: never by colour alone."""


def told(explanation: Explanation, words: Words) -> Text:
    """As it is shown, the words that were looked for underlined."""
    text = Text(words("explain.understood", query=explanation.query) + "\n")
    for reason in explanation.reasons:
        sign = "✓" if reason.holds == reason.wanted else "–"
        text.append(f"\n{sign} {'' if reason.wanted else '-'}{reason.said}\n", "bold")
        for place in reason.places:
            text.append(f"  {words(f'explain.{place.part}')}: ", "dim")
            passage = Text(place.text)
            for start, end in place.hits:
                passage.stylize(FOUND, start, end)
            text.append_text(passage).append("\n")
    text.append("\n" + words("explain.found" if explanation.found else "explain.not_found"))
    return text
