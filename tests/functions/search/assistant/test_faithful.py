"""A rephrasing that adds anything is thrown away."""

from dataclasses import dataclass, replace

import pytest

from functions.search.assistant.faithful import faithful

SOURCE = "年满八十周岁的老年人可以申领高龄津贴，由户籍所在地乡镇（街道）受理，每月发放。"


@pytest.mark.parametrize(
    "said", [SOURCE, "老年人年满八十周岁，就可以申领高龄津贴，到户籍所在地乡镇去办。", "高龄津贴每月发放。"]
)
def test_the_same_in_plainer_words_is_taken(said):
    assert faithful(SOURCE, said)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "年满八十周岁的老年人可以申领高龄津贴，每月100元。",
        "年满七十周岁的老年人可以申领高龄津贴。",
        "带上户口簿，去申领高龄津贴。",
        "到民政局申领高龄津贴。",
        "请找王主任办理高龄津贴。",
        "可以用 APP 申领高龄津贴。",
        "可以申领“养老服务补贴”。",
        SOURCE * 2,
    ],
)
def test_a_number_a_name_a_place_a_matter_or_a_paper_more_is_not(said):
    assert not faithful(SOURCE, said)


@dataclass
class Model:
    """Says what a test has it say."""

    says: str
    available: bool = True

    def rephrase(self, text: str) -> str:
        return self.says or text


@pytest.mark.parametrize(
    ("model", "shown"),
    [
        (Model("一句话，说明。"), "一句话，说明。"),
        (Model("一句话说明，费用 20 元。"), "一句话说明。"),
        (Model("到公安局说明。"), "一句话说明。"),
        (Model("一句，话说明。", available=False), "一句话说明。"),
    ],
)
def test_only_a_faithful_one_is_shown_and_only_when_switched_on(citizen, model, shown):
    citizen.door.world = replace(citizen.door.world, rephraser=model)
    assert f"<p>{shown}</p>" in citizen.says("身份证丢了怎么办")
