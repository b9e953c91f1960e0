"""What of a text may reach the other side: its words, but no number, address or name by which to reach its sender.

Basis: Personal Information Protection Law, art. 6 (no more than the purpose needs); both were promised it.
"""

import re
import unicodedata

NUMBER, LINK, NAME = "〔号码已隐去〕", "〔网址已隐去〕", "〔联系方式已隐去〕"
POINTS = "，！？；：（）"  # stay as Chinese writes them
MOST_READ = 800
FEWEST = 5  # digits that may be part of a telephone number

# Digits as they are written out, in capitals for accounts, and as soldiers and dispatchers say them.
SPOKEN = {
    **dict.fromkeys("〇零洞○", 0),
    **dict.fromkeys("一壹弌幺么妖", 1),
    **dict.fromkeys("二贰貳弍两兩俩", 2),
    **dict.fromkeys("三叁叄弎仨", 3),
    **dict.fromkeys("四肆", 4),
    **dict.fromkeys("五伍", 5),
    **dict.fromkeys("六陆陸", 6),
    **dict.fromkeys("七柒拐", 7),
    **dict.fromkeys("八捌", 8),
    **dict.fromkeys("九玖勾", 9),
}
ENGLISH = "zero|one|two|three|four|five|six|seven|eight|nine"
PINYIN = "ling|dong|yi|yao|er|liang|san|si|wu|liu|qi|guai|ba|jiu|gou"
WORDS = re.compile(rf"(?<![a-z])(?:{ENGLISH}|{PINYIN})+(?![a-z])", re.IGNORECASE)
WORD = re.compile(f"{ENGLISH}|{PINYIN}", re.IGNORECASE)
LOOKALIKES = re.compile(r"(?<![A-Za-z])[oOlI|]+(?![A-Za-z])")
# d a digit, w the rest of one, a a letter, s anything else. One letter between two digits does not part them.
RUN = re.compile(rf"d(?:(?:[sw]*a)?[sw]*d){{{FEWEST - 1},}}w*")

TOP = "com|cn|net|org|me|cc|xyz|top|io|app|link|vip|info|co|tv|shop|site|club|ly|gl|top|pro|hk|tw|sg"
ADDRESS = re.compile(
    r"[a-z][a-z0-9+.-]*://[!-~]+"
    r"|www\.[!-~]+"
    r"|[a-z0-9._%+-]+\s?@\s?[a-z0-9.-]+"
    rf"|[a-z0-9-]+(?:\s?(?:\.|。|点|dot)\s?[a-z0-9-]+)*\s?(?:\.|。|点|dot)\s?(?:{TOP})(?![a-z])(?:/[!-~]*)?"
    r"|[a-z0-9-]{2,}(?:\.[a-z0-9-]{2,})+(?:/[!-~]*)?",
    re.IGNORECASE,
)
PLACES = (
    "微信|威信|薇信|徽信|微x|v信|w信|wechat|weixin|vx|wx|扣扣|企鹅|qq|telegram|tg|电报|whatsapp|skype|line|"
    "支付宝|抖音|快手|小红书|微博|钉钉|飞书|(?<![a-z])v|(?<![a-z])q"
)
CONTACT = re.compile(
    rf"(?:{PLACES})\s*(?:号码|账号|帐号|号|id)?[\s:：是为=加+,，-]*[a-z0-9][a-z0-9_.-]{{2,}}"
    r"|@[a-z0-9_.-]{3,}"
    r"|(?<![a-z0-9_-])(?=[a-z_-]*[0-9])(?=[0-9_-]*[a-z])[a-z0-9_-]{6,}",
    re.IGNORECASE,
)


def masked(body: str, most: int) -> str:
    """The body without what could reach its sender, ``most`` characters long; empty where nothing else is in it."""
    text = plain(body[:MOST_READ])
    for pattern, mark in ((ADDRESS, LINK), (CONTACT, NAME)):
        text = pattern.sub(mark, text)
    text = _without_numbers(text)
    if not any(sign.isalnum() for sign in re.sub("〔.*?〕", "", text)):
        return ""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def plain(text: str) -> str:
    """One spelling of each sign: no full-width, circled or superscript ones, nothing invisible, no accents."""
    signs = "".join(sign if sign in POINTS else unicodedata.normalize("NFKC", sign) for sign in text)
    seen = "".join(sign for sign in signs if unicodedata.category(sign) not in {"Cf", "Mn", "Me", "Co", "Cn"})
    return re.sub(r"\s+", " ", seen).strip()


def _without_numbers(text: str) -> str:
    shape = _shape(text)
    parts, end = [], 0
    for run in RUN.finditer(shape):
        parts += [text[end : run.start()], NUMBER]
        end = run.end()
    return "".join([*parts, text[end:]])


def _shape(text: str) -> str:
    shape = ["d" if is_digit(sign) else "a" if sign.isalpha() else "s" for sign in text]
    for words in WORDS.finditer(text):
        for word in WORD.finditer(text, *words.span()):
            shape[word.start() : word.end()] = "d" + "w" * (len(word[0]) - 1)
    for alike in LOOKALIKES.finditer(text):
        if _touches_digit(shape, *alike.span()):
            shape[alike.start() : alike.end()] = "d" * len(alike[0])
    return "".join(shape)


def is_digit(sign: str) -> bool:
    """In any script, and as Chinese writes and says them."""
    return sign in SPOKEN or unicodedata.numeric(sign, -1.0) in range(10)


def _touches_digit(shape: list[str], start: int, end: int) -> bool:
    return "d" in shape[max(0, start - 1) : start] + shape[end : end + 1]
