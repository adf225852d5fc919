"""Letters larger than a cell: marked in the strips, found in the finished frame, written after it."""
