"""One sign-in opens every matter, is renewed, and ends; the owner hears of it by text."""

import json

from joserfc import jwt
from joserfc.jwk import KeySet

from local.waiting import until
from local.web import HTML, accepted


def token(browser):
    return next(cookie.value for cookie in browser.cookies if cookie.name == "tongban_session")


def test_one_sign_in_opens_every_matter(province):
    browser = province.owner().browser

    assert accepted(browser.get("/identity/me"))["devices"][0]["current"]
    assert accepted(browser.get("/notifications/preferences"))["urgent"]
    assert browser.get("/car-move/vehicles").status == 200


def test_anybody_can_verify_a_token_with_the_published_keys(province):
    browser = province.owner().browser
    keys = KeySet.import_key_set(accepted(browser.get("/identity/.well-known/jwks.json")))

    claims = jwt.decode(token(browser), keys, algorithms=["ES256"]).claims

    assert (claims["stage"], claims["roles"], claims["level"]) == ("dev", ["citizen"], 1)


def test_a_session_is_renewed_and_ends(province):
    browser = province.owner().browser
    before = token(browser)

    renewed = browser.get("/identity/refresh?next=/car-move/vehicles", accept=HTML)
    assert (renewed.status, renewed.headers["Location"]) == (307, "/car-move/vehicles")
    assert token(browser) != before

    accepted(browser.post("/identity/sign-out", {}))
    assert browser.get("/identity/me").status == 401


def test_the_owner_is_texted_once_and_the_receipt_comes_back(province):
    scene = province.scene()
    since = province.carrier.ledger().last

    scene.ask()
    scene.owner.phone.wait(texted="有人请您挪车", since=since, timeout=30)

    asked = until(
        lambda: messages(province, "car_move.asked"), lambda found: found[-1]["status"] == "delivered"
    )
    texts = [text for _, text in province.carrier.ledger(since).handset(scene.owner.number).texts]
    assert len([text for text in texts if asked[-1]["id"][:8] in text]) == 1


def test_no_phone_lies_open_in_any_table(province):
    owner = province.owner()
    dynamodb = province.aws("dynamodb")

    kept = json.dumps(
        [dynamodb.scan(TableName=name)["Items"] for name in dynamodb.list_tables()["TableNames"]], default=str
    )

    assert owner.number.removeprefix("+86") not in kept


def messages(province, about):
    """What notifications keeps about facts of that type, oldest first."""
    rows = province.aws("dynamodb").scan(TableName="tongban-notifications-dev")["Items"]
    found = [
        json.loads(row["body"]["S"]) | {"id": row["pk"]["S"]} for row in rows if row["sk"]["S"] == "Message"
    ]
    return sorted((one for one in found if one["about"] == about), key=lambda one: one["created"])
