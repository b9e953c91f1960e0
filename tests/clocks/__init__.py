"""Working-day arithmetic, against an oracle that walks day by day."""
