"""What an editor's synonym or best bet may be."""

import re

from chalicelib.errors import Conflict, Invalid

from ..engine.folding import compact, fold
from ..model.sayings import Change, What

WRONG = "有些内容需要修改，请看下面的提示。"
SHORTEST, LONGEST = 2, 40  # characters of what people say
MOST = {"synonym": 12, "bet": 5}


def said(text: str) -> str:
    """As searches are compared: simplified, in small letters, without spaces. Raises Invalid."""
    folded = compact(fold(text))
    if not SHORTEST <= len(folded) <= LONGEST:
        raise Invalid(WRONG, {"said": f"请填写 {SHORTEST} 到 {LONGEST} 个字。"})
    return folded


def meant(what: What, text: str, known: frozenset[str]) -> list[str]:
    """Official terms, or ids that are ``known``; none takes the saying away. Raises Invalid.

    One character stands for too much to be a term.
    """
    given = list(dict.fromkeys(part for part in re.split(r"[\s,，、;；]+", text) if part))
    if len(given) > MOST[what]:
        raise Invalid(WRONG, {"means": f"最多 {MOST[what]} 个。"})
    if what == "bet" and (unknown := [part for part in given if part not in known]):
        raise Invalid(WRONG, {"means": f"目录里没有：{'、'.join(unknown)}。"})
    if what == "synonym" and (wrong := [part for part in given if not SHORTEST <= len(part) <= LONGEST]):
        raise Invalid(WRONG, {"means": f"每个说法 {SHORTEST} 到 {LONGEST} 个字：{'、'.join(wrong)[:60]}。"})
    return given


def may_undo(change: Change, now: list[str]) -> None:
    """Only while nobody has changed the same again."""
    if now != change.after:
        raise Conflict("这一条后来又改过，请在最新的上面改。")
