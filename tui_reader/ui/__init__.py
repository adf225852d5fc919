"""Shows: the app, its screens, widgets and keys."""
