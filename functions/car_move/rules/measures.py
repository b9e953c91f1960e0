"""What the day's counts come to: rates, percentiles, and how full the pool is at the busiest phone."""

from collections.abc import Iterable, Mapping

# Seconds, each bucket up to and including its number; people need a moment to dial.
BUCKETS = (1, 2, 3, 5, 8, 13, 20, 30, 45, 60, 90, 120, 180, 300, 600, 1200)


def bucket(seconds: float) -> int:
    """The bucket these seconds fall into; whatever is longer falls into the last."""
    return next((most for most in BUCKETS if seconds <= most), BUCKETS[-1])


def percentile(counts: Mapping[int, int], percent: int) -> int | None:
    """The bucket in which that percentile lies (nearest rank); None where nothing was counted."""
    rank, so_far = -(-sum(counts.values()) * percent // 100), 0
    for most in sorted(counts):
        so_far += counts[most]
        if so_far >= rank and rank:
            return most
    return None


def rate(part: int, whole: int) -> int | None:
    """In percent; None of nothing."""
    return part * 100 // whole if whole else None


def busiest(held: Iterable[str]) -> tuple[int, int]:
    """Of all ``busy-quarantined`` seen, the pair with the most numbers taken."""
    pairs = [tuple(map(int, pair.split("-"))) for pair in held]
    busy, quarantined = max(pairs, key=sum, default=(0, 0))
    return busy, quarantined
