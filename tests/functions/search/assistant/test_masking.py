"""What people say of themselves is taken out before anything is searched or kept."""

import pytest

from functions.search.assistant.masking import HIDDEN, masked, searchable


@pytest.mark.parametrize(
    "personal",
    [
        "13800138000",
        "138 0013 8000",
        "１３８００１３８０００",
        "34010219800101001X",
        "0551-62345678",
        "6222021234567890123",
        "wang@example.com",
        "幺三八零零幺三八零零零",
        "皖A12345",
    ],
)
def test_numbers_plates_and_addresses_are_hidden(personal):
    assert personal not in masked(f"我的是{personal}，身份证丢了")
    assert "身份证丢了" in masked(f"我的是{personal}，身份证丢了")


@pytest.mark.parametrize(
    "said", ["我叫王小明，身份证丢了", "姓名：李建国 身份证丢了", "我是张三，身份证丢了", "我的名字叫赵敏"]
)
def test_names_are_hidden_where_the_sentence_shows_them(said):
    hidden = masked(said)
    assert HIDDEN in hidden
    assert not any(name in hidden for name in ("王小明", "李建国", "张三", "赵敏"))


@pytest.mark.parametrize(
    "said", ["我是安徽人", "我是高中生怎么报名", "2026年的养老金", "拨打12345", "身份证丢了", "满80岁补贴"]
)
def test_what_is_not_personal_stays(said):
    assert masked(said) == said


def test_the_marks_are_not_searched_for():
    assert searchable(masked("我叫王小明 13800138000 身份证丢了")) == "我叫 身份证丢了"
