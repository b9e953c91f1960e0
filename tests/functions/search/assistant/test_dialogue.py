"""The state machine: one question at a time, only where one is needed; a life event step by step; and a person when it does not help."""

import pytest

from functions.search.assistant import phrases
from functions.search.assistant.dialogue import Sources, go_on, pick, say, walk, with_person
from functions.search.engine import Found
from functions.search.model.talk import NONE
from tests.functions.search.assistant.conftest import NOW


def titles(reply):
    return [card.cited.title for card in reply.cards]


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("身份证丢了", "居民身份证挂失、丢失补领"),
        ("结婚登记", "结婚登记"),
        ("挪车", "码上挪车"),
        ("交电费", "水电气缴费"),
    ],
)
def test_where_there_is_no_doubt_it_answers_at_once(hall, said, title):
    reply = hall.say(said)
    assert (reply.kind, titles(reply)) == ("answer", [title])
    assert reply.cites[0].version == 3


def test_otherwise_one_question_that_splits_what_was_found(hall):
    reply = hall.say("护照")
    assert reply.kind == "question"
    assert reply.asked.slot == "action"
    labels = [it.label for it in reply.asked.options]
    assert "第一次办、新办" in labels
    assert labels[-1] == "都不是"
    assert reply.cites
    assert len(reply.cards) <= 3

    reply = hall.pick("第一次办")

    assert (reply.kind, titles(reply)) == ("answer", ["普通护照首次申领"])


def test_the_question_may_be_answered_in_words(hall):
    hall.say("护照")
    assert titles(hall.say("补办")) == ["普通护照换发、补发与失效重新申请"]


def test_never_more_than_two_questions_before_titles_are_offered(hall):
    reply, slots = hall.say("身份证"), []
    while reply.kind == "question":
        slots.append(reply.asked.slot)
        reply = hall.pick(reply.asked.options[0].label)
    assert slots[-1] in {"which", "action", "who", "theme", "place"}
    assert len(slots) <= 3
    assert len(slots) == len(set(slots))


def test_what_comes_after_a_question_and_says_nothing_alone_is_more_about_it(hall):
    hall.say("护照")
    reply = hall.say("给小孩子的那种")
    assert reply.kind != "unknown"


def test_a_published_answer_is_quoted_word_for_word(hall):
    reply = hall.say("领结婚证还要户口本吗？")
    assert reply.kind == "quote"
    published = next(it for it in hall.lines if it["id"] == reply.cites[0].id)
    assert reply.cards[0].summary == published["answer"]
    assert {it.kind for it in reply.cites} == {"question", "matter"}


def test_a_life_event_goes_step_by_step_in_its_order(hall):
    reply = hall.say("生孩子要办什么手续")
    assert (reply.kind, titles(reply)) == ("scenario", ["新生儿出生一件事"])

    reply = hall.after(walk(hall.talk, hall.talk.turn, ["生育登记"], NOW, hall.sources))
    assert (reply.kind, reply.current) == ("step", "开出生医学证明")

    done = ["生育登记", "开出生医学证明"]
    reply = hall.after(walk(hall.talk, hall.talk.turn, done, NOW, hall.sources))
    assert reply.current == "上户口"
    assert "预防接种" in reply.text
    assert [it.id for it in reply.cites] == ["new-baby", "newborn-household"]

    everything = [step.title for step in reply.steps]
    reply = hall.after(walk(hall.talk, hall.talk.turn, everything, NOW, hall.sources))
    assert reply.kind == "done"


def test_a_step_waits_for_what_comes_before_it(hall):
    reply = hall.say("新生儿出生一件事")
    waiting = {step.title: step.after for step in reply.steps}
    done: list[str] = []
    while len(done) < len(waiting):
        reply = hall.after(walk(hall.talk, hall.talk.turn, done, NOW, hall.sources))
        assert set(waiting[reply.current]) <= set(done)
        done.append(reply.current)


def test_what_nobody_published_it_does_not_know_and_tells_who_counts_gaps(hall):
    reply = hall.say("今晚火锅吃什么锅底")
    assert (reply.kind, reply.text, reply.cites) == ("unknown", phrases.UNKNOWN, [])
    assert (hall.outcome.missed, hall.outcome.found) == ("今晚火锅吃什么锅底", "")
    assert not hall.outcome.person


