"""Other provinces' matters, read in the terms of the national exchange (实施清单)."""
