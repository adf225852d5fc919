"""Joins and judges the addresses a feed gives: web addresses, and pictures beside a local file, nothing else."""

from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from msgspec import Struct

from tui_reader.model.urls import clean, host, is_usual, is_web

_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif")


class Home(Struct, frozen=True):
    """Where a body came from: `base` joins relative addresses, `folder` is what a local one may name files of."""

    base: str
    folder: Path | None = None

    @property
    def is_vietnamese(self) -> bool:
        """Whether it lies under `.vn`."""
        return _is_vietnamese(self.base)


@lru_cache(64)
def _is_vietnamese(base: str) -> bool:
    return host(base).endswith(".vn")


def home_of(location: str) -> Home:
    """The home of a body by its location, an address or a path."""
    if is_web(location):
        return Home(location)
    path = local_path(location)
    if path is None:
        return Home("")
    absolute = Path(path).absolute()
    return Home(absolute.as_uri(), absolute.parent)


def local_path(location: str) -> str | None:
    """The path a location names, None if it is an address of another kind."""
    try:
        parts = urlsplit(location)
    except ValueError:
        return None
    if parts.scheme.lower() == "file":
        return unquote(parts.path) if parts.netloc in ("", "localhost") else None
    return None if "://" in location[:40] or not location else location


def web(url: str, home: Home, base: str = "") -> str:
    """The absolute web address, or "" where the feed gives none or one of another scheme (H52)."""
    if is_usual(url):
        return url
    url = clean(url, join(home.base, base)) if url else ""
    return url if is_web(url) else ""


def picture(url: str, home: Home, base: str = "") -> str:
    """As `web`; for a local feed also a file in or below its folder, or a picture in one beside it (`../pictures/a.jpg`)."""
    if is_usual(url):
        return url
    url = clean(url, join(home.base, base)) if url else ""
    if is_web(url):
        return url
    path = local_path(url) if url.startswith("file:") and home.folder else None
    if path is None or home.folder is None:
        return ""
    try:
        named, folder = Path(path).resolve(), home.folder.resolve()
        inside = named.is_relative_to(folder)
        beside = named.suffix.lower() in _PICTURES and named.is_relative_to(folder.parent)
    except (OSError, ValueError, RuntimeError):
        return ""
    return url if inside or beside else ""


def join(base: str, url: str) -> str:
    """`url` on `base`; the base itself where they cannot be joined."""
    if not url:
        return base
    if is_usual(url):
        return url
    try:
        return urljoin(base, url)
    except ValueError:
        return base
