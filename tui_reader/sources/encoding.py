"""Makes letters of strangers' bytes: no codec but those on a list, no exception, whatever the declarations claim."""

import re
from collections.abc import Mapping

_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("utf-16", "utf16", "utf-16le", "utf-16-le", "ucs-2", "iso-10646-ucs-2"), "utf-16-le"),
    **dict.fromkeys(("utf-16be", "utf-16-be"), "utf-16-be"),
    # Latin-1 and ASCII are read as browsers read them (WHATWG Encoding, "labels")
    **dict.fromkeys(("us-ascii", "ascii", "iso-8859-1", "iso8859-1", "latin1", "latin-1"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk", "gb18030", "x-gbk", "cp936", "gb-2312"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "cp950"), "big5hkscs"),
    **dict.fromkeys(("shift-jis", "shiftjis", "sjis", "x-sjis", "windows-31j", "cp932", "ms-kanji"), "cp932"),
    **dict.fromkeys(("euc-jp", "eucjp", "x-euc-jp"), "euc_jp"),
    **dict.fromkeys(("iso-2022-jp",), "iso2022_jp"),
    **dict.fromkeys(("euc-kr", "euckr", "ks-c-5601-1987", "cp949", "windows-949"), "cp949"),
    **dict.fromkeys(("tis-620", "iso-8859-11", "windows-874", "cp874"), "cp874"),
    **dict.fromkeys(("macintosh", "mac-roman", "macroman"), "mac_roman"),
    **dict.fromkeys(("iso-8859-9", "latin5"), "cp1254"),
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{f"windows-125{n}": f"cp125{n}" for n in range(9)},
    **{f"cp125{n}": f"cp125{n}" for n in range(9)},
    **{name: name.replace("-", "_") for name in ("koi8-r", "koi8-u")},
}
"""Names that may be declared and the codec each means; all others (zlib, idna, utf-7, rot13 …) mean nothing (H34)."""

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{1,40})["']|<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""",
    re.IGNORECASE,
)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
_SAMPLE = 65536
_FEW = 0.02  # of all bytes beyond ASCII: this much damage is a damaged UTF-8 text, more is another encoding


def decode(body: bytes, headers: Mapping[str, str] | None = None) -> str:
    """The text of `body` without BOM. Valid UTF-8 is believed over any declaration; bytes that fit nothing are U+FFFD."""
    for bom, codec in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(codec, "replace")
    if wide := _wide(body):
        return body.decode(wide, "replace")
    named = [name for name in _named(body, headers or {}) if not name.startswith("utf-16")]
    if "iso2022_jp" in named and b"\x1b$" in body:
        return body.decode("iso2022_jp", "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    for codec in [name for name in named if name != "utf-8"]:
        try:
            return body.decode(codec)
        except UnicodeDecodeError:
            if codec == "cp1252":  # five bytes are undefined there; browsers let them pass as C1
                return body.decode(codec, "replace")
    return _guess(body)


def _named(body: bytes, headers: Mapping[str, str]) -> list[str]:
    """Codecs named by the header and by the document itself, in that order."""
    names = [match[1] for match in [_CHARSET.search(headers.get("content-type", ""))] if match]
    if match := _DECLARED.search(body[:2048]):
        names.append((match[1] or match[2]).decode("ascii", "replace"))
    codecs = (_CODECS.get(name.lower().replace("_", "-")) for name in names)
    return list(dict.fromkeys(codec for codec in codecs if codec))


def _wide(body: bytes) -> str:
    """UTF-16 or UTF-32 without a BOM: NULs stand regularly beside the ASCII that every feed and text has."""
    head = body[:1024]
    if len(head) < 4 or head.count(0) < len(head) // 10:
        return ""
    if head[:4] in (b"<\0\0\0", b"\0\0\0<"):
        return "utf-32-le" if head[0] else "utf-32-be"
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 8 * odd else ""


def _guess(body: bytes) -> str:
    """Text that is not UTF-8 and does not say truly what it is."""
    sample = body[:_SAMPLE]
    high = [byte for byte in sample if byte >= 0x80]
    damaged = sample.decode("utf-8", "replace")
    if damaged.count("\ufffd") <= max(2, _FEW * len(high)) and len(high) > 8 * damaged.count("\ufffd"):
        return body.decode("utf-8", "replace")
    return body.decode(_codec_of(sample, high), "replace")


_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x96]")


def _codec_of(sample: bytes, high: list[int]) -> str:
    """The likeliest codec by how often its typical bytes come; Windows-1252 where nothing speaks for another."""
    if len(_KANA.findall(sample)) * 4 > len(high) / 2:
        return "cp932"
    runs = _HIGH_RUN.findall(sample)
    if len(high) > 2.5 * len(runs):  # whole words beyond ASCII: no Latin script
        return "cp1251" if sum(byte >= 0xC0 for byte in high) > 0.9 * len(high) else "gb18030"
    horned = sum(byte in b"\xf0\xf5\xfd\xd0\xd5\xdd" for byte in high)  # đ ơ ư and their capitals in cp1258
    tones = sum(byte in b"\xcc\xd2\xde\xec\xf2" for byte in high)  # the five combining tone marks there
    return "cp1258" if horned > len(high) / 20 and tones > len(high) / 20 else "cp1252"
