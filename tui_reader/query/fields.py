"""Names of fields and states, in English and Vietnamese, typed with or without marks, joined or not."""

from __future__ import annotations

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
    "link": ("link", "url", "liên kết"),
}
STATES = {
    "unread": ("unread", "new", "chưa đọc", "mới"),
    "read": ("read", "đã đọc"),
    "starred": ("starred", "star", "sao", "có gắn sao"),
    "later": ("later", "sau", "đọc sau"),
    "unfinished": ("unfinished", "dở", "đang đọc dở"),
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


def _key(name: str) -> str:
    return fold_key(name).replace(" ", "").replace("_", "").replace("-", "")


def _turned(table: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {_key(name): meaning for meaning, names in table.items() for name in names}


_FIELD_OF, _STATE_OF, _THING_OF, _PLACE_OF = map(_turned, (_FIELDS, STATES, THINGS, PLACES))


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
