"""The verbs of notifications: tell, deliver, note a receipt, keep a citizen's wishes."""
