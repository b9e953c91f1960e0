"""The verbs of data sharing. Each reads top to bottom: fetch, decide, record, tell."""
