"""The page on which people use the simulated handsets."""
