"""One route that reads nothing."""

from chalice.app import Chalice

app = Chalice(app_name="trivial")


@app.route("/")
def hello() -> dict[str, str]:
    return {"hello": "world"}
