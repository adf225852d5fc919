"""Names of fields and states, in English and Vietnamese, typed with or without marks, joined or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tui_reader.model.fold import fold_key

_FIELDS = {
    "feed": ("feed", "source", "nguồn", "báo"),
    "folder": ("folder", "thư mục"),
    "tag": ("tag", "nhãn", "từ khóa"),
    "author": ("author", "tác giả"),
    "title": ("title", "tiêu đề"),
    "in": ("in", "trong"),
    "lang": ("lang", "language", "ngôn ngữ"),
    "is": ("is", "là"),
    "has": ("has", "có"),
    "after": ("after", "sau"),
    "before": ("before", "trước"),
    "age": ("age", "tuổi"),
    "minutes": ("minutes", "length", "phút", "độ dài"),
    "link": ("link", "url", "liên kết"),
}
STATES = {
    "unread": ("unread", "new", "chưa đọc", "mới"),
    "read": ("read", "đã đọc"),
    "starred": ("starred", "star", "sao", "có gắn sao"),
    "later": ("later", "sau", "đọc sau"),
    "unfinished": ("unfinished", "dở", "đang đọc dở"),
    "offline": ("offline", "kept", "đã tải đủ", "đã tải", "ngoại tuyến"),
    "duplicate": ("duplicate", "dup", "trùng", "tin trùng"),
}
THINGS = {
    "pictures": ("pictures", "images", "picture", "image", "ảnh"),
    "audio": ("audio", "sound", "âm thanh"),
    "comments": ("comments", "comment", "bình luận"),
}
PLACES = {
    "title": ("title", "tiêu đề"),
    "captions": ("captions", "caption", "chú thích"),
    "comments": ("comments", "bình luận"),
    "notes": ("notes", "note", "ghi chú"),
}


_NEAR = 0.5
"""Similarity (difflib's ratio) from which a name is taken for a slip of a field's."""

_DAYS: dict[str, tuple[str, ...]] = {"0": ("today", "hôm nay"), "1": ("yesterday", "hôm qua")}


def _key(name: str) -> str:
    return fold_key(name).replace(" ", "").replace("_", "").replace("-", "")


def _turned(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {_key(name): meaning for meaning, names in table.items() for name in names}


_ALSO_ENGLISH = frozenset(("source", "language", "url"))
_FIELD_OF, _STATE_OF, _THING_OF, _PLACE_OF, _DAY_OF = map(_turned, (_FIELDS, STATES, THINGS, PLACES, _DAYS))
_AS_WRITTEN = {_key(name): name for names in _FIELDS.values() for name in names}


def field(name: str) -> str | None:
    """The field a typed name means (``nguon`` → feed), or None."""
    return _FIELD_OF.get(_key(name))


def state(name: str) -> str | None:
    """The state ``is:`` asks for, or None."""
    return _STATE_OF.get(_key(name))


def thing(name: str) -> str | None:
    """What ``has:`` asks for, or None."""
    return _THING_OF.get(_key(name))


def place(name: str) -> str | None:
    """Where ``in:`` looks, or None."""
    return _PLACE_OF.get(_key(name))


def days_ago(text: str) -> int | None:
    """How many days before today a word means (``today``, ``hôm qua``, ``7d``), or None."""
    key = _key(text)
    count = _DAY_OF.get(key) or key.removesuffix("d")
    return int(count) if count.isdecimal() and (count != key) and len(count) < 6 else None


def names(known: Mapping[str, Sequence[str]], *, like: str) -> list[str]:
    """What each value is called in the language a field was written in (``is`` English, ``là`` or ``la`` Vietnamese)."""
    if is_english(like):
        return list(known)
    return [next((one for one in called if not one.isascii()), called[-1]) for called in known.values()]


def is_english(name: str) -> bool:
    """Whether a field was asked for in English."""
    return _key(name) in _FIELDS or _key(name) in _ALSO_ENGLISH


def all_names() -> list[str]:
    """Every name of every field, as it is written."""
    return [name for names in _FIELDS.values() for name in names]


def nearest(name: str) -> str:
    """The field a name was probably meant for, as it is written; empty where none is near."""
    from difflib import get_close_matches  # only for what was not understood

    near = get_close_matches(_key(name), _AS_WRITTEN, 1, cutoff=_NEAR)
    return _AS_WRITTEN[near[0]] if near else ""
