"""高龄津贴: an allowance for the very old, which a family member may apply for."""
