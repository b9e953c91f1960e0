"""The decisions: what a fact makes of an affair, and how an affair reads. Pure."""
