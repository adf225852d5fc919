"""What the terminal can do: asked once at the start, before the toolkit takes it over."""
