"""The state machine: a talk and what the citizen does next, to the talk after it. Doing the same again to the same turn changes nothing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ..engine.model import Found, Hit
from ..model.talk import NONE, Asked, Context, Line, Reply, ReplyKind, Slot, Talk
from . import answering, choosing, phrases, slots
from .masking import masked, searchable
from .published import Published
from .words import Meaning, is_none, meaning, plain, spoken_action

LONGEST = 120
EXACT = 1.0  # confidence: the first hit is just what was said
MAYBE = 0.3  # below, even a guess would be none
PATIENCE = 2  # turns in a row that found nothing, then a person
Look = Callable[[str, bool], Found]
FIXED: dict[Meaning, tuple[ReplyKind, str]] = {
    "small_talk": ("small_talk", phrases.SMALL_TALK),
    "person": ("person", phrases.PERSON),
    "distress": ("distress", phrases.DISTRESS),
}


@dataclass(frozen=True)
class Sources:
    """What may be said: what the search finds, and what the catalogue publishes."""

    look: Look
    published: Published


@dataclass(frozen=True)
class Outcome:
    """``found``, ``missed``: masked, what was asked and was answered or not, and the nearest entry. ``person``: somebody has to come."""

    talk: Talk
    found: str = ""
    missed: str = ""
    nearest: str = ""
    person: bool = False


def say(talk: Talk, turn: int, said: str, now: datetime, sources: Sources, voice: bool = False) -> Outcome:
    """They typed or spoke; ``turn`` is the last one they had seen."""
    text = masked(" ".join(said.split())[:LONGEST])
    if (seen := talk.citizen(turn + 1)) and seen.text == text:
        return Outcome(talk)
    line = Line(who="citizen", turn=talk.turn + 1, at=now, text=text)
    wish = meaning(text)
    if wish == "restart":
        return Outcome(Talk(area=talk.area))
    if wish in FIXED:
        kind, phrase = FIXED[wish]
        return _fixed(talk, line, kind, phrase, person=kind in {"person", "distress"})
    before = talk.reply_to(talk.turn)
    if before and before.asked and (value := _meant(before.asked, text)):
        return _picked(talk, line, before, value, sources)
    return _searched(talk, line, Context(query=searchable(text), voice=voice), before, sources)


def pick(talk: Talk, turn: int, value: str, now: datetime, sources: Sources) -> Outcome:
    """They chose a button of the answer to ``turn``: also an earlier one, to which they went back."""
    before = talk.reply_to(turn)
    option = before and before.asked and next((it for it in before.asked.options if it.value == value), None)
    if before is None or not option or _is_repeated(talk, (turn, value)):
        return Outcome(talk)
    line = Line(who="citizen", turn=talk.turn + 1, at=now, text=option.label, picked=(turn, value))
    return _picked(talk, line, before, value, sources)


def walk(talk: Talk, turn: int, done: Sequence[str], now: datetime, sources: Sources) -> Outcome:
    """They told which steps of a life event are done."""
    before = talk.reply_to(turn)
    known = [step.title for step in before.steps if step.title in done] if before else []
    if before is None or not before.context.scenario or _is_repeated(talk, (turn, "|".join(known))):
        return Outcome(talk)
    text = f"已经办好：{'、'.join(known)}" if known else "都还没有办"
    line = Line(who="citizen", turn=talk.turn + 1, at=now, text=text, picked=(turn, "|".join(known)))
    context = before.context.model_copy(update={"done": known})
    reply = answering.next_step(context, sources.published)
    return _answered(talk, line, reply) if reply else _unknown(talk, line, context)


def with_person(talk: Talk, now: datetime) -> Outcome:
    """They asked for a person by the button."""
    line = Line(who="citizen", turn=talk.turn + 1, at=now, text="转人工")
    return _fixed(talk, line, "person", phrases.PERSON, person=True)


def go_on(talk: Talk, now: datetime) -> Talk:
    """They would rather have the machine again."""
    turn = talk.turn + 1
    line = Line(who="citizen", turn=turn, at=now, text="接着问助手")
    reply = Reply(kind="back", text=phrases.BACK)
    return talk.plus(line, Line(who="machine", turn=turn, at=now, reply=reply), turn=turn, failed=0)


def _picked(talk: Talk, line: Line, before: Reply, value: str, sources: Sources) -> Outcome:
    context, slot = before.context, before.asked.slot if before.asked else "which"
    if value == NONE:
        return _unknown(talk, line, context)
    hits = sources.look(context.query, context.voice).hits
    if slot == "which":
        chosen = next((hit for hit in hits if f"{hit.kind}:{hit.id}" == value), None)
        reply = answering.about(chosen, [], context, sources.published) if chosen else None
        return _answered(talk, line, reply) if reply else _unknown(talk, line, context)
    return _settled(talk, line, context, slot, value, hits, sources)


def _settled(
    talk: Talk, line: Line, context: Context, slot: Slot, value: str, hits: list[Hit], sources: Sources
) -> Outcome:
    further = context.model_copy(update={"settled": {**context.settled, slot: value}})
    if not choosing.candidates(choosing.narrowed(hits, further.settled)):
        return _unknown(talk, line, further)
    return _answered(talk, line, answering.decided(hits, further, sources.published))


def _searched(talk: Talk, line: Line, context: Context, before: Reply | None, sources: Sources) -> Outcome:
    """Alone, or as more about what was asked before where it says nothing alone."""
    tries = [context]
    if before and before.kind == "question" and before.context.query:
        joined = f"{before.context.query} {context.query}"[:LONGEST]
        tries.append(context.model_copy(update={"query": joined}))
    first = Found([])
    for one in tries:
        found = sources.look(one.query, one.voice) if one.query else Found([])
        there = _with_action(one, found.hits)
        if found.answered and found.hits:
            exact = found.confidence >= EXACT
            reply = answering.decided(found.hits, there, sources.published, exact)
            return replace(_answered(talk, line, reply), found=context.query)
        first = first if first.hits else found
    return _unknown(talk, line, _with_action(context, first.hits), first)


def _with_action(context: Context, hits: Sequence[Hit]) -> Context:
    """What is to be done needs no question where they said it, and some candidate goes with it."""
    action = spoken_action(context.query)
    near = choosing.candidates(hits)
    if not any(action in slots.values(hit, "action") for hit in near):
        return context
    return context.model_copy(update={"settled": {"action": action}})


def _answered(talk: Talk, line: Line, reply: Reply) -> Outcome:
    """A question alone has not helped yet."""
    return Outcome(_replied(talk, line, reply, talk.failed if reply.kind == "question" else 0))


def _unknown(talk: Talk, line: Line, context: Context, found: Found | None = None) -> Outcome:
    """Honestly; and after two of these in a row, a person. What comes near is offered as what it is: a guess."""
    failed = talk.failed + 1
    gives_up = failed >= PATIENCE
    nearest = found.hits[0] if found and found.hits else None
    if found and nearest and not gives_up and found.confidence >= MAYBE:
        reply = answering.unsure(found.hits, context)
    else:
        text = phrases.UNKNOWN_AGAIN if gives_up else phrases.UNKNOWN
        reply = Reply(kind="unknown", text=text, context=context)
    named = f"{nearest.kind}:{nearest.id}" if nearest else ""
    return Outcome(_replied(talk, line, reply, failed), missed=context.query, nearest=named, person=gives_up)


def _fixed(talk: Talk, line: Line, kind: ReplyKind, phrase: str, person: bool) -> Outcome:
    return Outcome(_replied(talk, line, Reply(kind=kind, text=phrase), talk.failed), person=person)


def _replied(talk: Talk, line: Line, reply: Reply, failed: int) -> Talk:
    answer = Line(who="machine", turn=line.turn, at=line.at, reply=reply)
    return talk.plus(line, answer, turn=line.turn, failed=failed)


def _is_repeated(talk: Talk, picked: tuple[int, str]) -> bool:
    latest = talk.citizen(talk.turn)
    return latest is not None and latest.picked == picked


def _meant(asked: Asked, text: str) -> str | None:
    """The button they named in their own words, if just one."""
    said = plain(text)
    if is_none(text):
        return NONE
    options = [it for it in asked.options if it.value != NONE]
    exact = [it.value for it in options if plain(it.label) == said]
    part = [it.value for it in options if len(said) >= 2 and said in plain(it.label)]
    found = exact or part
    return found[0] if len(found) == 1 else None
