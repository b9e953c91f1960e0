"""The verbs that public housing adds to an ordinary matter."""
