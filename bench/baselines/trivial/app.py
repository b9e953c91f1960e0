"""Two routes that read no table: one says hello, one reads the carrier's form and answers in its language."""

from typing import Any
from urllib.parse import parse_qs

from chalice.app import Chalice, Response

app = Chalice(app_name="trivial")
app.api.binary_types = ["*/*"]


@app.route("/")
def hello() -> dict[str, str]:
    return {"hello": "world"}


@app.route("/call", methods=["POST"], content_types=["application/x-www-form-urlencoded"])
def call() -> Response:
    sent: Any = app.current_request
    form = parse_qs(sent.raw_body.decode(), keep_blank_values=True)
    body = f"<Response><Say>{form['CallStatus'][0]}</Say></Response>".encode()
    return Response(body, {"Content-Type": "text/xml"})
