"""A conversation as a browser has it: page after page, without a script; kept sealed and masked, not for long, and never for anybody else."""

from datetime import timedelta

import pytest

from chalicelib.store.row import Row
from functions.search.model.conversation import Conversation
from functions.search.routes.assistant import COOKIE


def test_a_first_word_is_answered_with_a_card_that_cites_entry_and_version(citizen):
    assert "办事助手" in citizen.page.text
    assert COOKIE not in citizen.door.cookies

    page = citizen.says("身份证丢了怎么办")

    assert "您要办的应该是“居民身份证补领”" in page
    assert '<span class="code">id-card</span> 第 1 版' in page
    assert 'href="/catalogue/matters/id-card"' in page
    assert len(citizen.door.cookies[COOKIE]) >= 32
