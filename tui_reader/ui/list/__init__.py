"""The list pane: articles, the sources beside them, and the title line above."""
