"""The verbs of an ordinary matter. Each reads top to bottom: fetch, decide, record, tell."""
