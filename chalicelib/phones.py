"""Phone numbers as people type them, and as the platform keeps them (E.164)."""

from typing import Annotated

from pydantic import AfterValidator, Field


def to_e164(typed: str) -> str:
    """A mobile number: Chinese unless it says otherwise with + and a country code."""
    from phonenumbers import (
        NumberParseException,
        PhoneNumberFormat,
        PhoneNumberType,
        format_number,
        is_valid_number,
        number_type,
        parse,
    )

    mobile = {PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE}
    try:
        number = parse(typed, "CN")
    except NumberParseException:
        number = None
    if number is None or not is_valid_number(number) or number_type(number) not in mobile:
        raise ValueError("请填写正确的手机号；境外号码请以 + 和国家代码开头。")
    return format_number(number, PhoneNumberFormat.E164)


Phone = Annotated[str, Field(max_length=32), AfterValidator(to_e164)]
