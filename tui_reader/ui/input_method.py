"""Stands before the keymap and finds which key was pressed when a Vietnamese input method rewrites what arrives.

Methods that rewrite (UniKey, EVKey, OpenKey, bamboo without pre-edit) let a letter through and, on the next key,
send Backspaces and the joined letter: `o` `j` arrives as `o` `⌫` `ọ`. In a command context nobody means `ọ`; the
key was `j`. The decoder keeps the word as the method believes it stands on the screen, takes the Backspaces and the
letters that retype what they erased as one key, and names that key by comparing the marks. When a method gives up
on a word at its end and types it anew as it was pressed (`ọk` → `⌫⌫ojk`), that is no key at all.

What cannot be explained, and why (it does nothing, or the likelier of two):

- the case of a tone key and of the second of a doubled pair: `a` `S` and `a` `s` both arrive as `a ⌫ á` (taken as
  `s`); `o` `O` arrives as `ô`, like `o` `o` (taken in the case of the letter that shows);
- a tone taken away (`ọ` `z` → `⌫ o`) looks like the first half of a tone key pressed twice (`ọ` `j` → `⌫ o j`) until
  the next event: `z` (VNI: `0`) is reported together with that one;
- quick forms without Backspaces (`gg` → `gi`, `cc` → `ch`) look like two different keys, and of `uu` → `ươ` only `w`
  can be read: `home` does what `gg` does, or the quick forms can be switched off in the method;
- a joined letter without Backspaces: `w` → `ư`, `[` → `ơ`, keyboards that have ă â đ ê ô ơ ư as keys. `w` and `[` are
  bound to nothing for that reason (keys.md, rule 5);
- the same in the middle of a word (`a` `s` `k` → `a ⌫ á ⌫ask`) is byte for byte what `a` `s` `s` `k` is where a mark is
  taken back, and is read as those;
- Backspace pressed by the reader and then the same letter again is what retyping looks like: it is swallowed once.
"""

import unicodedata

from msgspec import Struct

EMPTY_CHARACTERS = frozenset("\u200b\u200c\u202f")
"""What some methods type and erase again to defeat autocompletion: never a key, never text."""

_MOVING = frozenset("jkhlnpb")
_BACKSPACES = frozenset({"backspace", "ctrl+h"})
_LONGEST_WORD = 128
"""Keys; methods keep no longer words either."""
_UNKNOWN = ""

_CIRCUMFLEX, _BREVE, _HORN, _BAR = "\u0302", "\u0306", "\u031b", "\u0335"
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_TONE_KEYS = {
    "telex": dict(zip(_TONES, "sfrxj", strict=True)),
    "vni": dict(zip(_TONES, "12345", strict=True)),
}
_MARK_KEYS = {
    "telex": {_BREVE: "w", _HORN: "w"},  # circumflex and bar are the letter itself: aa ee oo dd
    "vni": {_CIRCUMFLEX: "6", _HORN: "7", _BREVE: "8", _BAR: "9"},
}
_CLEAR_KEY = {"telex": "z", "vni": "0"}


class Decoded(Struct, frozen=True):
    """The keys the reader meant by one event, in order; none where it only was part of a rewriting."""

    keys: tuple[str, ...] = ()
    noticed: bool = False
    """An input method showed itself, for the first time since this decoder was made."""


class _Shown(Struct, frozen=True):
    """A letter as the method believes it stands on the screen."""

    letter: str
    at: int
    """Its key's place among the keys pressed in this word."""


class _Undecided(Struct, frozen=True):
    """A mark was taken away; the next event tells by which key."""

    again: frozenset[str]
    """Its own key, pressed again: then the key itself arrives next."""
    tone: str
    """A vowel that drew the tone over to itself: then that vowel arrives next, carrying it."""
    clear: str
    """The clearing key: anything else arrives next."""


