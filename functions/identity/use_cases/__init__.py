"""The verbs of identity. Each reads top to bottom: fetch, decide, record, tell."""
