"""What a laptop lacks and the world has: each simulator stands outside the product, behind the real interface."""
