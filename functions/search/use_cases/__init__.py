"""The verbs: find, renew the index, keep the editors' words."""