def test_what_comes_near_is_offered_as_a_guess(hall):
    near = Found(list(hall.sources.look("驾驶证期满换证", False).hits), confidence=0.4, answered=False)
    sources = Sources(lambda text, voice: near, hall.sources.published)
    reply = hall.after(say(hall.talk, 0, "换驾照", NOW, sources))
    assert (reply.kind, reply.text) == ("unknown", phrases.UNSURE)
    assert hall.outcome.missed == "换驾照"
    assert hall.outcome.nearest.startswith(("matter:", "question:"))
    assert hall.talk.failed == 1
    assert len(reply.cites) == len(reply.asked.options) - 1 <= 3
    reply = hall.after(pick(hall.talk, 1, reply.asked.options[0].value, NOW, sources))
    assert reply.kind in {"answer", "quote"}


def test_after_two_turns_that_found_nothing_a_person_comes(hall):
    hall.say("今晚火锅吃什么锅底")
    hall.say("今天天气怎么样")
    assert hall.outcome.person


def test_an_answer_in_between_begins_the_count_anew(hall):
    hall.say("今晚火锅吃什么锅底")
    hall.say("身份证丢了")
    hall.say("今天天气怎么样")
    assert not hall.outcome.person


def test_refusing_what_was_offered_counts_as_a_failure(hall):
    hall.say("护照")
    assert hall.pick("都不是").kind == "unknown"
    assert not hall.outcome.person
    hall.say("身份证")
    hall.say("都不是")
    assert hall.outcome.person


@pytest.mark.parametrize("said", ["转人工", "我要找人工客服", "别让机器跟我说话", "想找真人！"])
def test_whoever_asks_for_a_person_gets_one(hall, said):
    assert hall.say(said).kind == "person"
    assert hall.outcome.person


@pytest.mark.parametrize(
    "said", ["我不想活了", "老公打老婆，被打了怎么办", "孩子丢了", "身份证丢了，我崩溃了"]
)
def test_distress_brings_a_person_at_once_and_says_whom_to_ring(hall, said):
    reply = hall.say(said)
    assert reply.kind == "distress"
    assert all(number in reply.text for number in ("110", "120", "12356"))
    assert hall.outcome.person


@pytest.mark.parametrize("said", ["你好", "您好！", "谢谢啊", "你是谁？", "HELLO", "？？", "🙂"])
def test_small_talk_gets_the_one_friendly_answer(hall, said):
    assert hall.say(said).text == phrases.SMALL_TALK
    assert not hall.outcome.person


def test_beginning_again_leaves_nothing(hall):
    hall.say("护照")
    outcome = say(hall.talk, hall.talk.turn, "从头开始", NOW, hall.sources)
    assert outcome.talk.lines == []


def test_the_same_words_to_the_same_turn_change_nothing(hall):
    hall.say("护照")
    assert say(hall.talk, 0, "护照", NOW, hall.sources).talk == hall.talk


def test_the_same_button_twice_changes_nothing(hall):
    hall.say("护照")
    hall.pick("第一次办")
    assert pick(hall.talk, 1, hall.talk.reply_to(1).asked.options[0].value, NOW, hall.sources).talk.turn in {
        2,
        3,
    }
    again = hall.talk
    hall.pick("第一次办", turn=1)
    assert hall.talk == again


def test_the_same_steps_twice_change_nothing(hall):
    hall.say("新生儿出生一件事")
    hall.after(walk(hall.talk, 1, [], NOW, hall.sources))
    assert walk(hall.talk, 1, [], NOW, hall.sources).talk == hall.talk


def test_who_goes_back_may_choose_another_way(hall):
    hall.say("护照")
    first = hall.pick("第一次办")
    other = hall.pick("补办", turn=1)
    assert titles(other) != titles(first)
    assert titles(other) == ["普通护照换发、补发与失效重新申请"]


@pytest.mark.parametrize("value", ["no-such", "matter:../x", "", "34"])
def test_a_button_that_was_never_offered_does_nothing(hall, value):
    hall.say("护照")
    assert pick(hall.talk, 1, value, NOW, hall.sources).talk == hall.talk
    assert pick(hall.talk, 99, NONE, NOW, hall.sources).talk == hall.talk
    assert walk(hall.talk, 1, ["x"], NOW, hall.sources).talk == hall.talk


def test_a_person_by_the_button_and_back(hall):
    outcome = with_person(hall.talk, NOW)
    assert outcome.person
    assert go_on(outcome.talk, NOW).last.reply.kind == "back"


def test_the_city_that_was_chosen_is_no_question(hall):
    hall.say("护照")
    assert all(
        line.reply is None or line.reply.asked is None or line.reply.asked.slot != "city"
        for line in hall.talk.lines
    )


def test_a_talk_keeps_its_last_lines_only(hall):
    for number in range(60):
        hall.say(f"你好{'！' * (number + 1)}")
    assert len(hall.talk.lines) <= 40
    assert hall.talk.turn == 60
