"""Runs the bringing-in: a process of its own that retrieves, has parsed, decides, saves and works off what is owed."""
