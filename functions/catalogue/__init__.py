"""The catalogue of all matters (事项库): what can be done where, published in releases."""
