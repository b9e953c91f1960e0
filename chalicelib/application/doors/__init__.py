"""The doors of an ordinary matter, opened for one definition: people, officers, the public, facts, steps, the minute."""
