"""Over hundreds of inputs: nothing is said that is not published, and every answer names entry and version."""

import random
from itertools import islice

import pytest

from functions.search.assistant import phrases, slots
from functions.search.assistant.dialogue import pick, say, walk
from functions.search.model.talk import Talk
from tests.functions.search.assistant.conftest import NOW

FRAMES = [phrases.ANSWER, phrases.QUOTE, phrases.SCENARIO, phrases.DONE]
QUESTIONS = {*slots.ASKS.values(), "您要办的是下面哪一个？", "也许是下面哪一个？"}
JUNK = [
    "asdf",
    "。。。",
    "1234567",
    "我想我想",
    "的的的",
    "什么",
    "😀身份证😀",
    "x" * 500,
    "<b>结婚</b>",
    "办",
    "在哪",
]


def inputs(lines):
    """What people say for every entry, its title, bits of it, several at once, and rubbish."""
    dice = random.Random(7)  # noqa: S311 - the same inputs each time
    for line in lines[::3]:
        yield dice.choice([line["title"], *line.get("everyday_names", []), *line.get("utterances", [])])
    titles = [line["title"] for line in lines]
    for _ in range(60):
        a, b = dice.sample(titles, 2)
        yield a[: dice.randint(1, 5)] + b[-dice.randint(1, 5) :]
    yield from JUNK


@pytest.fixture(scope="module")
def replies(catalogue):
    """Every reply met on the way, following the first buttons and steps."""
    lines, sources = catalogue
    met = []
    for text in inputs(lines):
        outcome = say(Talk(), 0, text, NOW, sources)
        for _ in range(3):
            talk = outcome.talk
            reply = talk.reply_to(talk.turn)
            met.append(reply)
            if reply.kind == "question":
                outcome = pick(talk, talk.turn, reply.asked.options[0].value, NOW, sources)
            elif reply.kind in {"scenario", "step"}:
                done = [*reply.context.done, reply.current] if reply.current else []
                outcome = walk(talk, talk.turn, done, NOW, sources)
            else:
                break
    return met


def test_there_are_hundreds_of_them_of_every_kind(replies):
    assert len(replies) > 250
    assert {it.kind for it in replies} >= {"answer", "quote", "question", "scenario", "step", "unknown"}


def test_nothing_but_a_fixed_phrase_comes_without_a_source(replies):
    for reply in replies:
        assert reply.cites or reply.text in phrases.FIXED, reply


def test_every_source_is_published_in_that_version_under_that_title(replies, catalogue):
    known = {(it["kind"], it["id"]): it for it in catalogue[0]}
    for reply in replies:
        for cited in [*reply.cites, *(card.cited for card in reply.cards)]:
            line = known[cited.kind, cited.id]
            assert (cited.version, cited.title, cited.guide) == (
                line["version"],
                line["title"],
                line["guide"],
            )
        assert {it.cited.id for it in reply.cards} <= {it.id for it in reply.cites}


def test_what_a_card_says_is_what_was_published(replies, catalogue):
    known = {(it["kind"], it["id"]): it for it in catalogue[0]}
    for card in (card for reply in replies for card in reply.cards):
        line = known[card.cited.kind, card.cited.id]
        assert card.summary == (line.get("summary") or line.get("answer") or "")
        assert card.department == line.get("department", "")
        assert card.runs_at in {"", line.get("runs_at", "")}


def test_every_text_is_a_fixed_phrase_around_published_titles(replies):
    for reply in replies:
        title = reply.cites[0].title if reply.cites else ""
        steps = [it.title for it in reply.steps]
        framed = {frame.format(title=title) for frame in FRAMES}
        if reply.kind == "step":
            rest = (
                reply.text.removeprefix(f"下一步：{reply.current}。")
                .removeprefix("现在也可以同时办：")
                .rstrip("。")
            )
            assert all(it in steps for it in rest.split("、") if rest)
        else:
            assert reply.text in {*phrases.FIXED, *QUESTIONS, *framed}


def test_buttons_lead_to_published_entries_or_to_slots(replies, catalogue):
    known = {f"{it['kind']}:{it['id']}": it["title"] for it in catalogue[0]}
    for reply in (it for it in replies if it.asked):
        assert 2 <= len(reply.asked.options) <= 7
        for option in islice(reply.asked.options, len(reply.asked.options) - 1):
            if reply.asked.slot == "which":
                assert known[option.value] == option.label
