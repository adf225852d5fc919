"""Reads local articles: one file as one entry, a folder of them as a feed."""

import os
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path

from msgspec.structs import replace

from tui_reader.model.entry import Author, CommentsRef, Content, EntryData, ParsedFeed
from tui_reader.model.errors import ParseError, ReaderError, RetrieveError
from tui_reader.model.feed import FeedData
from tui_reader.model.scrub import is_blank
from tui_reader.sources.encoding import decode
from tui_reader.sources.files import key_of, read_bytes, shown
from tui_reader.sources.kind import sniff, suffix_of
from tui_reader.sources.local_html import read_html
from tui_reader.sources.local_markdown import read_markdown
from tui_reader.sources.one_line import body, line
from tui_reader.sources.page_text import PageText, recognise

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml")
"""Files that are read as articles."""
NEWEST = 2000
_MOST_SEEN = 100_000
_DEEPEST = 8
_FOLDER_BYTES = 64 * 1024 * 1024
_SIDECAR = ".comments.xml"


def read_file(path: Path) -> ParsedFeed:
    """The file as a feed of one entry. Raises RetrieveError (it could not be read) or ParseError (`unsupported_kind`)."""
    return ParsedFeed(FeedData(), (read_article(path),))


def read_article(path: Path) -> EntryData:
    """The article a .txt, .md or .html file holds; its identifier is its absolute path."""
    if suffix_of(path.name) not in SUFFIXES:
        if not os.path.isfile(path):
            read_bytes(path)  # says what it is instead
        raise ParseError("unsupported_kind", name=shown(Path(path.name)))
    delivered = read_bytes(path)
    kind = sniff(delivered, {}, path.name) if delivered.strip() else "text"
    if kind not in ("text", "markdown", "html"):
        raise ParseError("unsupported_kind", name=shown(Path(path.name)))
    text = decode(delivered)
    base = Path(os.path.abspath(path)).as_uri()
    if kind == "html":
        entry = read_html(text, base)
    elif kind == "markdown":
        entry = read_markdown(text, base)
    else:
        entry = _read_text(text, base)
    return _at_home(entry, path)


def read_folder(path: Path) -> ParsedFeed:
    """The newest 2,000 articles in and below a folder, newest first; those over the cap are counted, those
    that cannot be read are passed over.

    Raises RetrieveError (`file_missing`, `file_unreadable`, `not_a_file`) where the folder itself cannot be read.
    """
    files = sorted(_articles(path), key=lambda found: (-found[1], found[0]))
    entries: list[EntryData] = []
    total = 0
    tried = 0
    for file, _, size in files[:NEWEST]:
        total += size
        if total > _FOLDER_BYTES:
            break
        tried += 1
        try:
            entries.append(read_article(file))
        except ReaderError:
            continue
    name = shown(Path(os.path.abspath(path).rstrip("/")).relative_to(Path(os.path.abspath(path)).parent))
    return ParsedFeed(FeedData(title=name), tuple(entries), left_out=len(files) - tried)


def fingerprint_of(path: Path) -> str:
    """What changes when a file or the articles of a folder change: names, sizes, times of change; "" if it is gone."""
    try:
        found = list(_articles(path)) if path.is_dir() else [_stated(path)]
    except (OSError, ValueError, ReaderError):
        return ""
    digest = blake2b(digest_size=16)
    for file, changed, size in sorted(found):
        sidecar = _sidecar(file)
        digest.update(os.fsencode(file) + f"\0{changed}\0{size}\0".encode())
        if sidecar is not None:
            digest.update(f"{_stated(sidecar)[1:]}".encode())
    return digest.hexdigest()


def _stated(path: Path) -> tuple[Path, int, int]:
    status = path.stat()
    return path, status.st_mtime_ns, status.st_size


def _articles(folder: Path) -> list[tuple[Path, int, int]]:
    """Path, time of change (ns) and size of each article; hidden ones and links that lead out are not seen."""
    root = Path(os.path.realpath(folder))
    found: list[tuple[Path, int, int]] = []
    waiting = [(Path(os.path.abspath(folder)), 0)]
    while waiting and len(found) < _MOST_SEEN:
        here, depth = waiting.pop()
        try:
            with os.scandir(here) as listing:
                children = sorted(listing, key=lambda child: child.name)
        except (OSError, ValueError) as error:
            if depth == 0:
                raise _cannot_list(folder, error) from error
            continue
        for child in children:
            if child.name.startswith("."):
                continue
            try:
                if child.is_dir(follow_symlinks=False):
                    if depth < _DEEPEST:
                        waiting.append((Path(child.path), depth + 1))
                elif suffix_of(child.name) in SUFFIXES and child.is_file() and _inside(child, root):
                    status = child.stat()
                    found.append((Path(child.path), status.st_mtime_ns, status.st_size))
            except OSError:
                continue
    return found


def _inside(child: "os.DirEntry[str]", root: Path) -> bool:
    return not child.is_symlink() or Path(os.path.realpath(child.path)).is_relative_to(root)


def _cannot_list(folder: Path, error: Exception) -> RetrieveError:
    if isinstance(error, FileNotFoundError):
        return RetrieveError("file_missing", path=shown(folder))
    if isinstance(error, NotADirectoryError):
        return RetrieveError("not_a_file", path=shown(folder))
    return RetrieveError("file_unreadable", path=shown(folder))


# --- one article ------------------------------------------------------------------------------------------


def _at_home(entry: EntryData, path: Path) -> EntryData:
    """The entry with what only the file knows: identifier, source, time of change, a name for the nameless, comments."""
    changed = _changed(path)
    sidecar = _sidecar(path)
    comments = entry.comments
    if sidecar is not None:
        comments = CommentsRef(feed=key_of(sidecar), count=comments.count)
    elif comments.feed:
        comments = CommentsRef(feed=key_of(path), count=comments.count)
    return replace(
        entry,
        guid=key_of(path),
        title=entry.title if not is_blank(entry.title) else shown(Path(path.stem)),
        updated=entry.updated or changed,
        comments=comments,
        source=key_of(path),
    )


def _changed(path: Path) -> datetime | None:
    """When the file was changed last; None where the clock or the file is gone."""
    try:
        return datetime.fromtimestamp(max(0, path.stat().st_mtime), tz=UTC)
    except (OSError, ValueError, OverflowError):
        return None


def _sidecar(path: Path) -> Path | None:
    """The comment feed that lies beside an article: `name.comments.xml` for `name.txt`."""
    sidecar = path.with_name(path.stem + _SIDECAR)
    try:
        return sidecar if sidecar.is_file() else None
    except OSError:
        return None


def _read_text(text: str, base: str) -> EntryData:
    page = recognise(text)
    if page is not None:
        return _of_page(page, base)
    first = next((row.strip() for row in text.split("\n", 200) if row.strip()), "")
    return EntryData(title=line(first, limit=200), content=Content(body(text), "text/plain", base=base))


def _of_page(page: PageText, base: str) -> EntryData:
    """The page as an entry; where it holds comments, the file itself is their feed (comment_feed.py reads them)."""
    return EntryData(
        title=line(page.title),
        authors=(Author(line(page.author)),) if page.author else (),
        published=page.published,
        summary=Content(page.lead, "text/plain", base=base) if page.lead else None,
        content=Content(page.html, base=base),
        comments=CommentsRef(feed="self" if page.comments else "", count=page.comment_count),
    )
