"""What people send, and what they get back."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, StringConstraints, model_validator

from chalicelib.id_numbers import IdNumber
from chalicelib.identity import Role
from chalicelib.phones import Phone

Next = Annotated[str, Field(max_length=2048, description="where to go afterwards, on this site")]


Area = Annotated[str, Field(pattern=r"^$|^\d{2}(\d{2}(\d{2}(\d{3}(\d{3})?)?)?)?$")]
Post = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*:[a-z][a-z0-9_]*$")]


Code = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")]


class Where(BaseModel):
    """The query of the sign-in pages."""

    next: Next = ""
    challenge: str = ""


class Expiring(BaseModel):
    """The query of the renewal: what to go on with, and the page to return to where that cannot be."""

    next: Next = ""
    page: Next = ""


class AskCode(BaseModel):
    phone: Phone
    next: Next = ""


class AskOfficerCode(BaseModel):
    account: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=64)]
    password: Annotated[str, Field(min_length=1, max_length=128)]
    next: Next = ""


class GiveCode(BaseModel):
    challenge: Annotated[str, Field(min_length=1, max_length=64)]
    code: Code
    next: Next = ""


def _agreed(given: bool) -> bool:
    if not given:
        raise ValueError("请先勾选同意，才能核对您的身份。")
    return given


class GiveRealName(BaseModel):
    """As on the identity card; ``agree``: the citizen lets identity ask the police (《个人信息保护法》第二十九条)."""

    name: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=40)]
    id_number: IdNumber
    agree: Annotated[bool, AfterValidator(_agreed), Field(validate_default=True)] = False
    next: Next = ""


class RealName(BaseModel):
    """``name`` shows the family name alone; "" where it is not known yet."""

    name: str
    next: str = ""


class AskPhoneChange(BaseModel):
    """``lost``: the old phone cannot be read any more; then the number on the identity card is asked for."""

    phone: Phone
    lost: bool = False
    id_number: Annotated[str, Field(max_length=32)] = ""


class ChangeQuery(BaseModel):
    """The query of the page for the codes."""

    change: str = ""
    lost: bool = False


class GivePhoneCodes(BaseModel):
    change: Annotated[str, Field(min_length=1, max_length=64)]
    new_code: Code
    old_code: Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^([0-9]{6})?$")] = ""
    lost: bool = False


class OwnPhone(BaseModel):
    """The end of the phone that is known; ``may_be_lost``: a real name can stand in for it."""

    phone_end: str
    may_be_lost: bool


class ChangeAsked(BaseModel):
    """The same whosever the new phone is; ``change`` goes back with the codes."""

    change: str
    until: AwareDatetime
    lost: bool


class PhoneMoved(BaseModel):
    """Done; every session is over."""

    phone_end: str


class GiveRefresh(BaseModel):
    """For programs; a browser sends its cookie to ``/identity/refresh`` instead."""

    refresh: Annotated[str, Field(max_length=256)]


class Enrolment(BaseModel):
    """What an operator says about an officer. ``area`` is a division code (GB/T 2260, GB/T 10114), "" for the province.

    ``id_number`` keeps them out of cases of their own family: nobody gets a post in which cases are decided without it.
    """

    account: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9._-]{3,64}$")]
    password: Annotated[str, Field(min_length=12, max_length=128)]
    phone: Phone
    roles: Annotated[list[Literal["officer", "clerk", "editor", "operator"]], Field(min_length=1)]
    area: Area = ""
    posts: list[Post] = []
    name: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = ""
    id_number: IdNumber | Literal[""] = ""

    @model_validator(mode="after")
    def _can_be_kept_out(self) -> Self:
        if self.posts and not (self.name and self.id_number):
            raise ValueError("有办理岗位的人员要登记姓名和身份证号，系统才能自动回避亲属的申请。")
        return self


class CodeSent(BaseModel):
    """The same for everybody; ``challenge`` goes back with the code."""

    challenge: str
    until: AwareDatetime
    resend_after: int
    next: str


class Granted(BaseModel):
    """Signed in: a token for the next half hour, and what to renew it with."""

    id: str
    level: int
    roles: list[Role]
    token: str
    expires_in: int
    refresh: str
    until: AwareDatetime
    next: str = ""


class SignedOut(BaseModel):
    """Over; ``devices`` is how many sessions were ended."""

    devices: int


class Keys(BaseModel):
    """A JSON Web Key Set (RFC 7517)."""

    keys: list[dict[str, str | list[str]]]


class Device(BaseModel):
    """One session, as its owner sees it."""

    id: str
    name: str
    started: AwareDatetime
    used: AwareDatetime
    current: bool


class Me(BaseModel):
    """A person's own page; of the phone, only the end is shown."""

    id: str
    level: int
    roles: list[Role]
    phone_end: str
    devices: list[Device]
