"""Masking, counting, bursts and clusters, each by itself."""

import random

import pytest

from functions.search.demand import labels
from functions.search.demand.bursts import Usual, bursts, log_tail, z_score
from functions.search.demand.clusters import clusters
from functions.search.demand.folding import core
from functions.search.demand.masking import masked
from functions.search.demand.tallies import Asked, Tallies, packed, unpacked
from functions.search.demand.words import counts, each_idea_once, pieces

TAGS = ["a", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        ("我叫王小明，想办身份证", "王小明"),
        ("手机13812345678收不到验证码", "13812345678"),
        ("电话 138-1234-5678 怎么改", "1234"),
        ("身份证340102199001011234怎么改", "340102199001011234"),
        ("皖A12345违章怎么处理", "12345"),
        ("皖A·D1234F 年检", "D1234F"),
        ("王小明的身份证丢了", "王小明"),
        ("张伟先生的社保卡", "张伟"),
        ("我是李芳，想问公积金", "李芳"),
        ("给王芳办社保", "王芳"),
        ("我老公欧阳建国的护照", "欧阳"),
        ("住在翡翠花园3栋502室，没有暖气", "502"),
        ("一三八一二三四五六七八打不通", "一三八"),
        ("微信号wx_abc99投诉", "wx_abc99"),
        ("a.b@c.com 收不到邮件", "@"),
        ("生日1990年1月1日写错了", "1990"),
        ("我叫［已隐去］要离婚", "已隐去"),
    ],
)
def test_what_tells_who_asked_is_taken_out(said, secret):
    assert secret not in masked(said)
    assert secret not in core(said, answered=False)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("请问高职扩招怎么报名", "高职扩招 报名"),
        ("2026年高职扩招条件", "高职扩招条件"),
        ("我是高中生能不能报高职扩招", "高中生报高职扩招"),
        ("打12345投诉", "12345"),
        ("黄山旅游年卡", "黄山旅游年卡"),
        ("申领ＥＴＣ（貨車）", "etc"),
    ],
)
def test_what_is_wanted_stays(said, kept):
    assert kept.replace(" ", "") in core(said, answered=False).replace(" ", "") or kept in masked(said)


def test_what_may_be_a_name_and_was_not_answered_is_counted_nowhere():
    assert core("张伟", answered=False) == ""
    assert core("高铁", answered=False) == "高铁"


def test_tallies_survive_being_packed():
    tallies = Tallies(10, {"上户口": Asked(3, 1, ["x"], 2, "2026-05-01T09:00", "2026-05-01T09:10")})

    assert unpacked(packed(tallies), 10).of == tallies.of


def test_space_saving_keeps_the_frequent_and_counts_none_too_little():
    """Twenty thousand draws of a Zipf law, a twentieth of its words at once."""
    draw = random.Random(7)  # noqa: S311 - repeatable
    words = [f"w{number}" for number in range(2_000)]
    weights = [1 / (number + 1) for number in range(2_000)]
    true: dict[str, int] = {}
    tallies = Tallies(100)
    for word in draw.choices(words, weights, k=20_000):
        true[word] = true.get(word, 0) + 1
        tallies.add(word, Asked(1))

    best = sorted(true, key=true.__getitem__, reverse=True)[:20]
    assert all(word in tallies.of for word in best)
    assert all(tallies.of[word].asked >= true[word] for word in best)


def asked(**many):
    return {core: Asked(count, count, TAGS) for core, count in many.items()}


def test_an_idea_is_named_once_by_its_longest_words():
    rows = asked(高职扩招报名=10, 高职扩招条件=9, 高职扩招=12, 上户口=30).items()
    found = pieces(rows, 5)
    ranked = sorted(found, key=lambda it: (-found[it].asked, -len(it)))

    assert set(each_idea_once(ranked, found)) == {"上户口", "高职扩招"}


def usual(**counted):
    return Usual(total=100_000, days=28, least=0, counts=counted)


def test_a_new_word_bursts_and_a_busy_hour_does_not():
    rows = asked(高职扩招报名=6, 高职扩招条件=6, 上户口=200).items()
    before = usual(**dict.fromkeys(counts(asked(上户口=1).items()), 94000))

    found = bursts(pieces(rows, 8), 212, before)

    assert [it.words for it in found] == ["高职扩招"]
    assert found[0].asked == 12
    assert found[0].z > 10


def test_one_persons_word_never_bursts():
    rows = {"高职扩招": Asked(50, 50, ["a"])}.items()

    assert bursts(pieces(rows, 8), 500, usual()) == []


def test_without_enough_history_nothing_is_new():
    rows = asked(高职扩招=50).items()

    assert bursts(pieces(rows, 8), 500, Usual(total=900, days=28)) == []
    assert bursts(pieces(rows, 8), 500, Usual(total=9_000, days=3)) == []


def test_the_tail_of_poisson_is_what_tables_say():
    assert log_tail(10, 1.0) == pytest.approx(-16.01, abs=0.05)
    assert log_tail(1, 5.0) == 0.0
    assert z_score(13, 3.0) == 5.0


def test_the_same_in_other_words_is_one_cluster_and_another_is_not():
    cores = {"高职扩招 报名": 9, "高职扩招条件": 5, "高职扩招": 7, "宠物狗进社区": 4, "社区养狗": 1}

    found = clusters(cores, {}, {"报名": 900, "条件": 800}, 10_000)

    assert sorted(found[0].members) == ["高职扩招", "高职扩招 报名", "高职扩招条件"]
    assert len(found) == 3


def test_a_gap_goes_on_under_its_own_number():
    found = clusters({"高职扩招条件": 5, "人才房": 3}, {"gap-1": ["高职扩招 报名"]}, {}, 0)

    assert {it.gap: it.members for it in found} == {
        "gap-1": ["高职扩招 报名", "高职扩招条件"],
        "": ["人才房"],
    }


def test_a_label_is_never_one_persons_words():
    rare = [("隔壁老王家高职扩招", Asked(1, 1, ["a"])), ("高职扩招二胎", Asked(1, 1, ["b"]))]
    many = [(f"{word}高职扩招", Asked(1, 1, [tag])) for word, tag in zip("甲乙丙丁戊", TAGS, strict=True)]

    assert labels.label(rare) == ""
    assert labels.label(rare + many) == "高职扩招"
    assert labels.samples(rare + many) == []
