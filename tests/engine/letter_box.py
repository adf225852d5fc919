"""A loopback server that takes comments as WordPress, Isso, Mastodon and a wfw:comment address do, and shows them again."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree
from xml.sax.saxutils import escape

_DC = "{http://purl.org/dc/elements/1.1/}creator"


class LetterBox:
    """What was posted, and how the next posts are met."""

    def __init__(self) -> None:
        self.wordpress: list[dict[str, Any]] = []
        self.isso: list[dict[str, Any]] = []
        self.mastodon: list[dict[str, Any]] = []
        self.wfw: list[dict[str, Any]] = []
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        """Every POST: path, headers (lower-cased), body."""
        self.refusals: list[tuple[int, object]] = []
        """Answers for the next posts, which then keep nothing; the second is JSON, or text as it is."""
        self.before: Callable[[], None] = lambda: None
        """Called when a post arrived, before it is kept."""
        self.after: Callable[[], bool] = lambda: True
        """Called when it was kept; False: the connection is cut instead of an answer."""
        self.statuses: list[dict[str, Any]] = []
        """Answers to a status by others, as this server knows them."""
        self.known: dict[str, str] = {}
        """Of statuses of other servers, by their address, this server's own numbers."""
        self.closed = False
        """Whether nothing is shown to who has no token."""
        self.gets: list[tuple[str, str]] = []
        """Every GET: path with its query, and who asked."""
        self.held = False
        """Whether comments wait for approval, and are not shown."""
        self.lock = threading.Lock()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def texts(self) -> list[str]:
        """Everything kept, by what it says."""
        kept = (*self.wordpress, *self.isso, *self.mastodon, *self.wfw)
        return [str(one["text"]) for one in kept]

    # what each kind does with a post: status and JSON

    def post_wordpress(self, headers: dict[str, str], body: bytes) -> tuple[int, object]:
        said = json.loads(body)
        text, who = said["content"], said.get("author_name", headers.get("authorization", ""))
        same = [one for one in self.wordpress if (one["text"], one["who"]) == (text, who)]
        if same:
            return 409, {
                "code": "comment_duplicate",
                "message": "Duplicate comment detected",
                "data": {"status": 409},
            }
        one = {"text": text, "who": who, "parent": said.get("parent", 0), "held": self.held}
        self.wordpress.append(one)
        return 201, {
            **self._as_wordpress(len(self.wordpress) - 1),
            "status": "hold" if self.held else "approved",
        }

    def _as_wordpress(self, at: int) -> dict[str, Any]:
        one = self.wordpress[at]
        return {
            "id": at + 1,
            "post": 7,
            "parent": one["parent"],
            "author_name": one["who"],
            "date_gmt": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S"),
            "content": {"rendered": f"<p>{one['text']}</p>\n"},
            "link": f"{self.url}/post/#comment-{at + 1}",
            "status": "approved",
        }

    def post_isso(self, headers: dict[str, str], body: bytes) -> tuple[int, object]:
        said = json.loads(body)
        if len(said["text"]) < 3:
            return 400, {"message": "text is too short (minimum length: 3)"}
        self.isso.append({"text": said["text"], "author": said.get("author"), "parent": said.get("parent")})
        return (202 if self.held else 201), {
            "id": len(self.isso),
            "mode": 2 if self.held else 1,
            "text": said["text"],
        }

    def post_mastodon(self, headers: dict[str, str], body: bytes) -> tuple[int, object]:
        if headers.get("authorization") != "Bearer s3cret":
            return 401, {"error": "The access token is invalid"}
        said, key = json.loads(body), headers["idempotency-key"]
        known = [one for one in self.mastodon if one["key"] == key]
        if not known:
            known = [
                {
                    "text": said["status"],
                    "to": said["in_reply_to_id"],
                    "key": key,
                    "id": (number := str(9000 + len(self.mastodon))),
                    "uri": f"{self.url}/users/me/statuses/{number}",
                }
            ]
            self.mastodon += known
        return 200, {"id": known[0]["id"], "uri": known[0]["uri"], "content": f"<p>{said['status']}</p>"}

    def post_wfw(self, headers: dict[str, str], body: bytes) -> tuple[int, object]:
        item = ElementTree.fromstring(body)
        self.wfw.append({"text": item.findtext("description"), "who": item.findtext(_DC)})
        return 200, "<response><error>0</error></response>"

    # what each kind shows

    def get(self, path: str, who: str = "") -> tuple[int, str, str]:
        parts = urlsplit(path)
        self.gets.append((path, who))
        if self.closed and not who:
            return 401, "application/json", '{"error": "This method requires an authenticated user"}'
        if parts.path == "/api/v2/search":
            uri = parse_qs(parts.query)["q"][0]
            found = [{"id": self.known[uri], "uri": uri}] if who and uri in self.known else []
            return 200, "application/json", json.dumps({"statuses": found})
        if parts.path.endswith("/wp/v2/comments"):
            shown = [self._as_wordpress(at) for at, one in enumerate(self.wordpress) if not one["held"]]
            return 200, "application/json", json.dumps(shown[::-1])
        if parts.path == "/isso/":
            now = datetime.now(UTC).timestamp()
            replies = [
                {"id": at + 1, "text": one["text"], "author": one["author"], "created": now, "replies": []}
                for at, one in enumerate(self.isso)
            ]
            return 200, "application/json", json.dumps({"id": None, "replies": replies})
        if parts.path.startswith("/api/v1/statuses/") and not parts.path.endswith("/context"):
            number = parts.path.rpartition("/")[2]
            status = {"id": number, "uri": f"{self.url}/users/an/statuses/{number}"}
            return 200, "application/json", json.dumps(status)
        if parts.path.startswith("/api/v1/statuses/"):
            shown = self.statuses + [
                {
                    "id": one["id"],
                    "uri": one["uri"],
                    "in_reply_to_id": one["to"],
                    "content": f"<p>{escape(one['text'])}</p>",
                }
                for one in self.mastodon
            ]
            return 200, "application/json", json.dumps({"ancestors": [], "descendants": shown})
        if parts.path == "/comments.xml":
            return 200, "application/rss+xml", self._feed()
        return 404, "text/plain", "no"

    def _feed(self) -> str:
        items = "".join(
            f'<item><guid isPermaLink="false">c{at}</guid><title>Re</title><dc:creator>{escape(one["who"] or "")}</dc:creator>'
            f"<description>{escape(one['text'])}</description></item>"
            for at, one in enumerate(self.wfw)
        )
        return (
            '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
            f"<title>c</title>{items}</channel></rss>"
        )

    def post(self, path: str, headers: dict[str, str], body: bytes) -> tuple[int, object]:
        parts = urlsplit(path)
        ways = {"/wp-json/wp/v2/comments": self.post_wordpress, "/api/v1/statuses": self.post_mastodon}
        ways |= {"/isso/new": self.post_isso, "/wfw": self.post_wfw}
        if parts.path == "/isso/new" and not parse_qs(parts.query).get("uri"):
            return 400, {"message": "missing uri"}
        return ways[parts.path](headers, body) if parts.path in ways else (404, {"code": "rest_no_route"})


def _handler(box: LetterBox) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with box.lock:
                status, kind, text = box.get(self.path, self.headers.get("Authorization", ""))
            self._answer(status, kind, text.encode())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            headers = {name.lower(): value for name, value in self.headers.items()}
            box.requests.append((self.path, headers, body))
            box.before()
            with box.lock:
                if box.refusals:
                    status, said = box.refusals.pop(0)
                else:
                    status, said = box.post(self.path, headers, body)
            if not box.after():
                self.close_connection = True
                self.connection.shutdown(socket.SHUT_RDWR)
                return
            text = said if isinstance(said, str) else json.dumps(said)
            self._answer(status, "text/html" if isinstance(said, str) else "application/json", text.encode())

        def _answer(self, status: int, kind: str, body: bytes) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Type", f"{kind}; charset=utf-8")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # the engine was killed
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    return Handler


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A killed engine is no error here."""


@contextmanager
def letter_box() -> Iterator[LetterBox]:
    """The server, while it stands."""
    box = LetterBox()
    server = _Quiet(("127.0.0.1", 0), _handler(box))
    box.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield box
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
