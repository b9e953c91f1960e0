"""Ask a driver to move a blocking car, without either side learning a number (码上挪车)."""
