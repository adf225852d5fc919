"""Reads a saved web page: what its head says of it, and the article among the page's furniture."""

import re
from datetime import datetime
from urllib.parse import urljoin

import lxml.html
from lxml import etree

from tui_reader.model.entry import Author, Content, EntryData
from tui_reader.model.urls import is_web
from tui_reader.sources.dates import read_date
from tui_reader.sources.one_line import body, line

_FURNITURE = ("nav", "aside", "form", "script", "style", "template", "button", "input", "select", "textarea")
_OF_HEAD = ("title", "meta", "link", "base", "script", "style", "noscript", "template")
_BANDS = ("header", "footer")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_SHORTEST = 200  # characters of text an <article> holds at least; a teaser box holds less


def read_html(text: str, base: str) -> EntryData:
    """The article of a page; where nothing marks it, all of the body. Never raises on broken markup."""
    root = _tree(_XML_DECLARATION.sub("", text))
    if root is None:
        return EntryData(content=Content(body(text), "text/html", base=base))
    meta = _meta(root)
    article = _article(root)
    title = _title(root, article, meta)
    published, updated = _dates(article, meta)
    _clear(article, title)
    lead = line(meta.get("og:description") or meta.get("description") or "", limit=2000)
    author = line(meta.get("author") or meta.get("article:author") or _by_class(article))
    link = _canonical(root, meta)
    language = line(root.get("lang") or root.get("xml:lang") or "", limit=20)
    return EntryData(
        link=link,
        title=title,
        authors=(Author(author),) if author and not is_web(author) else (),
        published=published,
        updated=updated,
        summary=Content(lead, "text/plain", language, base) if lead else None,
        content=Content(body(_inside(article)), "text/html", language, _base(root, base)),
        tags=tuple(filter(None, (line(word) for word in meta.get("keywords", "").split(",")[:30]))),
        language=language,
    )


def _tree(text: str) -> lxml.html.HtmlElement | None:
    try:
        parser = lxml.html.HTMLParser(recover=True, no_network=True, remove_comments=True, huge_tree=True)
        root = lxml.html.document_fromstring(text.replace("\x00", ""), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None
    _mend_head(root)
    return root


def _mend_head(root: lxml.html.HtmlElement) -> None:
    """What the parser left in the head though it is text (tags of HTML 5 before any it knows) begins the body."""
    heads = root.xpath("/html/head")
    strays = (
        [one for one in heads[0] if isinstance(one.tag, str) and one.tag not in _OF_HEAD] if heads else []
    )
    if strays:
        bodies = root.xpath("/html/body")
        home = bodies[0] if bodies else etree.SubElement(root, "body")
        strays[-1].tail = (strays[-1].tail or "") + (home.text or "")
        home.text = None
        for place, stray in enumerate(strays):
            home.insert(place, stray)


def _meta(root: lxml.html.HtmlElement) -> dict[str, str]:
    """The first value of each `<meta>`, under its name, property or itemprop."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("name") or element.get("property") or element.get("itemprop") or ""
        value = element.get("content") or ""
        if name and value and len(found) < 200:
            found.setdefault(name.strip().lower(), value)
    return found


def _article(root: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The element that holds the article: marked as its body, else the longest `<article>`, else `<main>`, else all."""
    for path in ("//*[@itemprop='articleBody']", "//article", "//main|//*[@role='main']"):
        found = [(len(_text(element)), element) for element in root.xpath(path)[:50]]
        if found:
            length, element = max(found, key=lambda pair: pair[0])
            if length >= _SHORTEST or len(found) == 1:
                return element
    bodies = root.xpath("//body")
    return bodies[0] if bodies else root


def _text(element: lxml.html.HtmlElement) -> str:
    return " ".join("".join(element.itertext()).split())


def _title(root: lxml.html.HtmlElement, article: lxml.html.HtmlElement, meta: dict[str, str]) -> str:
    """The headline: the page's own for sharing, else its one `<h1>`, else `<title>`."""
    headings = article.xpath(".//h1") or root.xpath("//h1")
    heading = line(_text(headings[0])) if len(headings) == 1 else ""
    named = next((line(_text(element)) for element in root.iter("title")), "")
    return line(meta.get("og:title") or "") or heading or named


def _dates(article: lxml.html.HtmlElement, meta: dict[str, str]) -> tuple[datetime | None, datetime | None]:
    names = ("article:published_time", "datepublished", "date", "pubdate", "dc.date", "dcterms.created")
    said = [meta[name] for name in names if name in meta]
    said += [e.get("datetime") or _text(e) for e in article.xpath(".//time")[:3]]
    published = next((when for when in map(read_date, said) if when), None)
    changed = (
        meta.get("article:modified_time") or meta.get("og:updated_time") or meta.get("datemodified") or ""
    )
    return published, read_date(changed)


def _by_class(article: lxml.html.HtmlElement) -> str:
    found = article.xpath(".//*[@rel='author' or @itemprop='author' or contains(@class,'byline')]")
    text = _text(found[0]) if found else ""
    return re.sub(r"^(?:by|theo|bởi)\s+", "", text, flags=re.IGNORECASE) if len(text) < 80 else ""


def _canonical(root: lxml.html.HtmlElement, meta: dict[str, str]) -> str:
    links = [e.get("href") or "" for e in root.xpath("//link[@rel='canonical']")[:1]]
    return next((url for url in [*links, meta.get("og:url", "")] if is_web(url)), "")


def _base(root: lxml.html.HtmlElement, base: str) -> str:
    """`<base href>` of a page from the web; a saved page's own files stay where they are."""
    named = next((e.get("href") or "" for e in root.iter("base")), "")
    return named if is_web(named) else urljoin(base, named) if named.startswith(("./", "../")) else base


def _clear(article: lxml.html.HtmlElement, title: str) -> None:
    """Takes out what is not the article: navigation, forms, scripts, bands above and below, the headline itself."""
    for element in list(article.iter(*_FURNITURE)):
        if element is not article and element.getparent() is not None:
            element.drop_tree()
    for element in list(article.iter(*_BANDS)):
        if element.getparent() is not None and element is not article and len(_text(element)) < 2000:
            element.drop_tree()
    for element in list(article.iter("h1")):
        if element.getparent() is not None and line(_text(element)) == title:
            element.drop_tree()


def _inside(element: lxml.html.HtmlElement) -> str:
    """The element's HTML, its own tag kept out of it where it is the body."""
    html = lxml.html.tostring(element, encoding="unicode", with_tail=False)
    return re.sub(r"^<body[^>]*>|</body>\s*$", "", html) if element.tag == "body" else html
