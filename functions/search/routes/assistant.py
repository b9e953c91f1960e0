"""The citizen's door to the assistant: talk, choose, go step by step, ask for a person, begin again. Each a form, and then the page anew."""

from datetime import timedelta
from typing import Any

from chalicelib import cities
from chalicelib.http import Cookie, Cookies, Jar, Limit
from chalicelib.world import World

from ..model.asking import LookQuery, Nothing, Pick, Say, Walk
from ..model.conversation import Shown
from ..use_cases import conversing, handing_over, listening
from .doors import routes

HOME = "/search/assistant"
COOKIE = "tongban_talk"
A_WEEK = 7 * 24 * 3600
OFTEN = Limit(60, timedelta(minutes=5), per="device")
SELDOM = Limit(10, timedelta(hours=1), per="device")


def home(_: Any) -> str:
    return f"{HOME}#now"


def secret_of(cookies: Cookies, jar: Jar) -> str:
    """The browser's own for this conversation; a new one where it has none."""
    known = cookies.get(COOKIE, "")
    if known:
        return known
    new = conversing.new_secret()
    jar.append(Cookie(COOKIE, new, A_WEEK))
    return new


@routes.get("/assistant", page="assistant.html")
def look(world: World, cookies: Cookies, query: LookQuery) -> Shown:
    secret, area = cookies.get(COOKIE, ""), cities.chosen(cookies)
    state = listening.look(world, secret, query.recording, area) if query.recording else ""
    return conversing.see(world, secret, area).model_copy(
        update={"listening": state, "recording": query.recording, "began_with": query.q}
    )


@routes.post("/assistant/words", then=home, status=200, limit=OFTEN)
def say(world: World, cookies: Cookies, jar: Jar, form: Say) -> Nothing:
    conversing.say(world, secret_of(cookies, jar), form.turn, form.text, cities.chosen(cookies))
    return Nothing()


@routes.post("/assistant/choices", then=home, status=200, limit=OFTEN)
def pick(world: World, cookies: Cookies, jar: Jar, form: Pick) -> Nothing:
    conversing.pick(world, secret_of(cookies, jar), form.turn, form.value, cities.chosen(cookies))
    return Nothing()


@routes.post("/assistant/steps", then=home, status=200, limit=OFTEN)
def walk(world: World, cookies: Cookies, jar: Jar, form: Walk) -> Nothing:
    conversing.walk(world, secret_of(cookies, jar), form.turn, form.done, cities.chosen(cookies))
    return Nothing()


@routes.post("/assistant/person", then=home, status=200, limit=SELDOM)
def ask_for_person(world: World, cookies: Cookies, jar: Jar) -> Nothing:
    conversing.ask_for_person(world, secret_of(cookies, jar))
    return Nothing()


@routes.post("/assistant/machine", then=home, status=200, limit=OFTEN)
def go_on(world: World, cookies: Cookies) -> Nothing:
    handing_over.go_on(world, conversing.key_of(world, cookies.get(COOKIE, "")))
    return Nothing()


@routes.post("/assistant/restart", then=home, status=200, limit=OFTEN)
def restart(world: World, cookies: Cookies, jar: Jar) -> Nothing:
    conversing.forget(world, cookies.get(COOKIE, ""))
    jar.append(Cookie(COOKIE, "", 0))
    return Nothing()
