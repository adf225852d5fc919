"""Changing a feed or a folder on screen: opens its form, keeps what was changed, leaves it, tells how to undo."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from tui_reader.model.action import Action
from tui_reader.model.errors import ReaderError
from tui_reader.model.feed import Feed, Folder, folder_paths
from tui_reader.model.view import Place, View
from tui_reader.strings.format import feed_name
from tui_reader.ui.desk import Deed, Desk
from tui_reader.ui.list_flow import ListFlow
from tui_reader.ui.panes import Panes
from tui_reader.ui.refreshing import Refreshing

if TYPE_CHECKING:
    from tui_reader.ui.form import Form


class Arranging:
    """``E``."""

    def __init__(self, desk: Desk, panes: Panes, lists: ListFlow, refreshing: Refreshing) -> None:
        self._desk, self._panes, self._lists, self._refreshing = desk, panes, lists, refreshing

    def deeds(self) -> dict[str, Deed]:
        """The actions of this part, by id."""
        return {"feed.edit": lambda _: self._edit()}

    def _edit(self) -> None:
        """The feed or folder under the cursor of the sources, or shown, or the article's."""
        line = self._desk.sources.line if self._panes.in_sources else None
        view = line.view if line is not None else self._lists.view
        sources = self._lists.sources
        if view.place is Place.FOLDER and self._refreshing.pointed() is None:
            folder = next((one for one in sources.folders if one.id == view.id), None)
            if folder is not None:
                self._edit_folder(folder)
                return
        if view.place is Place.SEARCH and view.id is not None:
            self._edit_search(view.id)
            return
        meant = self._refreshing.feeds_meant()
        feed = next((one for one in sources.feeds if meant == [one.id]), None)
        if feed is None:
            self._desk.say("notice.not_here")
        else:
            self._edit_feed(feed)

    def _edit_search(self, folder_id: int) -> None:
        from tui_reader.ui.smart_folders import edit  # text boxes are not needed to start

        folder = next((one for one in self._lists.sources.smart if one.id == folder_id), None)
        if folder is not None:
            edit(self._desk, self._lists, folder)

    def _edit_feed(self, feed: Feed) -> None:
        from tui_reader.ui.feed_dialog import FeedDialog  # text boxes are not needed to start

        desk, paths = self._desk, folder_paths(self._lists.sources.folders)

        def save() -> None:
            edit = dialog.edit()
            if edit is not None:
                self._keep(
                    dialog, lambda: desk.library.edit_feed(feed.id, edit), feed_name(desk.words, feed.title)
                )

        def remove() -> None:
            title = feed_name(desk.words, feed.title)
            self._keep(
                dialog, lambda: desk.library.unsubscribe(feed.id), title, gone=View(Place.FEED, feed.id)
            )

        inside = paths.get(feed.folder_id or 0, "")
        dialog = FeedDialog(
            feed, inside, sorted(paths.values()), desk.trouble(feed), desk.words, save, remove
        )
        desk.screen.app.push_screen(dialog)

    def _edit_folder(self, folder: Folder) -> None:
        from tui_reader.ui.folder_dialog import FolderDialog  # text boxes are not needed to start

        desk, paths = self._desk, folder_paths(self._lists.sources.folders)

        def save() -> None:
            name, inside = dialog.text("name"), dialog.text("inside")
            self._keep(
                dialog, lambda: desk.library.edit_folder(folder.id, title=name, inside=inside), folder.title
            )

        def remove() -> None:
            gone = View(Place.FOLDER, folder.id)
            self._keep(dialog, lambda: desk.library.delete_folder(folder.id), folder.title, gone=gone)

        own = paths.get(folder.id, "")
        others = [path for path in sorted(paths.values()) if path != own and not path.startswith(f"{own}/")]
        inside = paths.get(folder.parent_id or 0, "")
        dialog = FolderDialog(folder.title, inside, others, desk.words, save, remove)
        desk.screen.app.push_screen(dialog)

    def _keep(
        self, dialog: Form, deed: Callable[[], Awaitable[Action]], title: str, *, gone: View | None = None
    ) -> None:
        self._desk.wait(self._kept(dialog, deed, title, gone), "act")

    async def _kept(
        self, dialog: Form, deed: Callable[[], Awaitable[Action]], title: str, gone: View | None
    ) -> None:
        """Done, or the form says why not and stays as it is; ``gone``: a list that is no more."""
        if dialog.under_way:
            return
        dialog.under_way = True
        try:
            action = await deed()
        except ReaderError as error:
            self._desk.refuse(dialog, error)
            return
        finally:
            dialog.under_way = False
        dialog.dismiss(None)
        if action.id:
            self._desk.say(f"notice.{action.kind}", title=title, n=action.count)
        if gone is not None and self._lists.view == gone:
            self._lists.show(View(Place.UNREAD))
        elif action.id:
            await self._lists.let_in()
            self._desk.entries.forget_far()
            await self._lists.again()
        await self._lists.count()
