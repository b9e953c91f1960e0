"""Identity numbers as people type them. None of these is anybody's: the sequence 000 is never given."""

import pytest

from chalicelib.id_numbers import checked


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("34010219900301000X", "34010219900301000X"),
        ("３４０１０２１９９００３０１０００Ｘ", "34010219900301000X"),
        (" 340102 19900301 000x ", "34010219900301000X"),
    ],
)
def test_spaces_and_a_small_x_are_forgiven(typed: str, number: str) -> None:
    assert checked(typed) == number


def test_somebody_older_than_their_district_is_somebody() -> None:
    """340202 is a district since 1983; numbers were given to everybody from 1984 on."""
    assert checked("340202196908270000") == "340202196908270000"


@pytest.mark.parametrize(
    ("typed", "remark"),
    [
        ("3401021990030700", "应当是 18 位，您填了 16 位"),
        ("34010219900307O002", "前 17 位都是数字"),
        ("34010219900301000Y", "最后一位是数字或者 X"),
        ("340102199013070000", "出生日期"),
        ("340102199003070001", "有一位不对"),
    ],
)
def test_what_is_wrong_is_said(typed: str, remark: str) -> None:
    with pytest.raises(ValueError, match=remark):
        checked(typed)
