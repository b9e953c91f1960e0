"""What a rule found, and why: the part of a decision that explains it."""

from typing import Literal

from pydantic import BaseModel

Verdict = Literal["met", "not_met", "unverified"]


class Finding(BaseModel):
    """``fact`` and ``threshold`` as people read them; ``remedy`` says what would change the verdict, ``explanation`` it all.

    unverified: a registry has not answered yet, so nobody may decide on it.
    """

    rule: str
    title: str
    verdict: Verdict
    fact: str
    threshold: str
    basis: str
    otherwise: Literal["refuse", "correct", "review"]
    remedy: str = ""
    explanation: str = ""
