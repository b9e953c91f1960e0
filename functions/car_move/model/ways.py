"""The ways to an owner besides dialling from one's own phone."""

from typing import Annotated

from pydantic import BaseModel, StringConstraints

from functions.car_move.model import voice

Digits = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^[0-9]{6}$")]


class Ways(BaseModel):
    """``pin`` is asked for where the phone is not recognised: on a shared number of everybody (``by_pin``).

    ``message``: no number was free, so all there is is to have the owner told. ``may_prove``: the owner cannot call
    back yet, and could.
    """

    pin: str = ""
    by_pin: bool = False
    message: bool = False
    messaged: bool = False
    may_prove: bool = False
    code_sent: bool = False
    proven: bool = False
    browser: bool = False

    @property
    def scripts(self) -> dict[str, str]:
        """Where a page finds what it calls with."""
        return {script: f"/car-move/voice/{name}" for script, name in voice.names().items()}

    @property
    def pin_in_groups(self) -> str:
        return f"{self.pin[:4]}\N{NO-BREAK SPACE}{self.pin[4:]}"


class Told(BaseModel):
    """The code that a text told."""

    code: Digits


class BrowserPass(BaseModel):
    """What the carrier's voice SDK needs to call from a browser, for so many seconds."""

    token: str
    identity: str
    seconds: int
