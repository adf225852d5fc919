"""Reads Media RSS so that each caption and each credit stays with its own picture (rssboard.org/media-rss)."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from lxml import etree
from msgspec import Struct

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Enclosure
from tui_reader.sources.one_line import line, paragraph, text_of_html
from tui_reader.sources.xml_names import key_of

_Children = Mapping[str, Sequence[etree._Element]]
"""The Media RSS elements of one level by their names (`media:title`), in their order."""

_MOST = 200
_LONGEST = 50_000
_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$", re.IGNORECASE)
_RENDITION = re.compile(r"[-_]\d{2,4}x\d{2,4}(?=\.\w+$)")
_AVATAR = re.compile(r"//[\w.]*gravatar\.com/avatar/")


class Media(Struct, frozen=True):
    """The pictures, sound and film an entry lists; addresses as written, not yet joined or judged."""

    images: tuple[ImageRef, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    description: str = ""


class _Words(Struct, frozen=True):
    """What one level says of its media; an inner level's word goes before an outer one's."""

    title: str = ""
    caption: str = ""
    credit: str = ""
    thumbnails: tuple[tuple[str, int, int], ...] = ()


def read_media(children: _Children) -> Media:
    """All Media RSS of one entry: contents directly in it and in groups, thumbnails only where there is no picture."""
    outer = _words({key: said for key, said in children.items() if key not in _LEVELS})
    images: list[ImageRef] = []
    enclosures: list[Enclosure] = []
    direct = children.get("media:content", ())
    if direct:
        _read_level(direct, outer, images, enclosures, grouped=False)
    groups = list(map(_children, children.get("media:group", ())[:_MOST]))
    for group in groups:
        words = _over(_words(group), outer if len(groups) == 1 and not direct else _SILENT)
        _read_level(group.get("media:content", ()), words, images, enclosures, grouped=True)
    if not images:
        levels = [outer, *map(_words, groups)] if groups else [outer]
        first = next((words for words in levels if words.thumbnails), None)
        if first:
            images.append(_thumbnail(first))
    told = (text for level in (*groups, children) for text in level.get("media:description", ()))
    described = next((said for said in map(_lines, told) if said), "")
    return Media(tuple(images[:_MOST]), tuple(enclosures[:_MOST]), described)


def _children(level: etree._Element) -> dict[str, list[etree._Element]]:
    found: dict[str, list[etree._Element]] = {}
    for child in level:
        if (key := key_of(child)).startswith("media:"):
            found.setdefault(key, []).append(child)
    return found


_SILENT = _Words()
_LEVELS = ("media:content", "media:group")


def _read_level(
    contents: Sequence[etree._Element],
    outer: _Words,
    images: list[ImageRef],
    enclosures: list[Enclosure],
    *,
    grouped: bool,
) -> None:
    """The contents of an item or a group. In a group, pictures without words of their own are sizes of one picture."""
    told = [(content, _kind(content), _words(_children(content))) for content in contents[:_MOST]]
    pictures = [words for _, kind, words in told if kind == "image"]
    alone = len(pictures) == 1 or (grouped and not any(map(_says, pictures)))
    for content, kind, own in told:
        words = _over(own, outer) if alone or kind != "image" else own
        url = (content.get("url") or "").strip()
        if kind == "image" and url:
            _add(images, _image(content, url, words), same=grouped and alone)
        elif kind in ("audio", "video"):
            if url:
                enclosures.append(_enclosure(content, url, words))
            if words.thumbnails:
                _add(images, _thumbnail(words), same=grouped)


def _add(images: list[ImageRef], image: ImageRef, *, same: bool) -> None:
    """One more picture, unless it is another size of one already there: then the wider one stays."""
    if not image.url or _AVATAR.search(image.url):
        return
    for i, there in enumerate(images):
        words_agree = (there.caption, there.credit) == (image.caption, image.credit) or not (
            image.caption or image.credit
        )
        if (same and words_agree) or _key(there.url) == _key(image.url):
            if image.width > there.width:
                alt = image.alt or there.alt
                caption, credit = image.caption or there.caption, image.credit or there.credit
                images[i] = ImageRef(image.url, alt, caption, credit, image.width, image.height)
            return
    images.append(image)


def _key(url: str) -> str:
    """The address without query and without `-300x200`: the same for all sizes of a picture."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if not _PICTURE_NAME.search(parts.path):
        return url  # the query alone tells such pictures apart
    return parts.netloc + _RENDITION.sub("", parts.path)


