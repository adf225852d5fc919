"""Brings comments in: where an entry's discussion is, and what its source must be asked; one file per source."""
