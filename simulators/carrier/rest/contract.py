"""Holds requests against Twilio's own OpenAPI document, where the path to one is given."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from openapi_core import OpenAPI
from openapi_core.datatypes import RequestParameters
from openapi_core.exceptions import OpenAPIError
from werkzeug.datastructures import Headers, ImmutableMultiDict

from simulators.carrier.codes import Refused
from simulators.carrier.rest.resource import Form

HOST = "https://api.twilio.com"
FORM = "application/x-www-form-urlencoded"


@dataclass
class _Asked:
    """A request in the shape openapi-core reads."""

    host_url: str
    path: str
    method: str
    parameters: RequestParameters
    content_type: str
    body: bytes | None


class Contract:
    """Without a document everything is let through; `strict` also refuses keys the document does not name."""

    def __init__(self, document: Path | None, *, strict: bool = False) -> None:
        self._spec = json.loads(document.read_text(encoding="utf-8")) if document else None
        self._openapi = OpenAPI.from_dict(self._spec) if self._spec else None
        self._strict = strict

    def check(self, request: web.Request, form: Form) -> None:
        if self._openapi is None:
            return
        if self._strict:
            self._refuse_unknown(request, form)
        try:
            self._openapi.validate_request(_asked(request, form))
        except OpenAPIError as problem:
            cause = problem.__cause__ or problem
            detail = "; ".join(str(one.message) for one in getattr(cause, "schema_errors", [])) or str(cause)
            raise Refused(20001, detail) from problem

    def _refuse_unknown(self, request: web.Request, form: Form) -> None:
        operation = self._operation(request)
        content = operation.get("requestBody", {}).get("content", {})
        named = set(content.get(FORM, {}).get("schema", {}).get("properties", {}))
        asked = {one["name"] for one in operation.get("parameters", []) if one["in"] == "query"}
        strange = (form.all().keys() - named) | (set(request.query) - asked)
        if strange:
            raise Refused(20001, f"unknown: {', '.join(sorted(strange))}")

    def _operation(self, request: web.Request) -> dict[str, Any]:
        resource = request.match_info.route.resource
        pattern = resource.canonical if resource else ""
        pattern = pattern.replace("{account}", "{AccountSid}").replace("{sid}", "{Sid}")
        paths: dict[str, Any] = self._spec["paths"] if self._spec else {}
        operation: dict[str, Any] = paths.get(pattern, {}).get(request.method.lower(), {})
        return operation


def _asked(request: web.Request, form: Form) -> _Asked:
    pairs = [(key, value) for key, values in form.all().items() for value in values]
    body = urlencode(pairs).encode() if request.method == "POST" else None
    parameters = RequestParameters(
        query=ImmutableMultiDict(list(request.query.items())), header=Headers(dict(request.headers))
    )
    return _Asked(HOST, request.path, request.method.lower(), parameters, FORM, body)
