"""Finding in the article or the comments: a box while one types, then keys that go from match to match until it is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.finding import Finding
from tui_reader.ui.footer import Item, item
from tui_reader.ui.panes import Pane, Panes

if TYPE_CHECKING:
    from textual.events import Key

    from tui_reader.ui.article_find_box import ArticleFindBox
    from tui_reader.ui.reading.finder import Finder
    from tui_reader.ui.reading.pieces import Anchor


class ArticleFinding:
    """Esc goes back to the place before, Enter stays; ``n`` and ``N`` are next and previous while it lasts."""

    def __init__(self, desk: Desk, panes: Panes, finding: Finding) -> None:
        self._desk, self._panes, self._finding = desk, panes, finding
        self._box: ArticleFindBox | None = None
        self._finder: Finder | None = None
        self._typing = False
        self._text = ""
        self._pane = Pane.ARTICLE
        """Where something is looked for, or was last."""

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"find": lambda _: self._find(), "search": lambda _: self._search()}

    @property
    def open(self) -> bool:
        """Whether something is looked for in the article."""
        return self._box is not None

    @property
    def found(self) -> tuple[Anchor, int] | None:
        """Where the match stood on begins, as drawn; None where nothing is looked for or found."""
        return self._finder.here if self._finder is not None else None

    @property
    def typing(self) -> bool:
        """Whether the box has the keys, or is about to."""
        return self._box is not None and self._typing

    def _find(self) -> None:
        article, pane = self._desk.shown, self._panes.focus
        if pane is not self._pane:
            self.close()
        here = article is not None and article.document is not None
        if here if pane is Pane.ARTICLE else pane is Pane.COMMENTS and self._desk.comments.view.nodes:
            self._begin(pane)
        else:
            self.close()
            self._finding.begin(everywhere=False)

    def _search(self) -> None:
        self.close()
        self._finding.begin(everywhere=True)

    def _begin(self, pane: Pane) -> None:
        from tui_reader.ui.article_find_box import ArticleFindBox  # a text box is not needed to start
        from tui_reader.ui.reading.find_ground import ArticleGround, Ground, ThreadGround
        from tui_reader.ui.reading.finder import Finder

        desk, self._pane = self._desk, pane
        self._typing = True
        if self._box is not None:
            self._box.take()
            return
        in_article = pane is Pane.ARTICLE
        ground: Ground = ArticleGround(desk.article) if in_article else ThreadGround(desk.comments.view)
        self._finder = Finder(ground, self._tell, self.close)
        self._box = ArticleFindBox(desk.words, "")
        (desk.article_pane if in_article else desk.comments).mount(self._box)
        desk.footer_again()

    # what the box says

    def typed(self, text: str) -> None:
        """The box says something else."""
        self._text = text
        if self._finder is not None:
            self._finder.look_for(text)

    def stay(self) -> None:
        """Enter: out of the box, on the match; again: done. Where nothing is found there is nothing to go through."""
        if not self._typing or self._finder is None or not self._finder.matches:
            self._stay_here()
            return
        self._typing = False
        self._panes.go(self._pane)
        self._desk.footer_again()

    def leave(self) -> None:
        """Esc: back to the place before."""
        if self._finder is not None:
            self._finder.go_back()
        self._end()

    def everywhere(self) -> None:
        """Look for the same in all that is kept."""
        text = self._text
        self.leave()
        self._finding.begin(everywhere=True, text=text)

    def step(self, by: int) -> None:
        """To the next match, or back."""
        if self._finder is not None:
            self._finder.step(by)

    def close(self) -> None:
        """Another article is on screen, or something is looked for elsewhere."""
        if self._box is None:
            return
        if self._finder is not None:
            self._finder.close()
        self._box.remove()
        self._box = self._finder = None
        self._typing, self._text = False, ""
        self._desk.footer_again()

    def focused(self) -> None:
        """The focus moved: by a click into the box, or out of it."""
        if self._box is not None and self._box.is_mounted:
            self._typing = self._box.typing

    def early(self, event: Key) -> None:
        """A key pressed between the box's coming and its focus: it was meant for the box."""
        if self._box is None:
            return
        if event.key == "enter":
            self.stay()
        elif event.key == "escape":
            self.leave()
        elif event.character and event.is_printable:
            self._box.type(event.character)

    # what the keys mean meanwhile

    def take(self, action: str, count: int | None) -> bool:
        """Actions that mean something else while one goes through the matches; False for any other."""
        if self._box is None or self._panes.focus is not self._pane:
            return False
        deeds = {
            "unread.next": lambda: self.step(count or 1),
            "unread.previous": lambda: self.step(-(count or 1)),
            "back": self.leave,
            "open": self._press,
            "find.next": lambda: self.step(1),
            "find.previous": lambda: self.step(-1),
            "find.stay": self.stay,
            "find.leave": self.leave,
            "find.everywhere": self.everywhere,
        }
        deed = deeds.get(action)
        if deed is not None:
            deed()
        return deed is not None

    def keys(self) -> tuple[Item, ...]:
        """What the footer offers while it lasts."""
        if self._box is None:
            return ()
        words, keymap = self._desk.words, self._desk.keymap
        onward, back, stay = (
            words("footer.find.next"),
            words("footer.find.previous"),
            words("footer.find.enter"),
        )
        close = words("footer.find.close")
        if self._typing:
            return (
                Item("find.next", "↓", onward),
                Item("find.previous", "↑", back),
                Item("find.stay", "enter", stay),
                Item("find.everywhere", "tab", words("footer.find.everywhere")),
                Item("find.leave", "esc", close),
            )
        return (
            *item(keymap, onward, "unread.next"),
            *item(keymap, back, "unread.previous"),
            *item(keymap, stay, "open"),
            *item(keymap, close, "back"),
        )

    def _press(self) -> None:
        """Follow the link the reader went to, if one is in sight; else stay."""
        pane = self._desk.article if self._pane is Pane.ARTICLE else self._desk.comments
        if self._pane is Pane.COMMENTS or not pane.press():
            self._stay_here()

    def _stay_here(self) -> None:
        if self._finder is not None and self._finder.matches:
            self._finder.stay()
        self._end()

    def _end(self) -> None:
        pane = self._pane
        self.close()
        self._panes.go(pane)

    def _tell(self) -> None:
        finder, box = self._finder, self._box
        if finder is None or box is None:
            return
        if finder.matches:
            box.tell(f"{finder.at + 1} / {finder.matches}{'' if finder.done else ' …'}")
        else:
            none = bool(self._text.strip()) and finder.done
            box.tell(self._desk.words("article.not_found", text=self._text.strip()) if none else "")
