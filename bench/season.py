"""Weeks of searches as a province might ask them: drawn from what the catalogue knows people say, in the rhythm of days."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

BEGIN = datetime(2026, 3, 2, tzinfo=UTC)
# Of a day in Beijing, by hours, from 0: how much is asked. A weekend asks 0.6 of a working day.
HOURS = (1, 1, 1, 1, 1, 2, 4, 8, 18, 24, 24, 18, 10, 14, 22, 22, 18, 12, 9, 9, 9, 8, 5, 2)
BEFORE = ("", "", "", "请问", "我想", "你好，", "咨询一下")
AFTER = ("", "", "", "怎么办", "怎么办理", "要什么材料", "在哪办", "？")
NEW_WORD = "高职扩招"
SAID = (
    "{}怎么报名",
    "{}条件",
    "{}",
    "请问{}在哪报",
    "{}报名时间",
    "{}要考试吗",
    "退伍军人{}",
    "农民工能报{}吗",
    "{}学费多少",
)
PERSONAL = ("我叫王小明，{}", "{}，电话13812345678", "身份证340102199001011234，{}")


class Season:
    """``sayings``: what people say, the most frequent first. A little is asked that nobody answers, as always."""

    def __init__(self, sayings: list[str], a_day: int, seed: int) -> None:
        self.draw = random.Random(seed)
        self.sayings = self.draw.sample(sayings, len(sayings))
        self.weights = [1 / (rank + 10) for rank in range(len(self.sayings))]
        self.a_day = a_day

    def minute(self, at: datetime) -> list[str]:
        """What is asked in it."""
        there = at + timedelta(hours=8)
        rate = self.a_day * HOURS[there.hour] / sum(HOURS) / 60 * (0.6 if there.weekday() > 4 else 1)
        return [self._one() for _ in range(poisson(self.draw, rate))]

    def rising(self, minutes: float) -> list[str]:
        """The new word, so many minutes after it began: more and more people ask, at most six a minute."""
        many = poisson(self.draw, min(6.0, 0.5 + minutes * 0.4))
        return [self.draw.choice(SAID).format(NEW_WORD) for _ in range(many)]

    def _one(self) -> str:
        [said] = self.draw.choices(self.sayings, self.weights)
        chance = self.draw.random()
        if chance < 0.02:
            return self.draw.choice(PERSONAL).format(said)
        if chance < 0.06:  # halves of two sayings: mostly what no office does
            other = self.draw.choice(self.sayings)
            return said[: len(said) // 2] + other[len(other) // 2 :]
        return self.draw.choice(BEFORE) + said + self.draw.choice(AFTER)


def poisson(draw: random.Random, rate: float) -> int:
    """How many, where so many are expected: by the time between one and the next."""
    many, passed = 0, draw.expovariate(rate) if rate > 0 else 2.0
    while passed < 1:
        many, passed = many + 1, passed + draw.expovariate(rate)
    return many


def minutes(begin: datetime, days: float) -> Iterator[datetime]:
    for number in range(int(days * 24 * 60)):
        yield begin + timedelta(minutes=number)
