"""Names things: the values every room speaks in, the error tree, the messages between reader and engine."""
