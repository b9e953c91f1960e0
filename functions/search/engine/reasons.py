"""Why something was found, in one sentence for the citizen."""

from .ranking import Ranked
from .texts import NAME, TITLE, EntryTexts

PINNED = "编辑推荐"
BY_SOUND = "按读音找到"


def reason(one: Ranked, texts: EntryTexts, by_sound: bool = False) -> str:
    text, role, judged = texts[one.text], texts.role[one.text], one.judged
    if role == TITLE and one.exact:
        return "名称完全一致"
    if by_sound:
        return f"{BY_SOUND}「{text}」"
    if role == NAME:
        return f"也叫「{text}」"
    if judged.heard and judged.signs.meant + judged.signs.guessed > judged.signs.said:
        return f"您说的「{judged.heard.meaning.phrase}」在这里叫「{judged.term}」"
    return "名称相符" if role == TITLE else f"有人这样问过：「{text}」"
