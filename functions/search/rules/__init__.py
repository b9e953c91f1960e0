"""The decisions: whether an index may answer, and what a page says of a hit."""
