"""A message as one line between reader and engine, and back."""

from __future__ import annotations

import msgspec

from tui_reader.model.errors import EngineError
from tui_reader.model.messages import Event, Request

LINE_LIMIT = 32 * 1024
"""Bytes, newline included."""

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Request | Event)


def encode(message: Request | Event) -> bytes:
    """One line of UTF-8, newline included. Raises EngineError where it would be too long or is no text."""
    try:
        line = _encoder.encode(message)
    except UnicodeEncodeError as error:  # a file name that is no text
        raise EngineError("bad_encoding") from error
    if len(line) >= LINE_LIMIT:
        raise EngineError("message_too_long", size=len(line))
    return line + b"\n"


def decode(line: bytes) -> Request | Event:
    """The message of one line. Raises EngineError on anything that is not one."""
    try:
        message: Request | Event = _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise EngineError("message_not_understood", why=type(error).__name__) from error
    return message
