"""不动产登记证明: what homes are registered in one's own name, or that there are none, at once."""
