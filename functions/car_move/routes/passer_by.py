"""What anybody sees without signing in: the way in, the page behind the QR code, and the request they made."""

from datetime import timedelta

from chalicelib.http import Limit
from chalicelib.world import World
from functions.car_move.model.limits import LIMITS
from functions.car_move.model.progress import Entrance, Progress, Scan
from functions.car_move.model.request import Ask
from functions.car_move.routes import voice
from functions.car_move.routes.doors import routes
from functions.car_move.use_cases import answers, requests

WINDOW = timedelta(minutes=LIMITS.attempts_minutes)
ATTEMPTS = (
    Limit(LIMITS.attempts_per_device, WINDOW, per="device"),
    Limit(LIMITS.attempts_per_address, WINDOW, per="address"),
)


@routes.get("/", page="home.html")
def home() -> Entrance:
    return Entrance()


@routes.get("/{code}", page="scan.html")
def scan(world: World, code: str) -> Scan:
    """Where the QR code leads."""
    return requests.scan(world, code)


@routes.get("/scan/{code}", page="scan.html")
def scan_again(world: World, code: str) -> Scan:
    return requests.scan(world, code)


@routes.post(
    "/requests",
    page="scan.html",
    then=lambda progress: f"/car-move/requests/{progress.case_id}",
    limit=ATTEMPTS,
)
def ask(world: World, wanted: Ask) -> Progress:
    return requests.progress(world, requests.ask(world, wanted))


@routes.get("/requests/{case_id}", page="request.html", allows=voice.allowed)
def follow(world: World, case_id: str) -> Progress:
    return requests.follow(world, case_id)


@routes.post(
    "/requests/{case_id}/insist",
    then=lambda progress: f"/car-move/requests/{progress.case_id}",
    limit=ATTEMPTS,
    status=200,
)
def insist(world: World, case_id: str) -> Progress:
    """The matter cannot wait for what the owner told somebody else."""
    return requests.progress(world, answers.insist(world, case_id))
