"""The page of the feeds: how each of them is, and what can be done for one that needs a look."""
