"""What is promised of the pool, and the figures that say whether it holds."""

from collections.abc import Mapping, Sequence

from bench.pool.shortage import Shortages
from bench.pool.tally import Tally, total

TEN_MILLION = 10_000_000
# Not judged by AXB's goal, which is about random asks: who races is choreographed, and no street is dense.
STRESS = {"races", "dense"}
GOALS = {
    "misrouted": "== 0",
    "dead": "== 0",
    "over_cap": "== 0",
    "given_up": "== 0",
    "blocked": "== 0",
    "axyb_ratio": "== 1",
    "axb_ratio": "<= 1.06",
    "axyb_blocked_at_d": "== 0",
    "planted_missed": "== 0",
}


def figures(tallies: Sequence[Tally], short: Shortages, caught: Mapping[str, int]) -> dict[str, float]:
    """Every call of every run counts, those with too few numbers included."""
    everything = [*tallies, *short.values()]
    ratios = {(tally.workload, tally.numbering): tally.ratio for tally in tallies}
    return {
        "sessions": total(everything, "sessions"),
        "calls_dialled": total(everything, "probes"),
        **{what: total(everything, what) for what in ("misrouted", "dead", "over_cap", "given_up")},
        "blocked": total(tallies, "blocked"),
        "axyb_ratio": max((ratio for (_, kind), ratio in ratios.items() if kind == "AXYB"), key=_off_one),
        "axb_ratio": max(
            ratio for (name, kind), ratio in ratios.items() if kind == "AXB" and name not in STRESS
        ),
        **{f"axb_ratio_{name}": ratio for (name, kind), ratio in ratios.items() if kind == "AXB"},
        **{f"{kind.lower()}_blocked_at_{_size(missing)}": t.blocked for (kind, missing), t in short.items()},
        **{f"astray_with_{name}": count for name, count in caught.items()},
        "planted_missed": sum(count == 0 for count in caught.values()),
        "cpu_seconds": total(everything, "seconds"),
    }


def goals(quick: bool) -> dict[str, str]:
    return GOALS if quick else {"sessions": f">= {TEN_MILLION}", **GOALS}


def _off_one(ratio: float) -> float:
    return abs(ratio - 1)


def _size(missing: int) -> str:
    return f"d_less_{missing}" if missing else "d"
