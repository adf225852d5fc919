"""Brings in: a location becomes bytes, and bytes become a parsed feed."""

import sys

# httpx brings its command line along, and with it click, rich and pygments: half of its 80 ms. It does without where it
# cannot be imported.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]  # what the import system takes for "not there"
