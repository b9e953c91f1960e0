"""The verbs of car moving: each fetches, decides, records, tells."""
