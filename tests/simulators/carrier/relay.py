"""The TwiML of a masked call, as the product answers it."""

from tests.simulators.carrier.lab import OWNER, Lab, X

EVENTS = "initiated ringing answered completed"


def masked(caller_id: str = f'callerId="{X}" ', **changes: str) -> str:
    attributes = {"answerOnBridge": "true", "timeout": "25", "timeLimit": "180", "action": "/ended"} | changes
    written = " ".join(f'{name}="{value}"' for name, value in attributes.items())
    number = (
        f'<Number url="/whisper" statusCallback="/progress" statusCallbackEvent="{EVENTS}">{OWNER}</Number>'
    )
    return f"<Dial {caller_id}{written}>{number}</Dial>"


WHISPER = (
    '<Gather numDigits="1" timeout="10" action="/accept"><Say language="zh-CN">有人请您挪车，接听请按一。</Say></Gather>'
    "<Hangup/>"
)


def play_relay(lab: Lab, dial: str = "") -> None:
    """A product that relays: dial, whisper, accept, and a word after the end."""
    lab.voice(dial or masked())
    lab.voice(WHISPER, "/whisper")
    lab.voice("", "/accept")
    lab.voice("<Say>再见。</Say>", "/ended")
