"""Discussions as such, without a format: what the speakers put into each source's own words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

BEGAN = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
NFD = "Đo\u0302\u0300ng y\u0301, tu\u031b\u0300 a\u0302\u0301p đe\u0302\u0301n huye\u0323\u0302n"
"""Vietnamese with its marks apart."""
HOSTILE = (
    "<script>alert(1)</script>a\x1b]52;c;aGk=\x07b\x9b31mc<p>\u202eevil\u202c \U000e0041tag</p>"
    "<a href='javascript:alert(1)'>x</a> &amp;#27;[31m <img src=x onerror=alert(1)>"
)
"""Script, OSC 52, C1, a bidi override, tag characters, a link that runs, an escape written twice."""


@dataclass(frozen=True, slots=True)
class Said:
    """One comment; ``number`` is its identifier where the format allows, ``parent`` 0: the article."""

    number: int
    parent: int = 0
    author: str = "Lan Anh"
    text: str = "Hạ tầng số phải đi trước."
    score: int | None = None
    state: str = "ok"
    edited: bool = False
    by_author: bool = False

    @property
    def created(self) -> datetime:
        """A minute after the one before."""
        return BEGAN + timedelta(minutes=self.number)

    @property
    def changed(self) -> datetime | None:
        """Two hours later, where it was edited."""
        return self.created + timedelta(hours=2) if self.edited else None


@dataclass(slots=True)
class Talk:
    """A discussion. ``grows``: what is said more each time a page of it was asked for."""

    said: list[Said] = field(default_factory=list)
    grows: list[Said] = field(default_factory=list)
    closed: bool = False

    def asked(self) -> None:
        """Somebody saw a page: one more is said."""
        if self.grows:
            self.said.append(self.grows.pop(0))

    def answers(self, number: int) -> list[Said]:
        """What answers a comment."""
        return [one for one in self.said if one.parent == number]


def nested() -> Talk:
    """Two threads, three deep, with scores, an edited one, and the article's author."""
    return Talk(
        [
            Said(1, 0, "Lan Anh", "<p>Hạ tầng số phải đi trước.</p>", 12),
            Said(2, 1, "Minh", "<p>Đồng ý, <em>nhất là</em> vùng núi.</p>", 3, edited=True),
            Said(3, 2, "An Nhiên", "<p>Cảm ơn bạn đọc.</p>", 1, by_author=True),
            Said(4, 1, "Hà", "<p>Chưa chắc.</p>", -2),
            Said(5, 0, "Thu", "<p>Bao giờ xong? Xem <a href='https://a.example/b'>ở đây</a>.</p>", 0),
        ]
    )


def deleted() -> Talk:
    """A deleted comment with a living answer, and one without any."""
    return Talk(
        [
            Said(1, 0, "", "", state="deleted"),
            Said(2, 1, "Minh", "Vẫn còn đây."),
            Said(3, 0, "", "", state="deleted"),
        ]
    )


def broken() -> Talk:
    """An orphan, one that answers itself, two that answer each other."""
    return Talk(
        [
            Said(1, 99, "Mồ côi"),
            Said(2, 2, "Tự đáp"),
            Said(3, 4, "Vòng A"),
            Said(4, 3, "Vòng B"),
            Said(5, 0, "Lành"),
        ]
    )


def hostile() -> Talk:
    """What strangers put into names and texts, and a name that is none."""
    return Talk([Said(1, 0, "E\x1b[31mve\u202e", HOSTILE), Said(2, 0, "\u200b", NFD)])


def deep(levels: int = 500) -> Talk:
    """Each answers the one before."""
    return Talk([Said(number, number - 1) for number in range(1, levels + 1)])


def many(count: int = 5000, answers: int = 4) -> Talk:
    """Threads of a comment and some answers to it."""
    return Talk(
        [
            Said(
                number,
                0 if not (number - 1) % (answers + 1) else number - 1 - (number - 1) % (answers + 1) + 1,
            )
            for number in range(1, count + 1)
        ]
    )


CASES = {"nested": nested, "empty": Talk, "deleted": deleted, "broken": broken, "hostile": hostile}
"""Those that every format can tell, as far as it can; each has an expected tree."""
