"""临时身份证明: a certificate of identity for whoever is away from home without their card, at once."""
