"""Knows the lines of a saved article page by their form: furniture, dates, bylines, credits, titles, paragraphs."""

import re
from datetime import datetime
from enum import Enum

from tui_reader.model.fold import fold_key
from tui_reader.sources.dates import read_date


class Furniture(Enum):
    """What a line of the page's own words stands for on the page it was saved from."""

    SIZE = "size"
    OPINION = "opinion"
    COMMENTS = "comments"
    MORE_COMMENTS = "more"
    RELATED = "related"
    TOP = "top"
    TOOL = "tool"


HEADS = (Furniture.OPINION, Furniture.COMMENTS, Furniture.MORE_COMMENTS)
"""Those after which readers' comments stand, if there are any."""

_WORDS = {
    Furniture.SIZE: "aa; a a; a- a+; a+ a-; a-; a+; aa+; cỡ chữ; text size; font size",
    Furniture.OPINION: "ý kiến của bạn; gửi ý kiến; gửi bình luận; viết bình luận; your opinion; your comment;"
    " leave a comment; leave a reply; post a comment; add a comment; write a comment; join the discussion",
    Furniture.COMMENTS: "bình luận; ý kiến bạn đọc; bạn đọc bình luận; ý kiến; comments; comment; reader comments",
    Furniture.MORE_COMMENTS: "xem thêm bình luận; xem thêm ý kiến; tải thêm bình luận; xem tất cả bình luận;"
    " more comments; load more comments; show more comments; view all comments; see all comments",
    Furniture.RELATED: "đọc thêm; tin liên quan; bài liên quan; tin cùng chuyên mục; cùng chuyên mục; xem thêm;"
    " có thể bạn quan tâm; tin mới nhất; đọc nhiều; tin nổi bật; read more; read next; related; related articles;"
    " related stories; related news; you may also like; more stories; more on this story; most read",
    Furniture.TOP: "lên đầu trang; về đầu trang; trở lại đầu trang; đầu trang; top; back to top; return to top",
    Furniture.TOOL: "chia sẻ; in bài viết; in; gửi email; gửi; lưu bài; lưu; sao chép liên kết; theo dõi; trang chủ;"
    " nghe bài viết; nghe đọc bài; quảng cáo; đăng nhập; thích; trả lời; quan tâm nhất; mới nhất; menu; facebook;"
    " twitter; zalo; messenger; google news; share; print; email; save; save article; copy link; tweet; like; reply;"
    " follow us; listen; advertisement; home; log in; sign in; share this article; print this article",
}
_KNOWN = {fold_key(word.strip()): kind for kind, words in _WORDS.items() for word in words.split(";")}
_WEAK = {
    fold_key(word)
    for word in ("in", "gửi", "top", "home", "lưu", "menu", "comment", "ý kiến", "thích", "like")
}
_COUNT = re.compile(r"^[\(\[]?(\d{1,6})[\)\]]?\s+|\s*[:(\[]?\s*(\d{1,6})\s*[\)\]]?$")
_EDGES = " \t:.…»›>▲↑|-–[]+"

_SPLIT = re.compile(r"\s+[|·•–—-]\s+|\s*[|·•]\s*|,\s+(?=(?:thứ|chủ nhật|cn\b|\d{1,2}/))", re.IGNORECASE)
_BYLINE = re.compile(
    r"^(?:by|written by|words by|story by|theo|bài|bài và ảnh|bài, ảnh|tác giả|thực hiện|phóng viên|pv)\b[:.]?\s+(\S.{1,60})$",
    re.IGNORECASE,
)
_NAME_PART = re.compile(r"^[^\W\d_][\w.'’-]*$")
_CREDIT = re.compile(
    r"(?:^|[.\s(\[–-])\(?((?:ảnh|nguồn ảnh|nguồn|ảnh minh họa|đồ họa|photo|photos|photograph|image|picture|credit|source)"
    r"(?:\s+by)?\s*:\s*[^.:)\]]{2,60})[.)\]]*$",
    re.IGNORECASE,
)
_FINAL = re.compile(r"[.!?…:;][”\"’»)\]]*$")
_LONG = 120
_CAPTION = 320


def furniture(line: str, *, strict: bool = False) -> Furniture | None:
    """What the line stands for if it is nothing but furniture; `strict` leaves out words too common to be sure of."""
    if len(line) > 40:
        return None
    words = fold_key(line).strip(_EDGES) or fold_key(line).strip()
    bare = _COUNT.sub("", words).strip(_EDGES) or words
    if strict and (words in _WEAK or bare in _WEAK):
        return None
    counted = _KNOWN.get(bare) if bare != words else None
    return _KNOWN.get(fold_key(line).strip()) or _KNOWN.get(words) or (counted if counted in HEADS else None)


def count_of(line: str) -> int | None:
    """The number in `Bình luận (3)` or `3 comments`."""
    match = _COUNT.search(line.strip())
    return int(match[1] or match[2]) if match else None


def date_line(line: str) -> tuple[datetime, str] | None:
    """The moment a line gives if it is a date line, and what else stands on it (a name, a section)."""
    if len(line) > 120 or not any(c.isdigit() for c in line):
        return None
    if when := read_date(line):
        return when, ""
    cuts = [match.span() for match in _SPLIT.finditer(line)]
    for start, end in cuts:
        if when := read_date(line[end:]):
            return when, line[:start].strip()
    for start, end in reversed(cuts):
        if when := read_date(line[:start]):
            return when, line[end:].strip()
    return None


def byline(line: str) -> str:
    """The name if the line is a byline: `By Jane Doe`, `MINH HÀ`, `Theo TTXVN`; else ""."""
    line = line.strip(" ()–-")
    if match := _BYLINE.match(line):
        return match[1].strip() if looks_like_name(match[1].strip(" ()")) else ""
    return line if looks_like_name(line) else ""


def looks_like_name(line: str) -> bool:
    """One to six capitalised words without digits or a final stop, names joined by commas or dashes included."""
    words = [
        word
        for word in re.split(r"[\s,]+|\s[–-]\s", line)
        if word and word not in ("-", "–", "&", "và", "and")
    ]
    small = {"de", "van", "von", "der", "la", "le", "di"}
    return (
        0 < len(words) <= 6
        and len(line) <= 50
        and all(_NAME_PART.match(word) and (word[0].isupper() or word in small) for word in words)
        and (len(words) > 1 or words[0].isupper() or "." in words[0])
    )


def credit(line: str) -> str:
    """The credit a caption ends with (`Ảnh: TTXVN`, `(Photo: AP)`), else ""."""
    match = _CREDIT.search(line) if len(line) <= _CAPTION else None
    return match[1].strip() if match else ""


def is_credit_alone(line: str) -> bool:
    """Whether the line is a credit and nothing else."""
    found = credit(line)
    return bool(found) and len(line.strip(" ().[]")) <= len(found) + 1


def is_title(line: str) -> bool:
    """Whether a line could be a headline: one line, no full stop, no sign of lists, mail or Markdown."""
    return (
        8 <= len(line) <= 250
        and not line.endswith((".", ";", ",", ":"))
        and not line.startswith(("-", "*", "#", ">", "•", "|", "[", "{", "<", "=", "$", "```"))
        and not re.match(r"^[\w-]{1,20}:\s", line)
        and any(c.isalpha() for c in line)
    )


def is_paragraph(line: str) -> bool:
    """Running text: long, and ending as sentences end."""
    return len(line) >= _LONG and bool(_FINAL.search(line))


def ends_sentence(line: str) -> bool:
    """Whether the line ends with a mark that ends a sentence."""
    return bool(_FINAL.search(line))
