"""Owners, passers-by, the carrier and the clock, who do whatever they like; after each step the oracle is asked."""

from collections import Counter
from dataclasses import dataclass
from hashlib import sha256

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.functions.car_move.life.chances import (
    MOMENTS,
    REASONS,
    WITHHELD,
    citizens,
    ends,
    phones,
    pick,
    some,
    times,
    which,
)
from tests.functions.car_move.life.street import NUMBERS, OWNERS, PHONES, SHARED
from tests.functions.car_move.life.town import a_town
from tests.functions.car_move.life.whole import Whole

STEPS = 70


class Everybody(RuleBasedStateMachine):
    """Steps are counted, and written down, over all lives."""

    steps, diary = 0, sha256()

    def __init__(self) -> None:
        super().__init__()
        self._town = a_town()
        self.life = Whole(self._town.__enter__())
        self.turn, self.crowded, self.toured = 0, False, False

    def teardown(self) -> None:
        try:
            self.life.check_lines()
            self.life.ends_the_day()
        finally:
            self._town.__exit__(None, None, None)

    @property
    def cars(self):
        return list(self.life.oracle.cars.values())

    @initialize(
        numbering=st.sampled_from(["AXB", "AXYB"]), busy=st.sampled_from([False, True, False]), **ends
    )
    def a_street(self, numbering, busy, outcome, digits, seconds):
        """It begins with a call. Crowds are for busy lives only: they take their time."""
        self.crowded = self.toured = not busy
        self.life.load([], numbering)
        for citizen in OWNERS:
            self.life.register(citizen)
        self.life.ask(self.cars[0].code, True, PHONES[-1], "other")
        [first] = self.life.oracle.sessions
        self.life.calls(first.passer_by, first.number, outcome, digits, seconds)
        self.life.waits(MOMENTS[2])

    # Owners and operators

    @rule(citizen=citizens)
    def register(self, citizen):
        if len(self.cars) < 12:
            self.life.register(citizen)

    @some(lambda life: life.oracle.cars)
    @rule(
        car=which,
        what=st.sampled_from(["pause", "resume", "resume", "replace", "revoke", "replace", "remove"]),
        heard=st.booleans(),
    )
    def manage(self, car, what, heard):
        """The matter hears of it at once, or when it pleases."""
        before = len(self.life.world.bus.facts)
        self.life.manage(pick(self.cars, car), what)
        for index in range(before, len(self.life.world.bus.facts) if heard else before):
            self.life.hears_fact(index, 1)

    @some(lambda life: life.oracle.sessions)
    @rule(session=which, lifted=st.booleans())
    def block(self, session, lifted):
        one = pick(self.life.oracle.sessions, session)
        (self.life.unblock if lifted else self.life.block)(one)

    @rule(which=which, back=st.booleans())
    def resize_the_pool(self, which, back):
        number = pick(NUMBERS, which)
        self.life.load([number]) if back else self.life.retire(number)

    @rule(numbering=st.sampled_from(["AXB", "AXYB"]))
    def renumber(self, numbering):
        self.life.load([], numbering)

    @rule(how_many=st.integers(0, 2))
    def share(self, how_many):
        self.life.share(SHARED[:how_many])

    # Passers-by

    @rule(
        code=which,
        tail_is_right=st.sampled_from([True] * 5 + [False]),
        phone=phones,
        reason=st.sampled_from(REASONS),
    )
    def ask(self, code, tail_is_right, phone, reason):
        codes = [*self.life.codes, "A" * 26] if code % 7 == 0 else [car.code for car in self.cars if car.code]
        self.life.ask(pick(codes or ["B" * 26], code), tail_is_right, phone, reason)

    @precondition(lambda machine: machine.cars and not machine.crowded)
    @rule(car=which)
    def everybody_asks(self, car):
        self.crowded = True
        for phone in PHONES:
            self.life.ask(pick(self.cars, car).code, True, phone, "other")

    @precondition(lambda machine: not machine.toured)
    @rule(phone=phones)
    def somebody_asks_everybody(self, phone):
        self.toured = True
        for car in self.cars:
            self.life.ask(car.code, True, phone, "other")

    # Telephones

    @some(lambda life: life.oracle.live(life.now))
    @rule(session=which, back=st.sampled_from([False, False, True]), **ends)
    def dial(self, session, back, outcome, digits, seconds):
        one = pick(self.life.oracle.live(self.life.now), session)
        phone, number = (one.owner, one.theirs or one.number) if back else (one.passer_by, one.number)
        self.life.happens(self.life.dial(phone, number), outcome, digits, seconds)

    @some(lambda life: life.oracle.live(life.now))
    @rule(session=which, **ends)
    def call(self, session, outcome, digits, seconds):
        """All of it is reported at once and in order."""
        one = pick(self.life.oracle.live(self.life.now), session)
        self.life.calls(one.passer_by, one.number, outcome, digits, seconds)

    @some(lambda life: life.oracle.live(life.now))
    @rule(session=which, key=st.sampled_from("1234"), seconds=st.integers(5, 90))
    def press_a_key(self, session, key, seconds):
        one = pick(self.life.oracle.live(self.life.now), session)
        self.life.calls(one.passer_by, one.number, "answered", key, seconds)

    @some(lambda life: life.oracle.sessions)
    @rule(phone=phones, session=which)
    def dial_with_another_phone(self, phone, session):
        self.life.dial(phone, pick(self.life.oracle.sessions, session).number or NUMBERS[0])

    @rule(caller=st.sampled_from(WITHHELD), number=st.sampled_from(NUMBERS + SHARED))
    def dial_withheld(self, caller, number):
        self.life.dial_withheld(caller, number)

    @some(lambda life: life.oracle.sessions)
    @rule(session=which, caller=st.sampled_from(["anonymous", *PHONES]), wrong=st.booleans(), **ends)
    def give_a_pin(self, session, caller, wrong, outcome, digits, seconds):
        one = pick(self.life.oracle.sessions, session)
        call = self.life.dial_pin(caller, one.number or NUMBERS[0], "12345678" if wrong else one.pin)
        self.life.happens(call, outcome, digits, seconds)

    # The carrier's reports

    @some(lambda life: life.pending)
    @rule(which=which, times=times)
    def a_report_arrives(self, which, times):
        self.life.arrives(self.life.pending.pop(which % len(self.life.pending)), times)

    @some(lambda life: life.pending)
    @rule(times=times)
    def reports_arrive_in_order(self, times):
        for report in [self.life.pending.pop(0) for _ in self.life.pending[:8]]:
            self.life.arrives(report, times)

    @some(lambda life: life.sent)
    @rule(which=which, times=times)
    def a_report_arrives_again(self, which, times):
        self.life.arrives(pick(self.life.sent, which), times)

    # Facts, the clock, the machine

    @some(lambda life: life.world.bus.facts)
    @rule(which=which, times=times)
    def a_fact_is_heard(self, which, times):
        facts = self.life.world.bus.facts
        self.life.hears_fact(len(facts) - 1 - which % min(len(facts), 12), times)

    @rule(time=st.sampled_from(MOMENTS))
    def time_passes(self, time):
        self.life.waits(time)

    @some(lambda life: life.due())
    @rule(session=which)
    def the_machine_closes(self, session):
        self.life.closes(pick(self.life.due(), session))

    # Always

    @invariant()
    def all_is_well(self):
        Everybody.steps += 1
        self.turn += 1
        Everybody.diary.update(self.life.as_it_stands().encode())
        self.life.check_caps()
        self.life.check_news()
        if sessions := self.life.oracle.sessions:
            self.life.check_page(pick(sessions, self.turn))
        self.life.check_some_lines(self.turn)


@dataclass(frozen=True)
class Walked:
    """How far, what came of it, and a digest that is the same on every machine."""

    steps: int
    digest: str
    seen: Counter[str]


def walk(lives: int, by: int) -> Walked:
    """So many lives of at most ``STEPS`` steps, drawn by that seed; raises AssertionError for what the oracle denies."""
    Everybody.steps, Everybody.diary = 0, sha256()
    Whole.seen.clear()
    how = settings(
        max_examples=lives,
        stateful_step_count=STEPS,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(seed(by)(Everybody), settings=how)
    return Walked(Everybody.steps, Everybody.diary.hexdigest()[:16], Counter(Whole.seen))
