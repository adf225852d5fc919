"""The comment pane: a thread laid out like an article, and the box for one's own opinion."""
