"""The engine with many entries: a catalogue is made up from our own words, and measured in a process of its own.

AWS gives a function of 512 MB 0.29 of a processor, here modelled as 5.8 ms in every 20 ms: what takes 6 ms of processor
time ends after 20.2 ms at the worst. (A model of Lambda, not Lambda.)
"""

import json
import random
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.search_sets import own
from functions.search.engine import Entry, build

SLICE, PERIOD = 5.8, 20.0  # ms
TEXTS = 12  # of one matter: its title and what is said of it
ENDINGS = ["怎么办", "要什么材料", "丢了", "过期了", "在哪办", "多少钱", "能网上办吗"]
MEASURE = """
import json, re, sys, time
started = time.process_time()
from functions.search.engine import Index
data, questions = open(sys.argv[1], "rb").read(), json.load(open(sys.argv[2]))
begun = time.process_time(); index = Index.load(data); loaded = time.process_time()
took = []
for question in questions:
    at = time.process_time(); index.search(question); took.append(1000 * (time.process_time() - at))
print(json.dumps({"import": 1000 * (begun - started), "load": 1000 * (loaded - begun), "took": took,
                  "megabytes": int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) / 1024}))
"""


def throttled(milliseconds: float) -> float:
    """When work that takes so much processor time ends in a function of 512 MB, at the worst."""
    whole, rest = divmod(milliseconds, SLICE)
    return whole * PERIOD + rest


def made_up(texts: int, dice: random.Random) -> list[Entry]:
    """A catalogue of that many texts, each unlike the others, of the words of our own."""
    ours = own()
    said = [text for entry in ours for text in entry.utterances]
    return [
        Entry(
            "matter",
            f"m{number:06}",
            f"{(one := dice.choice(ours)).title}（{dice.choice(ours).title[: dice.randint(2, 6)]}）",
            utterances=tuple(_said(one.title, said, dice) for _ in range(TEXTS - 1)),
            areas=("34",),
        )
        for number in range(texts // TEXTS)
    ]


def _said(title: str, said: Sequence[str], dice: random.Random) -> str:
    begin = dice.randrange(len(title))
    piece = title[begin : begin + dice.randint(2, 8)]
    return dice.choice(said)[: dice.randint(2, 9)] + piece + dice.choice(ENDINGS)


def questions(count: int, dice: random.Random) -> list[str]:
    """Real utterances, a tenth of them about nothing."""
    said = [text for entry in own() for text in entry.utterances]
    strange = ["今天天气怎么样", "帮我写首诗", "路由器灯一直闪红色", "晚饭吃什么好呢"]
    return [dice.choice(strange) if dice.random() < 0.1 else dice.choice(said) for _ in range(count)]


def measured(texts: int, count: int = 400) -> dict[str, float]:
    """Sizes in MB, times in ms; ``…_512`` as a function of 512 MB would have them."""
    dice = random.Random(texts)
    data = build(made_up(texts, dice), "bench")
    with TemporaryDirectory() as folder:
        index, asked = Path(folder, "index"), Path(folder, "asked.json")
        index.write_bytes(data)
        asked.write_text(json.dumps(questions(count, dice)))
        command = [sys.executable, "-c", MEASURE, str(index), str(asked)]
        result = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    took = sorted(result["took"])
    p50, p99 = took[len(took) // 2], took[int(len(took) * 0.99)]
    return {
        "index_mb": len(data) / 1e6,
        "memory_mb": result["megabytes"],
        "load_ms": result["load"],
        "load_512_ms": throttled(result["load"]),
        "p50_ms": p50,
        "p99_ms": p99,
        "p99_512_ms": throttled(p99),
    }


def code_megabytes() -> float:
    """The engine, its tables and the lexicon, unpacked."""
    home = Path("functions/search")
    files = [*(home / "engine").glob("*.py"), *(home / "data").iterdir(), *(home / "lexicon").glob("*.toml")]
    return sum(file.stat().st_size for file in files) / 1e6