def _image(content: etree._Element, url: str, words: _Words) -> ImageRef:
    caption = words.caption or words.title
    alt = words.title if words.title != caption else ""
    return ImageRef(url, alt, caption, words.credit, size(content.get("width")), size(content.get("height")))


def _thumbnail(words: _Words) -> ImageRef:
    url, width, height = max(words.thumbnails, key=lambda found: found[1])
    return ImageRef(url, alt=words.title, credit=words.credit, width=width, height=height)


def _enclosure(content: etree._Element, url: str, words: _Words) -> Enclosure:
    return Enclosure(
        url,
        line(content.get("type"), limit=100).lower(),
        words.title,
        size(content.get("fileSize"), 2**53),
        size(content.get("duration"), 10**7),
    )


def size(said: object, most: int = 100_000) -> int:
    """A number of pixels, bytes or seconds as written; 0 where it is none or beyond belief."""
    if not said:
        return 0
    text = str(said).strip().removesuffix("px")
    digits = text.partition(".")[0]
    return (
        int(digits)
        if digits.isascii() and digits.isdigit() and len(digits) < 17 and int(digits) <= most
        else 0
    )


def _kind(content: etree._Element) -> str:
    """image, audio, video, or "" for what is neither (Flash players, documents)."""
    said = (content.get("type") or "").lower()
    medium = (content.get("medium") or "").lower()
    for kind in ("image", "audio", "video"):
        if medium == kind or said.startswith(kind + "/"):
            return "" if "flash" in said else kind
    if said or medium:
        return ""
    path = (content.get("url") or "").partition("?")[0]
    return "image" if _PICTURE_NAME.search(path) or "width" in content.attrib else ""


def _words(level: _Children) -> _Words:
    if not level:
        return _SILENT
    credits_ = [_said(child) for child in level.get("media:credit", ())[:10]]
    thumbnails = [
        (
            str(child.get("url") or child.text or "").strip(),
            size(child.get("width")),
            size(child.get("height")),
        )
        for child in level.get("media:thumbnail", ())[:_MOST]
    ]
    return _Words(
        title=_first(level, "media:title"),
        caption=_first(level, "media:description") or _first(level, "media:text"),
        credit=", ".join(dict.fromkeys(filter(None, credits_))),
        thumbnails=tuple(found for found in thumbnails if found[0]),
    )


def _first(level: _Children, name: str) -> str:
    return _said(level[name][0]) if name in level else ""


def _over(inner: _Words, outer: _Words) -> _Words:
    if outer is _SILENT:
        return inner
    return _Words(
        inner.title or outer.title,
        inner.caption or outer.caption,
        inner.credit or outer.credit,
        inner.thumbnails or outer.thumbnails,
    )


def _says(words: _Words) -> bool:
    return bool(words.title or words.caption or words.credit)


def _said(element: etree._Element) -> str:
    markup = (element.get("type") or "").lower() in ("html", "text/html") or "</" in (element.text or "")
    return line(_all(element), markup=markup, limit=2000)


def _all(element: etree._Element) -> str:
    return "".join(map(str, element.itertext())) if len(element) else element.text or ""


def _lines(element: etree._Element) -> str:
    """A description that stands for the whole text (as films have it), its lines kept."""
    said = _all(element)[:_LONGEST]
    return paragraph(
        text_of_html(said) if (element.get("type") or "").lower() in ("html", "text/html") else said
    )
