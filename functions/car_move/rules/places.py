"""How exact a place may be. Basis: Personal Information Protection Law, arts. 6 and 28 (whereabouts are sensitive)."""


def coarse(degrees: float) -> str:
    """To a thousandth of a degree, about 100 m, whatever the browser has sent."""
    return f"{degrees:.3f}"
