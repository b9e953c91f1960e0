"""A season of searches, and a word that nobody knows yet: how soon it is seen, what is taken for one, what it costs.

All through the code that runs in production, on a virtual clock. The minute's sweep runs every ten minutes in the weeks
before, at the end of each window, and every minute on the day itself.
"""

import json
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from time import perf_counter

from bench.demand_house import House
from bench.report import finish, is_quick
from bench.season import BEGIN, NEW_WORD, Season, minutes
from functions.catalogue import files
from functions.catalogue.rules.lines import line_of
from functions.search.engine import Entry, Index, build
from functions.search.use_cases.gaps import members_of

SEED = 11
TOPICS = ("居住证", "护照", "公积金", "驾驶证", "户口")  # whose entries are hidden, one after the other
EVERY = 10  # minutes from one sweep to the next, in the quiet weeks
GOALS = {
    "minutes_until_flagged": "<= 10",
    "false_alarms_in_quiet_weeks": "<= 2",
    "gaps_of_the_new_word": "== 1",
    "gap_recall": ">= 0.9",
    "hidden_topics_share_in_largest_gap": ">= 0.6",
    "personal_data_kept": "== 0",
    "us_per_query": "<= 300",
}


def catalogue() -> list[Entry]:
    return [Entry.of(json.loads(line_of(name, 1, content))) for name, content in files.read().items()]


def answers_of(entries: list[Entry]) -> Callable[[str], bool]:
    index = Index.load(build(entries, "1"))
    return cache(lambda query: index.search(query, 1).answered)


def sayings(entries: list[Entry]) -> list[str]:
    return sorted({text for entry in entries for text in (*entry.utterances, *entry.everyday_names)})


def quiet_weeks(house: House, season: Season, days: int) -> tuple[int, list[str]]:
    """How many queries, and what was taken for a burst."""
    asked, alarms = 0, []
    for at in minutes(BEGIN, days):
        house.time = at
        for query in season.minute(at):
            house.ask(query)
            asked += 1
        if at.minute % EVERY == EVERY - 1:
            house.sweep()
            found = house.report()
            alarms += [it.words for it in found.rising if it.since == at] if found else []
    return asked, alarms


def rise(house: House, season: Season, begins: datetime) -> float:
    """The day goes on, the new word begins; in minutes of the stream, when it was flagged. -1: never within two hours."""
    flagged = -1.0
    for number in range(-120, 120):
        house.time = begins + timedelta(minutes=number)
        queries = season.minute(house.time) + (season.rising(number) if number >= 0 else [])
        for second, query in enumerate(queries):
            house.time = begins + timedelta(minutes=number, seconds=min(59, second * 60 // len(queries)))
            house.ask(query)
        house.time = begins + timedelta(minutes=number + 1)
        house.sweep()
        found = house.report()
        if number >= 0 and flagged < 0 and found and any(NEW_WORD in it.words for it in found.rising):
            flagged = number + 1.0
    return flagged


def gap_figures(house: House) -> dict[str, float]:
    """The new word's queries that lie in its largest gap, of all that lie in any; and how many gaps it has."""
    gaps = {gap.words: [it for it in members_of(gap) if NEW_WORD in it] for gap in house.gaps()}
    about = {words: members for words, members in gaps.items() if members}
    for gap in house.gaps()[:5]:
        print(f"gap: {gap.words}  asked {gap.asked}, windows {gap.windows}, z {gap.z}, {gap.samples}")
    total = sum(map(len, about.values())) or 1
    return {
        "gaps_of_the_new_word": sum(NEW_WORD in words for words in gaps),
        "gap_recall": max(map(len, about.values()), default=0) / total,
    }


def hidden_topics(entries: list[Entry]) -> dict[str, float]:
    shares = [share for topic in TOPICS if (share := hidden_topic(entries, topic)) >= 0]
    return {"hidden_topics_share_in_largest_gap": sum(shares) / len(shares)}


def hidden_topic(entries: list[Entry], topic: str) -> float:
    """Without the entries of a topic, its queries have to come up together: what share of them does; -1 where all are answered."""
    about = [
        entry for entry in entries if topic in entry.title or any(topic in it for it in entry.everyday_names)
    ]
    hidden = {entry.id for entry in about}
    answers = answers_of([entry for entry in entries if entry.id not in hidden])
    house = House(answers, BEGIN)
    queries = [text for text in sayings(about) if topic in text]
    for number, query in enumerate(queries * 4):
        house.time = BEGIN + timedelta(seconds=20 * number)
        house.ask(query)
        if number % 15 == 14:
            house.sweep()
    house.time += timedelta(minutes=1)
    for container in house.containers:
        container.flush(house.world)
    house.sweep()
    missed = {text for text in queries if not answers(text)}
    largest = max(house.gaps(), key=lambda it: len(members_of(it)), default=None)
    inside = [it for it in members_of(largest) if topic in it] if largest else []
    everywhere = [it for gap in house.gaps() for it in members_of(gap) if topic in it]
    share = len(inside) / len(everywhere) if everywhere else -1.0
    words = [gap.words for gap in house.gaps()][:5]
    print(
        f"hidden {topic}: {len(missed)} of {len(queries)} sayings missed, {share:.2f} in the largest of {words}"
    )
    return share


def leaks(house: House) -> int:
    kept = "\n".join(record.model_dump_json() for record in house.store.rows.values())
    kept += "\n".join(core for gap in house.gaps() for core in members_of(gap))
    return sum(secret in kept for secret in ("王小明", "13812345678", "340102199001011234"))


def cost(house: House, season: Season) -> dict[str, float]:
    queries = [query for at in minutes(BEGIN, 1) for query in season.minute(at)][:4_000]
    for query in queries:
        house.answers(query)
    begun = perf_counter()
    for query in queries:
        house.ask(query)
    asking = (perf_counter() - begun) / len(queries)
    begun = perf_counter()
    house.sweep()
    return {"us_per_query": asking * 1e6, "ms_per_sweep": (perf_counter() - begun) * 1e3}


def main() -> int:
    entries = catalogue()
    season = Season(sayings(entries), 1_500 if is_quick() else 3_000, SEED)
    house = House(answers_of(entries), BEGIN)
    days = 8 if is_quick() else 28
    asked, alarms = quiet_weeks(house, season, days)
    print(f"quiet: {asked} queries in {days} days; alarms {alarms}")
    gaps_before = len(house.gaps())
    begins = BEGIN + timedelta(days=days, hours=2)  # ten in the morning in Beijing
    flagged = rise(house, season, begins)
    found = house.report()
    for burst in found.rising[:5] if found else []:
        print(
            f"burst: {burst.words}  {burst.asked} asked, {burst.expected} expected, z {burst.z}, since {burst.since}"
        )
    figures = {
        "queries": asked,
        "quiet_days": days,
        "minutes_until_flagged": flagged if flagged >= 0 else 999,
        "false_alarms_in_quiet_weeks": len(alarms),
        "gaps_before": gaps_before,
        **gap_figures(house),
        **hidden_topics(entries),
        "personal_data_kept": leaks(house),
        **cost(house, season),
    }
    return finish("demand", figures, GOALS, SEED)


if __name__ == "__main__":
    sys.exit(main())
