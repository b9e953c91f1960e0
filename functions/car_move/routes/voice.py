"""What a page that calls from the browser is made of, and what it must be allowed.

https://www.twilio.com/docs/voice/sdks/javascript, and "Content Security Policy" in the README of the SDK.
"""

from chalicelib.errors import NotFound
from chalicelib.headers import widened
from chalicelib.http import File
from functions.car_move.model import voice
from functions.car_move.model.progress import Progress
from functions.car_move.routes.doors import routes

A_YEAR = 365 * 24 * 3600
NEEDED = {
    "connect-src": "https://eventgw.twilio.com wss://voice-js.roaming.twilio.com https://sdk.twilio.com",
    "media-src": "mediastream: https://sdk.twilio.com",
}


def allowed(progress: Progress) -> dict[str, str]:
    """The headers of a request's page: wider only where it can call."""
    calls = progress.ways.browser and progress.may_dial
    return widened(NEEDED, microphone=True) if calls else {}


@routes.get("/voice/{name}", kept=A_YEAR)
def script(name: str) -> File:
    found = voice.read(name)
    if found is None:
        raise NotFound("没有这个文件，请刷新页面。")
    return File(found, "text/javascript; charset=utf-8")
