"""What is wrong with a matter, by rules that are data: each says what it finds and why that matters."""
