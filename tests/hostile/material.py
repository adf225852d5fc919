"""Feeds, files and lists whose every field tries something with the terminal (hostile.md H36–H47, H51)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from tests.engine.fault_server import FaultServer

CANARY = "KNR"
"""Stands in every payload; it may be read on screen, and in no sequence. In base64: S05S."""

SEQUENCES = (
    "\x1b[31mKNR",
    "\x1b[2J\x1b[HKNR",
    "\x1b[?1049lKNR",
    "\x1b]0;KNR\x07",
    "\x1b]2;KNR\x1b\\",
    "\x1b]4;1;KNR\x07",
    "\x1b]8;;http://evil.example/KNR\x07KNR\x1b]8;;\x07",
    "\x1b]8;;http://evil.example/KNR\x1b\\KNR\x1b]8;;\x1b\\",
    "\x1b]52;c;S05S\x07",
    "\x1b]52;c;S05S\x1b\\",
    "\x1b]1337;SetMark=KNR\x07",
    "\x1b]1337;File=inline=1:KNR\x1b\\",
    "\x1bP+q4b4e52KNR\x1b\\",
    "\x1b_Ga=T;KNR\x1b\\",
    "\x1b^KNR\x1b\\",
    "\x1bXKNR\x1b\\",
    "\x1bcKNR",
    "\x9b31mKNR",
    "\x9d52;c;S05S\x9c",
    "\x90KNR\x9c\x9fKNR\x9c",
    "\x1b]KNR never ended",
)
CONTROLS = (
    "\x00KNR\x00",
    "\x7f\x08\x08\x08KNR",
    "\x0e\x0fKNR\x0b\x0c",
    "\x85KNR\u2028KNR\u2029",
)
INVISIBLE = (
    "\u202eKNR\u202c\u202dKNR",
    "\u2066KNR\u2069\u200e\u200f\u061c",
    "\u200bKNR\ufeff\u2060\u00ad\u180e",
    "\U000e0041\U000e0042\U000e007fKNR\U000e0100\u3164\uffa0",
    "Z" + "\u0301\u0316\u0323" * 30 + "KNR",
)
MARKUP = (
    "[/x]KNR",
    "[/KNR",
    "[red]KNR[/red]",
    "[@click=app.quit]KNR[/]",
    "[link=http://evil.example]KNR[/link]",
    "[1, 2] KNR \\",
    "&#27;[31mKNR &#x9b;2J",
    "&amp;#27;[31mKNR",
    "%1b%5b31mKNR%9b%00%e2%80%ae",
    "<b>KNR</b><script>KNR</script>",
)
PICTURES = ("\U0010eeee\u0305\u0305\U0010eeee\u0305\u030dKNR",)
"""What terminals draw pictures in place of."""
PAYLOADS = SEQUENCES + CONTROLS + INVISIBLE + MARKUP + PICTURES

ODD = {
    "families": "👨‍👩‍👧‍👦 👩🏽‍🚀 🏳️‍🌈 và 🧑🏿‍🤝‍🧑🏻",
    "flags": "🇻🇳🇫🇷🇯🇵 🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "keycaps and selectors": "1️⃣ ☎️ ☎ ❤️ ✌🏽",
    "east": "漢字かなカナ 한국어 ｆｕｌｌ ﾊﾝｶｸ",
    "devanagari": "नमस्ते मेरे",
    "right to left": "שלום עולם مرحبا بالعالم",
    "thai": "ภาษาไทยนี้",
    "ambiguous": "§ ± × ÷ “ ” … № ①",
    "vietnamese": "Nguyễn Thị Bưởi – Đường về quê ngoại, Ở Huế",
    "tabs": "a\tb\tc",
}
"""Letters of odd widths (H50). Not among them: vowel signs that take room (Mc), which Rich counts as none and wcwidth as one."""


@dataclass(frozen=True, slots=True)
class Material:
    """What is brought in: feeds and folders to add, lists to import."""

    add: tuple[Path, ...]
    lists: tuple[Path, ...]
    entries: int


def make(folder: Path) -> Material:
    """Write it all below a folder, whose own name is hostile too."""
    hostile = folder / f"KNR [/x] \u202e{SEQUENCES[0]}"
    texts = hostile / "texts\x1b]52;c;S05S\x07"
    texts.mkdir(parents=True)
    feed, loose, opml = hostile / "feed\x9b31m.json", hostile / "loose [red].xml", hostile / "list.opml"
    feed.write_text(json.dumps(_json_feed()))
    loose.write_bytes(_rss())
    (hostile / "comments.xml").write_bytes(_comments())
    opml.write_text(_opml(), encoding="utf-8")
    for at, payload in enumerate(PAYLOADS[::4]):
        name = payload.replace("/", "").replace("\x00", "")
        (texts / f"a{at}{name}.txt").write_text(f"{payload} title\n\nTEXT{at} {payload}\n")
    (texts / "page\nnew\u202e.html").write_text(
        f"<title>{PAYLOADS[0]}</title>{_body(0).replace('BODY00', 'PAGEBODY')}"
    )
    (texts / "mark\tdown.md").write_text(
        "# {0}\n\n[{0}](http://ok.example/{0})\n\n```\n{0}\n```\n".format(PAYLOADS[8])
    )
    return Material((feed, loose, texts), (opml,), len(PAYLOADS) + 1)


def _json_feed() -> dict[str, object]:
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Hostile \x1b]52;c;S05S\x07 [/x] \u202eKNR \x9b31m",
        "home_page_url": "https://ok.example/\x1b[31m",
        "description": "".join(SEQUENCES),
        "items": [_json_item(at, payload) for at, payload in enumerate(PAYLOADS)],
    }


def _json_item(at: int, payload: str) -> dict[str, object]:
    return {
        "id": f"{at}{payload}",
        "title": f"{payload} N{at:02} {payload}",
        "url": f"https://ok.example/{at}?{payload}",
        "summary": f"{payload} lead {payload}",
        "content_html": _body(at),
        "authors": [{"name": f"Author {payload}", "url": f"javascript:{payload}"}],
        "tags": [f"tag {payload}"],
        "image": f"https://ok.example/{payload}.png",
        "attachments": [{"url": f"https://ok.example/a?{payload}", "mime_type": payload, "title": payload}],
        "date_published": f"2026-01-{1 + at % 28:02}T00:00:{at % 60:02}Z",
    }


def _body(at: int) -> str:
    payload = PAYLOADS[at]
    text, value = escape(payload), quoteattr(payload)
    return (
        f"<p>BODY{at:02} {text} and <b>{text}</b> <code>{text}</code> {payload}</p>"
        f"<h2>{text}</h2><blockquote>{text}</blockquote><pre>{text}</pre><ul><li>{text}</li></ul>"
        f"<p><a href={quoteattr('https://ok.example/' + payload)}>{text}</a>"
        f" <a href={value}>KNR</a> <a href={quoteattr('https://ok.example/' + quote(payload))}>{text}</a></p>"
        f"<figure><img src={quoteattr('https://ok.example/' + payload)} alt={value} title={value}>"
        f"<figcaption>{text} <span class='credit'>Photo: {text}</span></figcaption></figure>"
        f"<table><caption>{text}</caption><tr><th>{text}</th><td>{text}</td></tr></table>"
        f"<iframe src={quoteattr('https://ok.example/' + payload)} title={value}></iframe><p>LAST{at:02}</p>"
    )


def _raw(text: str) -> bytes:
    """Into XML as a careless site writes it: markup escaped, controls raw."""
    return escape(text).encode("utf-8")


def _rss() -> bytes:
    every = "".join(SEQUENCES)
    return b"".join(
        (
            b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:wfw="http://wellformedweb.org/CommentAPI/"',
            b' xmlns:slash="http://purl.org/rss/1.0/modules/slash/" xmlns:media="http://search.yahoo.com/mrss/">',
            b"<channel><title>Loose \x1b[31m&#27;]0;KNR&#7; [/x]</title><link>https://ok.example/</link><item><title>",
            _raw(f"LOOSE {every}"),
            b"</title><link>https://ok.example/loose</link><guid>loose</guid><author>",
            _raw(every),
            b"</author><category>",
            _raw(every),
            b"</category><pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate>",
            b"<wfw:comment>https://ok.example/wfw?",
            _raw(every),
            b"</wfw:comment><wfw:commentRss>comments.xml</wfw:commentRss><slash:comments>40</slash:comments>",
            b'<media:content url="https://ok.example/1.jpg" medium="image"><media:title>',
            _raw(every),
            b"</media:title><media:credit>",
            _raw(every),
            b"</media:credit></media:content><description>",
            _raw("<p>LOOSEBODY</p>" + _body(0).replace("BODY00", "")),
            b"</description></item></channel></rss>",
        )
    )


def _comments() -> bytes:
    items = b"".join(
        b"<item><title>Comment %d</title><guid>c%d</guid><author>%s</author><dc:creator>%s</dc:creator>"
        b"<pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate><description>%s</description></item>"
        % (
            at,
            at,
            _raw(payload),
            _raw(f"By {payload}"),
            _raw(f"<p>SAID{at:02} {escape(payload)} {payload}</p>"),
        )
        for at, payload in enumerate(PAYLOADS)
    )
    head = b'<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>C</title>'
    return head + items + b"</channel></rss>"


def _opml() -> str:
    """Only what XML lets stand: C1, bidi, invisible, markup; and addresses of feeds that are not there."""
    lines = "".join(
        f"<outline text={quoteattr(payload)}><outline type='rss' text={quoteattr(f'Feed {payload}')}"
        f" xmlUrl={quoteattr(f'http://127.0.0.1:9/{at}?{payload}')}/></outline>"
        for at, payload in enumerate(INVISIBLE + MARKUP + ("\x9b31mKNR", "\x9d52;c;S05S\x9c"))
    )
    return f'<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><body>{lines}</body></opml>'


def hostile_site(server: FaultServer) -> str:
    """The address of a page on the server that names feeds of hostile titles and articles."""
    links = ""
    for at, payload in enumerate(PAYLOADS[:6]):
        links += (
            f"<link rel=alternate type=application/rss+xml href=/site/feed{at} title={quoteattr(payload)}>"
        )
        title = f"<title>FOUND{at:02} {escape(payload)}</title><description>{escape(payload)}</description>"
        item = f"<item><title>{escape(payload)}</title><guid>{at}</guid><link>https://ok.example/f{at}</link></item>"
        feed = f"<rss version='2.0'><channel>{title}{item}</channel></rss>"
        server.pages[f"/site/feed{at}"] = ("application/rss+xml", feed.encode())
    server.pages["/site"] = (
        "text/html",
        f"<html><head><title>{PAYLOADS[0]}</title>{links}</head></html>".encode(),
    )
    return server.url("site")
