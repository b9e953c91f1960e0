"""One route, one model, one client."""

import boto3
from chalice.app import Chalice
from pydantic import BaseModel

app = Chalice(app_name="bare")
table = boto3.client("dynamodb")


class Note(BaseModel):
    words: str


@app.route("/")
def note() -> dict[str, str]:
    return Note(words="hello").model_dump()
