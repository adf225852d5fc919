"""What the reader wrote and where it goes: the question whether to send it, and the letters on their way."""
