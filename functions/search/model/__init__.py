"""The nouns: indexes and which of them answers, editors' words, what pages show."""
