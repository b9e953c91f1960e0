"""Texts through masked numbers: read, taken as an answer or a wish, or passed on without what could reach the sender."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from chalicelib.errors import Conflict, Gone, NotFound
from chalicelib.ports.phone import TextEvent
from chalicelib.store import Delete
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.passing import Passing, Silence, silence
from functions.car_move.model.session import Route
from functions.car_move.rules import answers as wording
from functions.car_move.rules.masking import masked
from functions.car_move.use_cases import answers, erasures, proofs, sending
from functions.car_move.use_cases.sessions import line_id

AN_HOUR = timedelta(hours=1)
# https://help.twilio.com/articles/223134027: these the carrier itself takes and answers
CARRIERS_STOP = {"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"}
CARRIERS_START = {"START", "YES", "UNSTOP"}
STOP, START = {"退订", "TD", "T", "停止"}, {"恢复", "订阅"}

PASSED = "【码上挪车】对方说：{words}"
NO_ROUTE = "【码上挪车】这个号码现在没有联系到任何人。请重新扫描车上的挪车码。"
NOTHING_LEFT = "【码上挪车】这条短信没有转给对方：只有号码、网址或联系方式。为了保护双方，这些不能转发。"
TOO_MANY = "【码上挪车】这次转发的短信已经很多了，请打电话联系。"
NOT_WANTED = "【码上挪车】对方收不到短信，请打电话联系。"
UNPROVEN = "【码上挪车】对方还没有从自己的手机打来过，为了不打扰别人，暂时不能发短信给对方。"
ANSWERED = "【码上挪车】已经告诉对方了，谢谢。"
STOPPED = "【码上挪车】已退订，不再给您发短信。回复“恢复”可以重新接收。"
STARTED = "【码上挪车】已恢复，您会收到挪车短信。"


@dataclass(frozen=True)
class Outgoing:
    to: str
    show: str
    words: str


def receive(world: World, event: TextEvent) -> None:
    """Whatever becomes of it, the carrier shall forget it; a repeat of the webhook changes nothing."""
    erasures.file(world, "text", event.text)
    key = f"text#{event.text}"
    if event.sender is None or world.store.find(Passing, key):
        return
    line = line_id(world, event.sender)
    outgoing = _wish(world, event, line) or _pass_on(world, event, line)
    if outgoing.words:
        sending.send(world, key, outgoing.to, outgoing.show, outgoing.words)


def _wish(world: World, event: TextEvent, line: str) -> Outgoing | None:
    """To be left alone, or not any more: for every masked number, as nobody knows which one comes next."""
    word = event.body.strip().strip("。.!！").upper()
    if word in CARRIERS_STOP | STOP:
        with suppress(Conflict):
            world.store.commit(Silence(id=silence(line), since=world.now()))
        return _reply(event, "" if word in CARRIERS_STOP else STOPPED)
    if word in CARRIERS_START | START:
        if known := world.store.find(Silence, silence(line)):
            world.store.commit(Delete(known))
        return _reply(event, "" if word in CARRIERS_START else STARTED)
    return None


def _pass_on(world: World, event: TextEvent, line: str) -> Outgoing:
    route = world.store.find(Route, line, event.number)
    if route is None or not route.is_live(world.now()):
        return _refuse(world, event, line, NO_ROUTE)
    if route.side == "owner" and _answers(world, event, route, line):
        return _reply(event, ANSWERED)
    if route.side == "passer_by":
        proofs.prove(world, route)
    words = masked(event.body, LIMITS.text_characters)
    if why := _why_not(world, route, words):
        return _refuse(world, event, line, why)
    return Outgoing(route.rings, route.display, PASSED.format(words=words))


def _why_not(world: World, route: Route, words: str) -> str:
    """What keeps these words from being passed on; empty where nothing does."""
    if route.side == "owner" and not route.proven:
        return UNPROVEN
    if world.store.count(f"texts#{route.case_id}", LIMITS.session) > LIMITS.texts_per_session:
        return TOO_MANY
    if not words:
        return NOTHING_LEFT
    return NOT_WANTED if world.store.find(Silence, silence(route.rings_id)) else ""


def _answers(world: World, event: TextEvent, route: Route, line: str) -> bool:
    """Whether the text is an owner's answer, which the passer-by's page then shows."""
    reply = wording.read(event.body)
    if reply is None:
        return False
    with suppress(Gone, NotFound):
        answers.answer(world, route.case_id, line, reply, f"text#{event.text}")
        return True
    return False


def _refuse(world: World, event: TextEvent, line: str, words: str) -> Outgoing:
    """Politely, and after a few times not at all: an answer to each would be a way to spend our money."""
    spoken = world.store.count(f"refused#{line}", AN_HOUR) <= LIMITS.refusals_per_phone
    return _reply(event, words if spoken else "")


def _reply(event: TextEvent, words: str) -> Outgoing:
    return Outgoing(event.sender or "", event.number, words)
