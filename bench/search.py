"""What the search engine finds, beside bm25s and rank-bm25 on the same texts; what it costs at 63,000 entries and beyond.

Questions over other people's catalogues are read from ``../shared/data``; where it is absent those figures are missing.
"""

import random
import sys

from bench import search_sets as sets
from bench.report import finish, is_quick
from bench.search_noise import NOISES
from bench.search_recall import baselines, confidence_auc, ours, recall, search_of, titles_first
from bench.search_scale import code_megabytes, measured

SEED = 7
DEPTHS = (1, 3, 5, 10)
GOALS = {
    "own_titles_first": ">= 1",
    "own_halves_r3": ">= 0.90",
    "at_63000_index_and_code_mb": "<= 10",
    "at_63000_memory_mb": "<= 128",
    "at_63000_load_512_ms": "<= 400",
    "at_63000_p99_512_ms": "<= 50",
}
SHARED_GOALS = {
    "county_titles_first": ">= 1",
    "guangdong_titles_first": ">= 1",
    "county_r1": ">= 0.50",
    "county_r3": ">= 0.75",
    "county_r10": ">= 0.88",
    "county_gap_auc": ">= 0.85",
    "guangdong_names_r1": ">= 0.90",
    "guangdong_names_r5": ">= 0.97",
    "guangdong_names_indexed_r1": ">= 0.90",
    "guangdong_names_indexed_r5": ">= 0.97",
}
GROWTH = (1_000, 10_000, 100_000, 1_000_000)


def county() -> dict[str, float]:
    measured_on = sets.county()
    index = ours(measured_on.entries)
    asked = measured_on.answerable
    figures = recall(search_of(index), asked, DEPTHS, "county") | confidence_auc(index, measured_on.asked)
    for name, noise in NOISES.items():
        dice = random.Random(SEED)
        noisy = [sets.Asked(noise(one.text, dice), one.answers) for one in asked]
        figures |= recall(search_of(index), noisy, (1, 3), f"county_{name}")
    return figures | baselines(measured_on, "county", DEPTHS)


def guangdong() -> dict[str, float]:
    """``names``: all everyday and short names, titles alone indexed; ``other_names``: without those that are a title;
    ``names_indexed``: the names are in the index, as the importer puts them there."""
    plain, other, indexed = sets.guangdong(), sets.guangdong(same=False), sets.guangdong(indexed=True)
    search = search_of(ours(plain.entries))
    figures = recall(search, plain.asked, DEPTHS, "guangdong_names")
    figures |= recall(search, other.asked, DEPTHS, "guangdong_other_names")
    figures |= recall(search_of(ours(indexed.entries)), indexed.asked, DEPTHS, "guangdong_names_indexed")
    return figures | baselines(plain, "guangdong_names", DEPTHS)


def titles() -> dict[str, float]:
    return {
        "county_titles_first": titles_first(sets.all_titles("guangan_matters.jsonl", "title")),
        "guangdong_titles_first": titles_first(sets.all_titles("guangdong_matters.jsonl", "matter_name")),
    }


def own() -> dict[str, float]:
    halves, unheard = sets.own_halves(), sets.own_unheard()
    figures = {"own_matters": float(len(halves.entries)), "own_titles_first": titles_first(sets.own())}
    figures |= recall(search_of(ours(halves.entries)), halves.asked, DEPTHS, "own_halves")
    return figures | recall(search_of(ours(unheard.entries)), unheard.asked, DEPTHS, "own_unheard")


def scale() -> dict[str, float]:
    at = {f"at_63000_{name}": value for name, value in measured(63_000).items()}
    at["at_63000_index_and_code_mb"] = at["at_63000_index_mb"] + code_megabytes()
    for texts in GROWTH[:2] if is_quick() else GROWTH:
        grown = measured(texts, count=200)
        at |= {
            f"at_{texts}_{name}": grown[name]
            for name in ("index_mb", "memory_mb", "load_ms", "p50_ms", "p99_ms")
        }
    return at


def main() -> int:
    figures, goals = own() | scale(), dict(GOALS)
    if sets.is_there():
        figures |= titles() | county() | guangdong()
        goals |= SHARED_GOALS
    else:
        print("search: no ../shared/data, so nothing is said of other people's catalogues")
    return finish("search", figures, goals, seed=SEED)


if __name__ == "__main__":
    sys.exit(main())
