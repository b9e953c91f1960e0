"""What we do not own: for each thing a Protocol, and the adapters that speak its protocol."""
