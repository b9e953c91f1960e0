"""The nouns of the catalogue."""
