"""What plays or lives elsewhere, as a link with a label a person understands."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

from tui_reader.model import urls
from tui_reader.model.document import Embed
from tui_reader.model.scrub import scrub_line

_YOUTUBE = re.compile(
    r"^https?://(?:www\.|m\.)?(?:youtube(?:-nocookie)?\.com/(?:embed/|v/|shorts/|live/|watch\?(?:.*&)?v=)|youtu\.be/)([\w-]{11})"
)
_VIMEO = re.compile(r"^https?://player\.vimeo\.com/video/(\d+)")
_DAILYMOTION = re.compile(r"^https?://(?:www\.)?dailymotion\.com/embed/video/(\w+)")
_VIDEO_HOSTS = frozenset(
    (
        "youtube.com",
        "youtube-nocookie.com",
        "youtu.be",
        "vimeo.com",
        "dailymotion.com",
        "tiktok.com",
        "twitch.tv",
        "rumble.com",
        "bitchute.com",
        "streamable.com",
        "wistia.com",
        "wistia.net",
        "jwplayer.com",
        "brightcove.net",
        "jwplatform.com",
        "ted.com",
        "facebook.com",
    )
)
_AUDIO_HOSTS = frozenset(
    (
        "soundcloud.com",
        "spotify.com",
        "podcasts.apple.com",
        "anchor.fm",
        "megaphone.fm",
        "simplecast.com",
        "libsyn.com",
        "acast.com",
        "buzzsprout.com",
        "transistor.fm",
        "mixcloud.com",
        "bandcamp.com",
        "spreaker.com",
        "podbean.com",
    )
)
_POST_HOSTS = frozenset(
    (
        "twitter.com",
        "x.com",
        "instagram.com",
        "threads.net",
        "bsky.app",
        "mastodon.social",
        "t.me",
        "reddit.com",
    )
)
# Frames that only count or advertise.
_NOT_FOR_READING = frozenset(
    (
        "googletagmanager.com",
        "doubleclick.net",
        "googlesyndication.com",
        "google-analytics.com",
        "amazon-adsystem.com",
        "adnxs.com",
        "taboola.com",
        "outbrain.com",
        "googleadservices.com",
    )
)
_VIDEO_FILE = re.compile(r"\.(?:mp4|m4v|webm|mov|m3u8|ogv)$", re.IGNORECASE)
_AUDIO_FILE = re.compile(r"\.(?:mp3|m4a|ogg|oga|opus|aac|wav|flac)$", re.IGNORECASE)


def embed(address: str, base: str = "", *, kind: str = "", title: str = "") -> Embed | None:
    """The link for an embedded thing; None where it cannot be opened or is not for reading."""
    if address.startswith("//"):
        address = "https:" + address
    url = urls.clean(address, base)
    if not urls.is_web(url) or _belongs(url, _NOT_FOR_READING):
        return None
    url = _page_of(url)
    found = kind or _kind(url)
    return Embed(found, url, scrub_line(title, 300) or _name(url))


def youtube(identifier: str) -> str:
    """The page of a YouTube film, or empty if that is no identifier."""
    return f"https://www.youtube.com/watch?v={identifier}" if re.fullmatch(r"[\w-]{11}", identifier) else ""


def _page_of(url: str) -> str:
    """The page where a person would see what the player address plays."""
    if match := _YOUTUBE.match(url):
        return youtube(match[1])
    if match := _VIMEO.match(url):
        return f"https://vimeo.com/{match[1]}"
    if match := _DAILYMOTION.match(url):
        return f"https://www.dailymotion.com/video/{match[1]}"
    parts = urlsplit(url)
    if "/plugins/" in parts.path and _belongs(url, frozenset(("facebook.com",))):
        return next(iter(parse_qs(parts.query).get("href", [])), url)
    if _belongs(url, frozenset(("w.soundcloud.com",))):
        return next(iter(parse_qs(parts.query).get("url", [])), url)
    if _belongs(url, frozenset(("open.spotify.com",))):
        return url.replace("/embed/", "/", 1)
    return url


def _kind(url: str) -> str:
    path = urlsplit(url).path
    if _belongs(url, _AUDIO_HOSTS) or _AUDIO_FILE.search(path):
        return "audio"
    if _VIDEO_FILE.search(path) or (_belongs(url, _VIDEO_HOSTS) and "/posts/" not in path):
        return "video"
    return "post" if _belongs(url, _POST_HOSTS) or "/posts/" in path else "frame"


def _name(url: str) -> str:
    return {
        "www.youtube.com": "YouTube",
        "vimeo.com": "Vimeo",
        "www.dailymotion.com": "Dailymotion",
        "open.spotify.com": "Spotify",
        "twitter.com": "Twitter",
        "x.com": "X",
        "www.instagram.com": "Instagram",
        "www.tiktok.com": "TikTok",
        "www.facebook.com": "Facebook",
    }.get(urls.host(url), urls.host(url).removeprefix("www."))


def _belongs(url: str, hosts: frozenset[str]) -> bool:
    """Whether the host of the address is one of these or lies under one."""
    parts = urls.host(url).split(".")
    return any(".".join(parts[at:]) in hosts for at in range(max(0, len(parts) - 4), len(parts)))
