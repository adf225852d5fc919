"""Strangers' HTML made small and well nested in one linear pass, so that no parser meets what hangs it.

Cases: hostile.md, H04–H10. Only tags and attributes named here come through, each of limited length; nesting is cut
off at a depth no article needs, and the text of what is cut off stays.
"""

from __future__ import annotations

import re
from html import escape, unescape

from tui_reader.content.convert import tags
from tui_reader.model.scrub import UNSAFE, is_suspect

LARGEST = 15 * 1024 * 1024  # characters read of one text (hostile.md P5)
_DEEPEST = 220  # elements open at once; libxml2 without huge_tree stops at 256
_MOST_ATTRIBUTES = 64  # looked at in one tag
_SCAN = 40  # open elements looked through for one that a new tag closes

_NAME = re.compile(r"[A-Za-z][^\s/><]{0,63}")
_ATTRIBUTE = re.compile(r"[\s/]*([^\s/>=]+)(\s*=\s*)?")
_BARE_VALUE = re.compile(r"[^\s>]*")
_ANY_TAG = re.compile(r"<[^<>]*>")
BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_END = {name: re.compile(f"</{name}", re.IGNORECASE) for name in tags.DROPPED_WHOLE | tags.SWALLOWING}


def tame(html: str, vocabulary: tags.Vocabulary = tags.BODY) -> str:
    """The same text in tags and attributes of the vocabulary, each element closed, no control characters."""
    pass_ = _Pass(html[:LARGEST], vocabulary)
    text = pass_.run()
    return UNSAFE.sub("", BREAKS.sub("\n", text)) if is_suspect(text) else text


