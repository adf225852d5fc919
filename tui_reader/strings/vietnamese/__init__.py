"""The Vietnamese catalogue, one module per area, each a `WORDS` table; `~` stands for a no-break space."""
