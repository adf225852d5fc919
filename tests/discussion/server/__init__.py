"""One loopback server that speaks the formats of all comment sources, and does to their readers what sites do."""
