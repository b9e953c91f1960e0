"""From what was found to what is said: a card, a quotation, one question, a life event step by step. Each with its sources."""

from collections.abc import Sequence

from ..engine.model import Hit
from ..model.talk import Asked, Context, Reply, Step
from . import choosing, phrases
from .published import Published, cited
from .words import asks_for_all, plain

CLEAR = 0.85  # of the best score: a rival below leaves no doubt
CLEAR_OF_A_WORD = 0.7  # which may be the beginning of much
CLEAR_LATER = 0.95  # once a question has been answered
SENTENCE = 4  # signs; shorter words for something may stand for several things
SHOWN = 3
OF_ONE_EVENT = 3  # of the first hits, that are parts of a life event
AMONG = 6
EVENT_NEAR = 0.65  # of the best score: how near the life event is itself


def decided(hits: Sequence[Hit], context: Context, published: Published, exact: bool = False) -> Reply:
    """One entry where there is no doubt; a life event where the candidates are parts of it; otherwise one question.

    ``exact``: the first hit is somebody's very words for it.
    """
    left = choosing.candidates(choosing.narrowed(hits, context.settled))
    first, rivals = left[0], _rivals(left)
    if not context.settled and asks_for_all(context.query) and (event := _event(left, 1)):
        return about(event, [], context, published)
    if _is_clear(first, rivals, context, exact):
        return about(first, rivals, context, published)
    if event := _event(left, OF_ONE_EVENT):
        return about(event, [], context, published)
    return _question(left, context, published)


def _is_clear(first: Hit, rivals: Sequence[Hit], context: Context, exact: bool) -> bool:
    said = plain(context.query)
    is_sentence = len(said) >= SENTENCE
    if plain(first.title) == said or (exact and is_sentence):
        return True
    clear = CLEAR_LATER if context.settled else CLEAR if exact or is_sentence else CLEAR_OF_A_WORD
    return all(it.score < clear * first.score for it in rivals)


def _question(left: Sequence[Hit], context: Context, published: Published) -> Reply:
    """And the first of the candidates as well, as one of them is often the one."""
    asked = choosing.question(left, list(context.settled))
    shown = [] if asked.slot == "which" else left[:SHOWN]
    return Reply(
        kind="question",
        text=asked.text,
        cites=[cited(hit) for hit in left],
        cards=[published.card(hit) for hit in shown],
        asked=asked,
        context=context,
    )


def unsure(hits: Sequence[Hit], context: Context) -> Reply:
    """A guess, and said to be one: buttons, no cards."""
    left = (choosing.narrowed(hits, context.settled) or list(hits))[:SHOWN]
    asked = choosing.which(left, "也许是下面哪一个？")
    cites = [cited(hit) for hit in left]
    return Reply(kind="unknown", text=phrases.UNSURE, cites=cites, asked=asked, context=context)


def about(hit: Hit, rivals: Sequence[Hit], context: Context, published: Published) -> Reply:
    """This entry, and what else it may have been."""
    asked = choosing.which(rivals[:2], phrases.OTHERS) if rivals else None
    if hit.kind == "question":
        return _quote(hit, asked, context, published)
    if hit.kind == "scenario" and (steps := published.steps(hit.id)):
        return _scenario(hit, steps, context, published)
    text = phrases.ANSWER.format(title=hit.title)
    return Reply(
        kind="answer",
        text=text,
        cites=[cited(hit)],
        cards=[published.card(hit)],
        asked=asked,
        context=context,
    )


def _quote(hit: Hit, asked: Asked | None, context: Context, published: Published) -> Reply:
    cards = [published.card(hit), *published.cards(hit.matters)]
    text = phrases.QUOTE.format(title=hit.title)
    cites = [card.cited for card in cards]
    return Reply(kind="quote", text=text, cites=cites, cards=cards, asked=asked, context=context)


def _scenario(hit: Hit, steps: list[Step], context: Context, published: Published) -> Reply:
    text = phrases.SCENARIO.format(title=hit.title)
    there = context.model_copy(update={"scenario": hit.id, "done": []})
    return Reply(
        kind="scenario",
        text=text,
        cites=[cited(hit)],
        cards=[published.card(hit)],
        steps=steps,
        context=there,
    )


def next_step(context: Context, published: Published) -> Reply | None:
    """The first step that can be taken now; None where the life event is no longer published."""
    steps, event = published.steps(context.scenario), published.card_of("scenario", context.scenario)
    if not steps or event is None:
        return None
    ready = ready_steps(steps, context.done)
    if not ready:
        text = phrases.DONE.format(title=event.cited.title)
        return Reply(kind="done", text=text, cites=[event.cited], steps=steps, context=context)
    step, others = ready[0], "、".join(it.title for it in ready[1:])
    text = (phrases.STEPS if others else phrases.STEP).format(title=step.title, others=others)
    cards = published.cards(step.matters)
    cites = [event.cited, *(card.cited for card in cards)]
    return Reply(
        kind="step", text=text, cites=cites, cards=cards, steps=steps, current=step.title, context=context
    )


def ready_steps(steps: Sequence[Step], done: Sequence[str]) -> list[Step]:
    """What is not done and waits for nothing; where all that is left waits (for a step that is gone), all of it."""
    left = [step for step in steps if step.title not in done]
    titles = {step.title for step in left}
    return [step for step in left if not titles.intersection(step.after)] or left


def _rivals(left: Sequence[Hit]) -> list[Hit]:
    """What may be meant instead of the first: not what is about it, or what it is part of."""
    first = left[0]
    related = {first.id, *first.matters}
    return [
        it
        for it in left[1:]
        if not (it.id in related or (it.kind == "question" and related.intersection(it.matters)))
        and not (it.kind == "scenario" and first.id in it.matters and it.score < CLEAR_LATER * first.score)
    ]


def _event(left: Sequence[Hit], least: int) -> Hit | None:
    """The life event of which so many of the first hits are parts."""
    for event in (it for it in left if it.kind == "scenario" and it.score >= EVENT_NEAR * left[0].score):
        parts = [it for it in left[:AMONG] if it.kind == "matter" and it.id in event.matters]
        if len(parts) >= least or event is left[0]:
            return event
    return None