class Decoder:
    """One word's state between key events; for command contexts only, text boxes take what arrives as it is."""

    def __init__(self, method: str = "telex") -> None:
        """`method` is "telex" or "vni"; anything else is read as "telex", which most people use."""
        self._method = method if method in _TONE_KEYS else "telex"
        self.seen = False
        """Whether an input method has shown itself yet."""
        self.reset()

    def reset(self) -> None:
        """Forget the word: after a click, a change of pane, or a text box."""
        self._word: list[_Shown] = []
        self._pressed: list[str] = []
        self._erased: list[_Shown] = []
        self._retyped: list[str] = []
        self._awaited: list[str] = []
        self._undecided: _Undecided | None = None

    def feed(self, key: str, character: str | None = None) -> Decoded:
        """One key event as the toolkit delivers it: the key's name, and its character if it has one.

        Printable keys come back as their character, all others by the name they came with.
        """
        before = self.seen
        if key in _BACKSPACES:
            keys = self._settle()
            self._erase()
        elif character is not None and len(character) == 1 and _is_text(character):
            keys = self._letter(character)
        else:
            keys = (*self._settle(), key)
            self.reset()
        return Decoded(keys, noticed=self.seen and not before)

    def word(self, text: str) -> Decoded:
        """Characters that arrived in one read: from a method that holds a word back, or a key held down.

        They count only if every one of them moves; half of a word must not mark or delete anything.
        """
        if len(text) == 1:
            return self.feed(text, text)
        before = self.seen
        self.seen = before or not text.isascii()
        keys = self._settle() + (tuple(text) if _MOVING.issuperset(text) else ())
        self.reset()
        return Decoded(keys, noticed=self.seen and not before)

    def _settle(self) -> tuple[str, ...]:
        """Decide what was left open, now that the event that could have decided otherwise did not come."""
        undecided, self._undecided = self._undecided, None
        if undecided is None or not undecided.clear:
            return ()
        self._pressed.append(undecided.clear)
        return (undecided.clear,)

    def _erase(self) -> None:
        self._awaited = []
        if self._retyped:
            self._erased, self._retyped = [], []
        gone = self._word.pop() if self._word else _Shown(_UNKNOWN, 0)
        if gone.letter not in EMPTY_CHARACTERS and len(self._erased) < _LONGEST_WORD:
            self._erased.insert(0, gone)

    def _letter(self, letter: str) -> tuple[str, ...]:
        # é and à stand on French keyboards too: Latin-1 letters tell something only after a Backspace
        telling = _is_joined(letter) and (bool(self._erased) or ord(letter) > 0xFF)
        self.seen = self.seen or telling or letter in EMPTY_CHARACTERS
        undecided = self._undecided
        if undecided and letter.lower() in undecided.again:
            self._undecided = None
            return self._plain(letter)
        if undecided and undecided.tone and _taken_apart(letter)[2] == undecided.tone:
            self._undecided = None
            return self._plain(letter, _bare(letter))
        settled = self._settle()
        if letter in EMPTY_CHARACTERS:
            if len(self._word) < 2 * _LONGEST_WORD:
                self._word.append(_Shown(letter, len(self._pressed)))
            return settled
        if unicodedata.combining(letter):
            return settled + self._combine(letter)
        if self._awaited and letter == self._awaited[0]:
            self._word.append(_Shown(letter, len(self._pressed) - len(self._awaited)))
            del self._awaited[0]
            return settled
        if self._erased and _retypes(letter, self._erased[len(self._retyped)].letter):
            return settled + self._retype(letter)
        if self._erased and self._give_up(letter):
            return settled
        self._erased, self._retyped, self._awaited = [], [], []
        return settled + self._plain(letter)

    def _plain(self, letter: str, key: str = "") -> tuple[str, ...]:
        if len(self._pressed) >= _LONGEST_WORD:
            self.reset()
        self._word.append(_Shown(letter, len(self._pressed)))
        self._pressed.append(key or letter)
        return (key or letter,) if (key or letter).isascii() else ()

    def _combine(self, mark: str) -> tuple[str, ...]:
        """A method set to decomposed letters sends the mark alone."""
        if not self._word:
            return ()
        old = self._word.pop()
        new = unicodedata.normalize("NFC", old.letter + mark)
        self._word.append(_Shown(new, old.at))
        keys = self._explain([old.letter], [new])
        self._pressed.extend(keys)
        return keys

    def _retype(self, letter: str) -> tuple[str, ...]:
        self._word.append(_Shown(letter, self._erased[len(self._retyped)].at))
        self._retyped.append(letter)
        if len(self._retyped) < len(self._erased):
            return ()
        old, new = [shown.letter for shown in self._erased], self._retyped
        self._erased, self._retyped = [], []
        keys = self._explain(old, new)
        self._pressed.extend(keys)
        return keys

    def _give_up(self, letter: str) -> bool:
        """Whether the erased letters are being typed again as they were pressed; if so, `letter` is part of it."""
        at = self._erased[0].at
        pressed, typed = self._pressed[at:], [*self._retyped, letter]
        if self._erased[0].letter == _UNKNOWN or pressed[: len(typed)] != typed:
            return False
        self._word.append(_Shown(letter, at + len(self._retyped)))
        self._awaited = pressed[len(typed) :]
        self._erased, self._retyped = [], []
        return True

    def _explain(self, old: list[str], new: list[str]) -> tuple[str, ...]:
        """The key that makes `new` of `old`, the same letters with other marks; or none, or not yet."""
        tones, clear = _TONE_KEYS[self._method], _CLEAR_KEY[self._method]
        was, now = (
            [_taken_apart(o or _bare(n)) for o, n in zip(old, new, strict=True)],
            list(map(_taken_apart, new)),
        )
        tone_was, tone_now = (
            next((tone for _, _, tone in reversed(parts) if tone), "") for parts in (was, now)
        )
        put = {
            self._mark_key(letter, mark)
            for (letter, mark, _), before in zip(now, was, strict=True)
            if mark and mark != before[1]
        }
        taken = {
            self._mark_key(letter, mark).lower()
            for (letter, mark, _), after in zip(was, now, strict=True)
            if mark and not after[1]
        }
        if tone_was != tone_now:
            if put or taken:
                return ()
            if tone_now:
                return (tones[tone_now],)
            self._undecided = _Undecided(frozenset(tones[tone_was]), tone_was, clear)
        elif len(put) == 1:
            return tuple(put)
        elif taken and not put:
            self._undecided = _Undecided(frozenset(taken), "", "")
        return ()

    def _mark_key(self, letter: str, mark: str) -> str:
        return _MARK_KEYS[self._method].get(mark, letter)


def _is_text(character: str) -> bool:
    return character in EMPTY_CHARACTERS or (character.isprintable() and not character.isspace())


def _is_joined(letter: str) -> bool:
    return (
        letter in "đĐ" or unicodedata.combining(letter) > 0 or unicodedata.normalize("NFD", letter) != letter
    )


def _taken_apart(letter: str) -> tuple[str, str, str]:
    """Letter, mark and tone: `ậ` is `a`, circumflex, dot below. The bar of `đ` counts as a mark."""
    if letter in "đĐ":
        return ("d" if letter == "đ" else "D"), _BAR, ""
    parts = unicodedata.normalize("NFD", letter)
    mark = next((part for part in parts[1:] if part in {_CIRCUMFLEX, _BREVE, _HORN}), "")
    return parts[0], mark, next((part for part in parts[1:] if part in _TONES), "")


def _bare(letter: str) -> str:
    return _taken_apart(letter)[0]


def _retypes(letter: str, erased: str) -> bool:
    """Whether `letter` is `erased` with the same or other marks; of one typed before our time only marks tell."""
    return _is_joined(letter) if erased == _UNKNOWN else _bare(letter) == _bare(erased)
