"""Keeps: one SQLite file with articles, what the reader did with them, and the search index; the only room with SQL."""
