"""The reading view: documents into lines, lines onto the screen, and Aa over both."""
