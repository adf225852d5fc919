"""An input method of the rewriting kind, as tests press its keys."""

import re
import unicodedata
from dataclasses import dataclass

_TELEX_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONES = dict(zip("12345", _TELEX_TONES.values(), strict=True))
_MARKS = {"6": ("aeo", "\u0302"), "7": ("ou", "\u031b"), "8": ("a", "\u0306"), "9": ("d", "\u0335")}
VOWELS = "aeiouy"


@dataclass
class Rewriter:
    """A small honest input method of the rewriting kind: the word's letters and marks, and one tone for the word.

    Free marking (marks may be typed at the end of the word), undo by doubling, after which the word stays as typed.
    """

    method: str
    whole_word: bool = False
    empty: str = ""
    restores: bool = False

    def __post_init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        self.letters: list[list[str]] = []
        self.tone, self.shown, self.literal, self.pressed = "", "", False, ""

    def press(self, key: str) -> list[str]:
        """What arrives for one key: characters, and ⌫ for Backspace."""
        if not (key.isalnum() or key in "[]"):
            given_up = (
                self.shown if self.restores and not (self.literal or _is_word(self.letters)) else self.pressed
            )
            arriving = [key] if given_up == self.pressed else [*"⌫" * len(given_up), *self.pressed, key]
            self.clear()
            return arriving
        self.pressed += key
        may_mark = not self.literal and (not self.restores or _is_word(self.letters))
        if not may_mark or not self._transform(key.lower(), key):
            self.letters.append([key, ""])
        new, old = self._render(), self.shown
        self.shown = new
        if new[: len(old)] == old:
            return list(new[len(old) :])
        same = (
            0
            if self.whole_word
            else next(i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b)
        )
        erased = "⌫" * (len(old) - same + len(self.empty))
        return [*self.empty, *erased, *new[same:]]

    def _transform(self, key: str, typed: str) -> bool:
        tones = _TELEX_TONES if self.method == "telex" else _VNI_TONES
        vowels = any(letter.lower() in VOWELS for letter, _ in self.letters)
        if key in tones and vowels:
            if self.tone == tones[key]:
                self.tone = ""
                return self._undone(typed)
            self.tone = tones[key]
            return True
        if key == ("z" if self.method == "telex" else "0") and self.tone:
            self.tone = ""
            return True
        if self.method == "vni":
            return key in _MARKS and self._mark(*_MARKS[key], typed)
        if key in "[]":
            self.letters.append(["o" if key == "[" else "u", "\u031b"])
            return True
        if key == "w":
            if self._mark("a", "\u0306", typed) or self._mark("ou", "\u031b", typed):
                return True
            self.letters.append(["U" if typed == "W" else "u", "\u031b"])
            return True
        return (key in "aeo" and self._mark(key, "\u0302", typed)) or (
            key == "d" and self._mark("d", "\u0335", typed)
        )

    def _mark(self, letters: str, mark: str, typed: str) -> bool:
        for letter in reversed(self.letters):
            if letter[0].lower() in letters:
                if letter[1] == mark:
                    letter[1] = ""
                    return self._undone(typed)
                letter[1] = mark
                return True
        return False

    def _undone(self, typed: str) -> bool:
        self.letters.append([typed, ""])
        self.literal = True
        return True

    def _render(self) -> str:
        at = [i for i, (letter, _) in enumerate(self.letters) if letter.lower() in VOWELS]
        place = -1
        if at:
            group = [i for i in at if all(j in at for j in range(i, at[-1] + 1))]
            marked = [i for i in group if self.letters[i][1]]
            ends_open = at[-1] == len(self.letters) - 1
            place = marked[-1] if marked else (group[-2] if ends_open and len(group) > 1 else group[-1])
        shown = (
            "đĐ"[letter == "D"] if mark == "\u0335" else letter + mark + (self.tone if i == place else "")
            for i, (letter, mark) in enumerate(self.letters)
        )
        return unicodedata.normalize("NFC", "".join(shown))


def _is_word(letters: list[list[str]]) -> bool:
    """Whether a method that checks spelling takes this for a syllable or the beginning of one."""
    plain = "".join(letter for letter, _ in letters).lower()
    return (
        re.fullmatch(
            r"(?:[bcdghklmnpqrstvx]{0,3}[aeiouy]{0,3}|[bcdghklmnpqrstvx]{0,3}[aeiouy]{1,3}(?:c|ch|m|n|ng|nh|p|t))",
            plain,
        )
        is not None
    )
