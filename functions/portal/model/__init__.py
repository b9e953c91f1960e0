"""The nouns: what somebody has under way, what they were told, what the front page shows of the catalogue."""
