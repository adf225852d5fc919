"""What every message is: one line, an object whose "is" names its kind."""

from msgspec import Struct

PROTOCOL = 1


class Line(Struct, frozen=True, tag=True, tag_field="is", forbid_unknown_fields=True):
    """A message; unknown fields are an error."""
