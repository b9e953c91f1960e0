"""A small catalogue, and indexes made of it once."""

import pytest

from functions.search.engine import Entry, Index, build

CATALOGUE = [
    Entry(
        "matter",
        "newborn-household",
        "出生登记（新生儿落户）",
        everyday_names=("上户口", "报户口"),
        utterances=("宝宝出生了怎么上户口",),
        department="公安局",
        audience=("自然人",),
        areas=("34",),
        guide="/catalogue/matters/newborn-household",
        version=3,
    ),
    Entry("matter", "id-card-lost", "居民身份证丢失补领", audience=("自然人",), areas=("34",)),
    Entry("matter", "id-card-renewed", "居民身份证有效期满换领", audience=("自然人",), areas=("3401",)),
    Entry("matter", "household-cancelled", "死亡人员户口注销", audience=("自然人",), areas=("34",)),
    Entry("matter", "company", "有限责任公司设立登记", audience=("法人",), areas=("34",)),
    Entry("matter", "company-ended", "公司注销登记", audience=("法人",), areas=()),
    Entry("matter", "etc", "货车ETC办理", areas=("34",), runs_at="/etc/"),
    Entry("matter", "tree", "古树名木认定", areas=("3401", "3402")),
    Entry("scenario", "new-baby", "新生儿出生一件事", matters=("newborn-household",), areas=("34",)),
    Entry("question", "q-materials", "新生儿上户口要什么材料？", summary="出生医学证明", areas=("34",)),
]


@pytest.fixture(scope="session")
def packed():
    return build(CATALOGUE, "000042", best_bets={"打卡": ["tree", "gone"]})


@pytest.fixture(scope="session")
def index(packed):
    return Index.load(packed)
