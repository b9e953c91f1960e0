"""Everything that is promised, as sentences."""
