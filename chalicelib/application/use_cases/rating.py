"""好差评: rate a case once it is closed; a bad rating is answered within fifteen working days, with a call back."""

from datetime import timedelta

from chalicelib.application.events import Rated
from chalicelib.application.model.case import Case
from chalicelib.application.model.rating import ANSWER_DAYS, BAD, Given, Rating, Ratings
from chalicelib.application.telling import about
from chalicelib.application.use_cases import owned, reminding
from chalicelib.clocks import Clock, deadline
from chalicelib.errors import Conflict, Invalid
from chalicelib.store import Add, Change
from chalicelib.world import World

TALLY, TALLY_KEPT = "ratings", timedelta(days=730)
TOO_EARLY = "办结以后才能评价。"
RATED, ANSWERED = "您已经评价过了，谢谢。", "这条评价已经处理过了。"


def rate(world: World, matter: str, citizen_id: str, case_id: str, given: Given) -> Rating:
    """Once for each case. Raises NotFound for a stranger, Conflict before it is closed and a second time."""
    case = owned.find(world, citizen_id, case_id)
    if not case.is_closed:
        raise Conflict(TOO_EARLY)
    if world.store.find(Rating, case_id):
        raise Conflict(RATED)
    now = world.now()
    due = deadline(Clock(started=now, limit=ANSWER_DAYS)) if given.stars <= BAD else None
    rating = Rating(
        id=case_id,
        area=case.area,
        stars=given.stars,
        indicators=given.indicators,
        words=given.words,
        given=now,
        due=due,
    )
    told = Rated(**about(matter, case, now), stars=given.stars)
    counted = Add(TALLY, str(given.stars), now + TALLY_KEPT)
    world.store.commit(rating, told, counted, *reminding.plan(world, matter, case, rating))
    return rating


def so_far(world: World) -> Ratings:
    """What all who rated this matter thought of it. One query."""
    times = world.store.tally(TALLY)
    good = sum(many for stars, many in times.items() if int(stars) > BAD)
    return Ratings(given=times.total(), good=good)


def answer(
    world: World, matter: str, case_id: str, words: str, called_back: bool, by: str, *more: Change
) -> Rating:
    """What was put right, told to whoever complained. Raises Conflict a second time, Invalid for an answer that is none."""
    if not words.strip():
        raise Invalid("请写明整改情况。", {"words": "请写明调查和整改的情况。"})
    rating = world.store.get(Rating, case_id)
    if rating.answered or rating.due is None:
        raise Conflict(ANSWERED)
    answered = rating.model_copy(
        update={
            "answer": words.strip(),
            "answered_by": by,
            "answered": world.now(),
            "called_back": called_back,
        }
    )
    case = world.store.get(Case, case_id)
    world.store.commit(answered, *more, *reminding.plan(world, matter, case, answered))
    return answered
