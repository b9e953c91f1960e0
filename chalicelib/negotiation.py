"""Which of our two languages a client would rather read: HTML or JSON (RFC 9110 §12.5.1)."""

from functools import lru_cache


@lru_cache(maxsize=256)
def prefers_html(accept: str) -> bool:
    """Only who names HTML gets HTML, and only where JSON is not liked better."""
    wanted = _weights(accept)
    html = wanted.get("text/html", 0.0)
    return html > 0 and html >= wanted.get("application/json", 0.0)


def _weights(accept: str) -> dict[str, float]:
    weights: dict[str, float] = {}
    for part in accept.lower().split(","):
        kind, *parameters = [piece.strip() for piece in part.split(";")]
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        weights[kind] = _number(quality)
    return weights


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0