class _Pass:
    def __init__(self, html: str, vocabulary: tags.Vocabulary) -> None:
        self._html = html
        self._words = vocabulary
        self._out: list[str] = []
        self._open: list[str] = []
        self._suppressed: dict[str, int] = {}
        self._tags = 0
        self._in_cdata = False
        self._next_end: dict[str, int] = {}
        # What is known not to come any more is not looked for again: this keeps broken input linear.
        self._spent: set[str] = set()

    def run(self) -> str:
        html, at, end = self._html, 0, len(self._html)
        last_close = html.rfind(">")
        while at < end:
            less = html.find("<", at)
            if less < 0 or less > last_close or self._tags > self._words.most_tags:
                self._text(_ANY_TAG.sub("\n", html[at:]))
                break
            if less > at:
                self._text(html[at:less])
            at = self._tag(less)
        self._out.extend(f"</{name}>" for name in reversed(self._open))
        return "".join(self._out)

    def _text(self, text: str) -> None:
        if self._in_cdata and "]]>" in text:
            text = text.replace("]]>", "", 1)
            self._in_cdata = False
        if "&" in text:
            text = escape(unescape(text), quote=False)
        elif ">" in text or "<" in text:
            text = escape(text, quote=False)
        self._out.append(text)

    def _tag(self, less: int) -> int:
        """Reads one tag from its "<" on; where to read on."""
        html = self._html
        closing = html.startswith("/", less + 1)
        match = _NAME.match(html, less + 1 + closing)
        if not match:
            return self._oddity(less)
        self._tags += 1
        name = match[0].lower()
        if closing:
            after = html.find(">", match.end()) + 1 or len(html)
            self._end("br" if name == "br" else self._words.renamed.get(name, name))
            return after
        name = self._words.renamed.get(name, name)
        attributes, after, empty = self._attributes(match.end(), name)
        if name in tags.DROPPED_WHOLE:
            return after if empty else self._skip(name, after)
        if name in self._words.kept:
            # Left open, a frame or a player would swallow the article.
            empty = empty or (name in tags.SWALLOWING and not self._is_closed_later(name, after))
            self._start(name, attributes, empty)
        return after

    def _oddity(self, less: int) -> int:
        """A comment, a declaration, a CDATA mark, or just a "<"."""
        html = self._html
        if html.startswith("<!--", less):
            after = self._find("-->", less + 4)
            return after + 3 if after >= 0 else html.find(">", less) + 1
        if html.startswith("<![CDATA[", less):
            self._in_cdata = True
            return less + 9
        if html.startswith(("<!", "<?", "</"), less):
            return html.find(">", less) + 1 or len(html)
        self._text("<")
        return less + 1

    def _find(self, what: str, start: int) -> int:
        if what in self._spent:
            return -1
        at = self._html.find(what, start)
        if at < 0:
            self._spent.add(what)
        return at

    def _is_closed_later(self, name: str, after: int) -> bool:
        if self._next_end.get(name, -1) < after:
            match = None if name in self._spent else _END[name].search(self._html, after)
            if not match:
                self._spent.add(name)
                return False
            self._next_end[name] = match.start()
        return True

    def _skip(self, name: str, after: int) -> int:
        """Past the end of an element whose content is not for reading."""
        if self._is_closed_later(name, after):
            return self._html.find(">", self._next_end[name]) + 1 or len(self._html)
        # Never closed: the rest of a script is no text, the rest of a button is the article.
        return len(self._html) if name in tags.NEVER_TEXT else after

    def _attributes(self, at: int, name: str) -> tuple[str, int, bool]:
        """The allowed attributes as markup, where the tag ends, and whether it says it is empty ("/>")."""
        html = self._html
        if html.startswith(">", at):
            return "", at + 1, False
        kept: list[str] = []
        seen: set[str] = set()
        for _ in range(_MOST_ATTRIBUTES):
            match = _ATTRIBUTE.match(html, at)
            if not match:
                break
            at = match.end()
            key, value = match[1].lower(), ""
            if match[2]:
                value, at = self._value(at)
            limit = self._words.attributes.get(key, 0)
            if (
                limit
                and key not in seen
                and (name in self._words.with_attributes or key in ("class", "style", "hidden"))
            ):
                seen.add(key)
                kept.append(f' {key}="{_short(value, key, limit)}"')
        close = html.find(">", at)
        if close < 0:
            self._spent.update("\"'")  # a quote ran away with the rest: no quotes from here on
            close = len(html)
        return "".join(kept), close + 1, "/" in html[max(at, close - 3) : close]

    def _value(self, at: int) -> tuple[str, int]:
        html = self._html
        quote = html[at : at + 1]
        if quote in ('"', "'"):
            close = self._find(quote, at + 1)
            if close >= 0:
                return html[at + 1 : close], close + 1
            at += 1
        match = _BARE_VALUE.match(html, at)
        return (match[0], match.end()) if match else ("", at)

    def _start(self, name: str, attributes: str, empty: bool) -> None:
        self._close_implied(name)
        if name in tags.VOID:
            # libxml2 does not know <source> as void.
            self._out.append(
                f"<{name}{attributes}></{name}>" if name == "source" else f"<{name}{attributes}>"
            )
        elif empty:
            self._out.append(f"<{name}{attributes}></{name}>")
        elif len(self._open) >= _DEEPEST:
            self._suppressed[name] = self._suppressed.get(name, 0) + 1
            self._separate(name)
        else:
            self._open.append(name)
            self._out.append(f"<{name}{attributes}>")

    def _end(self, name: str) -> None:
        if name == "br":
            self._out.append("<br>")
        elif self._suppressed.get(name):
            self._suppressed[name] -= 1
            self._separate(name)
        elif name == "p" and name not in self._open:
            self._out.append("<p></p>")  # as browsers do: it parts what stands around it
        elif name in self._open:
            fences = tags.FENCES - {name}
            for depth in range(len(self._open) - 1, -1, -1):
                if self._open[depth] == name:
                    self._close_down_to(depth)
                    return
                if self._open[depth] in fences and name not in tags.TABLE_PARTS:
                    return

    def _separate(self, name: str) -> None:
        if name in self._words.blocks and self._out[-1] != "<br><br>":
            self._out.append("<br><br>")

    def _close_implied(self, name: str) -> None:
        """Closes what a new ``name`` ends without saying so: a paragraph, the last item, the last cell."""
        closed, fences = tags.CLOSES.get(
            name, (tags.PARAGRAPH, tags.FENCES) if name in self._words.blocks else (None, None)
        )
        if closed is None or fences is None:
            return
        lowest = max(0, len(self._open) - _SCAN)
        for depth in range(len(self._open) - 1, lowest - 1, -1):
            if self._open[depth] in closed:
                self._close_down_to(depth)
                return
            if self._open[depth] in fences:
                return

    def _close_down_to(self, depth: int) -> None:
        self._out.extend(f"</{name}>" for name in reversed(self._open[depth:]))
        del self._open[depth:]


def _short(value: str, key: str, limit: int) -> str:
    if value[:5].lower() == "data:" or value.lstrip()[:5].lower() == "data:":
        value = "data:"  # megabytes of picture nobody fetches
    if len(value) > limit:
        value = "" if key in tags.ADDRESSES else value[:limit]
    value = unescape(value) if "&" in value else value
    return escape(value if value.isascii() and value.isprintable() else UNSAFE.sub("", value))
