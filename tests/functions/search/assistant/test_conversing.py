"""A conversation as a browser has it: page after page, without a script; kept sealed and masked, not for long, and never for anybody else."""

import json
from datetime import timedelta

import pytest

from chalicelib.store.row import Row
from functions.search.model.conversation import Conversation
from functions.search.routes.assistant import COOKIE
from functions.search.use_cases import conversing


def kept(citizen):
    return conversing.find(citizen.door.world, citizen.door.cookies[COOKIE])


def test_a_first_word_is_answered_with_a_card_that_cites_entry_and_version(citizen):
    assert "办事助手" in citizen.page.text
    assert COOKIE not in citizen.door.cookies

    page = citizen.says("身份证丢了怎么办")

    assert "您要办的应该是“居民身份证补领”" in page
    assert '<span class="code">id-card</span> 第 1 版' in page
    assert 'href="/catalogue/matters/id-card"' in page
    assert len(citizen.door.cookies[COOKIE]) >= 32


def test_what_runs_here_can_be_begun_from_the_card(citizen):
    assert 'href="/public-housing/">开始办理' in citizen.says("公租房")


def test_a_question_has_buttons_and_a_button_leads_on(citizen):
    page = citizen.says("登记")
    assert "都不是" in page
    assert "您要办的应该是“公司设立登记”" in citizen.chooses("公司设立登记")


def test_a_life_event_is_ticked_off(citizen):
    page = citizen.says("新生儿出生一件事")
    assert 'name="done" value="上户口"' in page
    assert "下一步：上户口" in citizen.does("steps")
    assert "都办好了" in citizen.does("steps", done="上户口")


def test_programs_are_told_the_same(citizen):
    citizen.says("身份证丢了怎么办")
    told = citizen.door.fetch("/assistant").json
    assert told["talk"]["lines"][1]["reply"]["cites"][0]["id"] == "id-card"


def test_what_is_kept_is_masked_sealed_and_under_a_key_nobody_can_use(citizen, searchable):
    citizen.says("我叫王小明，13800138000，身份证丢了怎么办")
    secret = citizen.door.cookies[COOKIE]
    found = kept(citizen)
    assert found.id != secret
    assert "王小明" not in found.said
    assert "13800138000" not in found.said
    rows = [row for row in Row.scan() if row.sk == "Conversation"]
    assert len(rows) == 1
    body = json.dumps(rows[0].body)
    assert "said" not in body
    assert secret not in body + rows[0].pk
    assert not any("Conversation" in fact.type for fact in searchable.world.bus.facts)


def test_after_half_an_hour_of_silence_nothing_is_left(citizen, searchable):
    citizen.says("身份证丢了怎么办")
    searchable.world.clock.advance(timedelta(minutes=29))
    citizen.says("公租房")
    searchable.world.clock.advance(timedelta(minutes=29))
    assert "身份证丢了怎么办" in citizen.page.text
    searchable.world.clock.advance(timedelta(minutes=2))
    assert "身份证丢了怎么办" not in citizen.page.text
    assert kept(citizen) is None


def test_beginning_again_deletes_it_and_the_cookie(citizen):
    citizen.says("身份证丢了怎么办")
    secret = citizen.door.cookies[COOKIE]
    assert "身份证丢了怎么办" not in citizen.does("restart")
    assert COOKIE not in citizen.door.cookies
    assert conversing.find(citizen.door.world, secret) is None


def test_nobody_else_sees_it(citizen, talkers):
    citizen.says("身份证丢了怎么办")
    other = talkers()
    assert "身份证丢了怎么办" not in other.page.text
    other.door.cookies[COOKIE] = kept(citizen).id
    assert "身份证丢了怎么办" not in other.page.text


def test_the_same_form_sent_twice_is_one_turn(citizen):
    page = citizen.page
    for _ in range(2):
        citizen.door.submit("/assistant/words", on=page, text="身份证丢了怎么办")
    assert kept(citizen).talk.turn == 1


def test_the_same_words_from_a_page_gone_back_to_are_one_turn(citizen):
    before = citizen.page
    citizen.says("身份证丢了怎么办")
    fresh = dict(before.hidden, idempotency_key="another-key-1")
    citizen.door.submit("/assistant/words", on=before, **fresh, text="身份证丢了怎么办")
    assert kept(citizen).talk.turn == 1


def test_no_index_yet_is_said_honestly(house, talkers):
    house.world.shelf.kept.clear()
    citizen = talkers()
    assert "这个我不知道" in citizen.says("身份证丢了怎么办")


@pytest.mark.parametrize("elder", ["0", "1"])
def test_pages_are_small(citizen, elder):
    citizen.door.cookies["tongban_elder"] = elder
    assert len(citizen.says("登记").encode()) < 60_000


def test_a_long_talk_still_fits_into_a_row(citizen):
    for number in range(24):
        citizen.says(f"登记{'啊' * (number + 1)}")
    assert len(kept(citizen).said.encode()) < 300_000
    assert kept(citizen).talk.turn == 24


def test_the_answer_goes_by_the_city_that_was_chosen(citizen):
    citizen.door.cookies["tongban_city"] = "3402"
    page = citizen.says("水上捕捞许可")
    assert "还没有开通" in page
    assert "芜湖市" in page


def test_a_conversation_is_a_conversation():
    assert Conversation.kind == "Conversation"


def test_what_it_could_not_answer_is_counted_by_the_demand_side(citizen, searchable):
    citizen.says("今晚火锅吃什么锅底")
    batches = [row for row in Row.scan() if row.sk == "Batch"]
    assert sum(row.body["missed"] for row in batches) == 1
