"""Answers as sites send them."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any

from tests.discussion.server.serving import Reply
from tests.discussion.server.talk import Talk

Json = dict[str, Any]


def reply(value: object) -> Reply:
    """JSON as sites send it, also with lone surrogates."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)  # a thread 1,000 deep is a case
    try:
        body = json.dumps(value)
    finally:
        sys.setrecursionlimit(before)
    return Reply(body.encode("utf-8", "surrogatepass"), {"Content-Type": "application/json"})


def talked(talks: Mapping[str, Talk]) -> Talk:
    return talks["blog"]
