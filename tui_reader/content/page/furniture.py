"""The page's own furniture, told by its names, its labels and by being links: menus, share bars, boxes to read on with."""

from __future__ import annotations

import re
from functools import lru_cache

from tui_reader.content.page.tree import Element, Weight
from tui_reader.model.fold import fold_key

_NAMES = (
    r"ads?|advert\w*|quang-?cao|banner|sponsor\w*|promo\w*|share\w*|sharing|social\w*|chia-?se|zalo|addthis|sharedaddy"
    r"|comments?|comment-?(?:list|box|form|area|section)|box-?comment|binh-?luan|y-?kien|disqus\w*|reply|respond|replies"
    r"|breadcrumbs?|menu|nav|navbar|navigation|topbar|toolbar|tool-?box|pagination|pager|skip-?link|footer|sidebar"
    r"|newsletter\w*|subscri\w+|signup|sign-?up|sign-?in|log-?in|register|paywall|cookie\w*|consent|gdpr|popup|modal"
    r"|tag-?list|tags?-?(?:links|cloud|box|wrap)|list-?tags?|box-?tags?|topics?-?list|keywords?|author-?(?:box|bio|info|card)"
    r"|most-?read|popular|trending|doc-?nhieu|xem-?nhieu|tin-?moi|rating|vote|print|feedback|hidden|visually-?hidden|sr-?only"
    r"|noprint|screen-?reader-?text|edit-?section|mw-editsection|audio-?player|tts|google-?news|to-?top|back-?top|copy-?link"
)
_RELATED = (
    r"relat\w+|box-?related|tin-?lien-?quan\w*|bai-?lien-?quan|lien-?quan|lienquan|tinlienquan\w*|read-?more|read-?also"
    r"|see-?also|more-?(?:news|stories|on)|further-?reading|recommend\w*|suggest\w*|doc-?them|xem-?them|tin-?khac"
    r"|cung-?chuyen-?muc|tin-?cung-?muc|you-?may-?(?:also-?)?like|next-?article|outbrain|taboola|box-tinlienquan\w*"
)
_EDGE = r"(?:^|[\s_]|(?<=[a-z0-9])-|--)"
_END = r"(?=$|[\s_-]|(?-i:[A-Z0-9]))"
_FURNITURE = re.compile(rf"{_EDGE}(?:{_NAMES}|{_RELATED}){_END}", re.IGNORECASE)
_RELATED_NAME = re.compile(rf"(?:{_EDGE}(?:{_RELATED}){_END})|\bRelated", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:author|byline|by-?line|tac-?gia|posted-on|publish\w*|date|time|timestamp|meta|entry-meta)(?=$|[\s_-])",
    re.IGNORECASE,
)
_AUTHOR = re.compile(r"(?:^|[\s_-])(?:author|byline|tac-?gia)(?=$|[\s_-]|\w*$)", re.IGNORECASE)
_LONGEST_BYLINE = 14  # words
_LONGEST_NAME = 8
_ROLES = frozenset(
    ("navigation", "banner", "complementary", "search", "contentinfo", "menu", "dialog", "alert", "form")
)
_TAGS = frozenset(("nav", "form", "aside", "footer"))
_LABEL_TEXTS = """
    ý kiến của bạn; ý kiến; bình luận; gửi bình luận; viết bình luận; xem thêm bình luận; xem thêm ý kiến; chia sẻ; lưu; in
    ; lên đầu trang; về đầu trang; trở lại đầu trang; nghe bài viết; nghe đọc bài; quảng cáo; đăng nhập; theo dõi
    ; tin liên quan; bài liên quan; đọc thêm; xem thêm; tin cùng chuyên mục; cùng chuyên mục; có thể bạn quan tâm; từ khóa
    ; sao chép liên kết; copy link; facebook; twitter; zalo; messenger; email; linkedin; whatsapp; telegram; pinterest
    ; share; share this; share this article; print; save; comments; leave a comment; leave a reply; advertisement
    ; read more; related; related articles; related stories; back to top; sign up; subscribe; log in; tags; topics; edit
    ; trở thành người đầu tiên tặng sao cho bài viết; tặng sao; chủ đề; thích; like; tweet; follow us; listen; x; reply
    """
_LABELS = frozenset(fold_key(label.strip()) for label in _LABEL_TEXTS.split(";"))
_EDGES = " \t\n:.…»›>▲↑|-–[]+()0123456789"
_LONGEST_NAMING = 100  # characters of one attribute
_NAMING = ("class", "id", "role", "data-role", "data-campaign", "type")


def name_of(element: Element) -> str:
    """All that names an element, for the patterns above."""
    return " ".join([value[:_LONGEST_NAMING] for one in _NAMING if (value := element.get(one))])


@lru_cache(maxsize=4096)
def _named(pattern: re.Pattern[str], name: str) -> bool:
    """A page has few names and many elements."""
    return bool(pattern.search(name))


def is_furniture(element: Element, weight: Weight) -> bool:
    """Whether the element is not the article's: called so, and hardly any of it told to be its text."""
    if weight.told >= 12 and weight.told * 2 >= weight.words:
        return False
    if element.get("role", "") in _ROLES or element.tag in _TAGS or "hidden" in element.attrib:
        return True
    return (
        bool(_FURNITURE.search(name_of(element)))
        or is_link_box(element, weight)
        or _is_label(element, weight)
    )


def is_related(element: Element) -> bool:
    """Whether the element is called a box to read on with."""
    return _named(_RELATED_NAME, name_of(element))


def is_byline(element: Element, weight: Weight) -> bool:
    """Whether the element says who wrote the article and when, as it does above the text."""
    if not 0 < weight.words <= _LONGEST_BYLINE:
        return False
    return element.find(".//time") is not None or _named(_BYLINE, name_of(element))


def is_author(element: Element, weight: Weight) -> bool:
    """Whether the element is the name a newspaper puts below the text."""
    return 0 < weight.words <= _LONGEST_NAME and bool(_AUTHOR.search(element.get("class", "")))


def is_link_box(element: Element, weight: Weight) -> bool:
    """Whether an element that is not told to be text is hardly more than links."""
    if (
        weight.words < 4
        or weight.told * 2 >= weight.words
        or element.tag in ("figure", "figcaption", "table")
    ):
        return False
    return weight.linked * 10 >= weight.words * 7


def _is_label(element: Element, weight: Weight) -> bool:
    if weight.words > 8 or not weight.words or weight.told:
        return False
    words = " ".join(element.text_content().split())
    return fold_key(words).strip(_EDGES) in _LABELS
