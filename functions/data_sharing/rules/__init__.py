"""The decisions, with their legal basis. Pure."""
