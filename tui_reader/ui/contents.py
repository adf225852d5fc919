"""What an article holds, as lists to go by: all its links, its headings and pictures."""

from __future__ import annotations

from tui_reader.content.figures_and_links import links
from tui_reader.model.article import Article
from tui_reader.model.hosts import says_another, shown_host
from tui_reader.model.urls import is_web
from tui_reader.ui.addresses import Addresses
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.following import Following
from tui_reader.ui.panes import Pane, Panes
from tui_reader.ui.reading_flow import ReadingFlow


class Contents:
    """Opens the lists, and goes where was chosen in them."""

    def __init__(
        self, desk: Desk, panes: Panes, reading: ReadingFlow, following: Following, addresses: Addresses
    ) -> None:
        self._desk, self._panes, self._reading = desk, panes, reading
        self._following, self._addresses = following, addresses

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {
            "links.list": lambda _: self._desk.bring(self._links(), "links"),
            "outline": lambda _: self._outline(),
        }

    async def _links(self) -> None:
        from tui_reader.ui.choices import Choice  # not needed to start
        from tui_reader.ui.jump_list import JumpList

        desk = self._desk
        await self._reading.bring()
        found = all_links(desk.shown, comments=self._panes.focus is Pane.COMMENTS) if desk.shown else []
        if not found:
            desk.say("empty.links")
            return
        lines = [Choice(url, _one_line(text), _whither(text, url)) for text, url in found]
        page = JumpList(desk.words("article.links"), lines, desk.words, self._addresses.copy)
        desk.screen.app.push_screen(page, self._follow)

    def _follow(self, url: str | None) -> None:
        if url is not None:
            self._following.follow(url, sure=True)  # each line told the host, and which text named another

    def _outline(self) -> None:
        from tui_reader.ui.choices import Choice  # not needed to start
        from tui_reader.ui.jump_list import JumpList

        desk = self._desk
        layout = desk.article.layout_now
        marks = layout.headings if layout is not None else ()
        if not marks:
            desk.say("empty.outline")
            return
        top = min((mark.level for mark in marks if mark.level), default=1)
        lines, picture = [], 0
        for mark in marks:
            picture += not mark.level
            name = desk.words("picture.title")
            text = "  " * max(0, mark.level - top) + mark.text if mark.level else f"    ▣ {mark.text}"
            lines.append(Choice(str(mark.piece), _one_line(text), "" if mark.level else f"{name} {picture}"))
        desk.screen.app.push_screen(JumpList(desk.words("article.outline"), lines, desk.words), self._jump)

    def _jump(self, piece: str | None) -> None:
        if piece is not None:
            self._panes.go(Pane.ARTICLE)
            self._desk.article.go_to_piece(int(piece))


def all_links(article: Article, *, comments: bool = False) -> list[tuple[str, str]]:
    """The links of an article or of what was said of it, each address once, as (text, address)."""
    found: list[tuple[str, str]] = []
    if comments and article.thread is not None:
        for node in article.thread.nodes:
            found += links(node.comment.document)
    elif not comments:
        found = links(article.document) if article.document is not None else []
        if article.entry.data.link:
            found.append((article.entry.data.title, article.entry.data.link))
    once: dict[str, str] = {}
    for text, url in found:
        once.setdefault(url, text)
    return [(text, url) for url, text in once.items()]


def _one_line(text: str) -> str:
    return text.replace("\n", " ")


def _whither(text: str, url: str) -> str:
    """The real host; marked where the text names another."""
    if not is_web(url):
        return url.partition(":")[0]
    return f"⚠ {shown_host(url)}" if says_another(text, url) else shown_host(url)
