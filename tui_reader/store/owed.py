"""Articles as their conversion is given them: cells as they are kept, unpacked in a worker, where there is time for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct, json

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Author, Content, EntryData
from tui_reader.store.database import Database
from tui_reader.store.doors import door
from tui_reader.store.encoding import id_list, unpack_quickly
from tui_reader.store.made import never_made


class Owed(Struct, frozen=True, array_like=True):
    """One article as last delivered: names, texts, the pictures beside them."""

    entry_id: int
    is_new: bool
    """Whether nothing was made of it yet (``made.keep_made``)."""
    title: str
    authors: str
    """As the column ``entry.authors``."""
    texts: tuple[tuple[str, str, bytes, str, str], ...]
    """Columns origin, type, value, base, language."""
    images: tuple[tuple[str, str, str, str, int, int], ...] = ()
    """Columns url, alt, caption, credit, width, height."""

    def data(self) -> EntryData:
        """What the converter takes. Raises ValueError, TypeError or DeflateError where a cell is damaged."""
        texts = {
            origin: Content(unpack_quickly(value), type_, language, base)
            for origin, type_, value, base, language in self.texts
        }
        return EntryData(
            title=self.title,
            authors=tuple(Author(*author) for author in json.decode(self.authors)),
            summary=texts.get("summary"),
            content=texts.get("delivered"),
            images=tuple([ImageRef(*image) for image in self.images]),
        )


def readable(owed: Iterable[Owed]) -> list[tuple[int, EntryData]]:
    """The articles as the converter takes them; one with a damaged cell is left out, and stays owed."""
    from tui_reader.deflate import DeflateError  # late, as in encoding.py

    found: list[tuple[int, EntryData]] = []
    for each in owed:
        try:
            found.append((each.entry_id, each.data()))
        except (ValueError, TypeError, DeflateError):
            pass
    return found


@door
def many_owed(db: Database, entry_ids: Sequence[int]) -> list[Owed]:
    """These entries, in the order asked; those that are gone are left out."""
    ids = id_list(entry_ids)
    texts: dict[int, list[tuple[str, str, bytes, str, str]]] = {}
    for entry_id, *text in db.rows(
        "SELECT entry_id, origin, type, value, base, language FROM content"
        " WHERE entry_id IN (SELECT value FROM json_each(?)) AND origin IN ('summary', 'delivered')",
        (ids,),
    ):
        texts.setdefault(entry_id, []).append(tuple(text))
    images: dict[int, list[tuple[str, str, str, str, int, int]]] = {}
    for entry_id, *image in db.rows(
        "SELECT entry_id, url, alt, caption, credit, width, height FROM image"
        " WHERE entry_id IN (SELECT value FROM json_each(?)) AND origin = 'feed' ORDER BY entry_id, position",
        (ids,),
    ):
        images.setdefault(entry_id, []).append(tuple(image))
    new = never_made(db, entry_ids)
    rows = db.rows(
        "SELECT id, title, authors FROM entry WHERE id IN (SELECT value FROM json_each(?))", (ids,)
    )
    found = {
        entry_id: Owed(
            entry_id,
            entry_id in new,
            title,
            authors,
            tuple(texts.get(entry_id, ())),
            tuple(images.get(entry_id, ())),
        )
        for entry_id, title, authors in rows
    }
    return [found[entry_id] for entry_id in entry_ids if entry_id in found]
