"""Payments on the worst of all days, and what the books say the day after."""
