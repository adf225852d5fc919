"""Pictures drawn by the terminal itself, where it knows how (kitty's graphics protocol)."""
