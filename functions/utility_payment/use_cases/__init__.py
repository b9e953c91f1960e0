"""The verbs. Each reads top to bottom: fetch, decide, record, tell."""
