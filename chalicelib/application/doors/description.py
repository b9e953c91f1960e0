"""What programs may ask for, described for programs: the matter's OpenAPI document, and the schema of its form."""

import json
from functools import cache
from typing import Any

from chalicelib.application import edition
from chalicelib.application.form_schema import form_schema
from chalicelib.http import File, Routes
from chalicelib.openapi import describe


def open_doors(routes: Routes, matter: str) -> None:
    @cache
    def made() -> bytes:
        return json.dumps(document(routes, matter), ensure_ascii=False).encode()

    @routes.get("/openapi.json")
    def openapi() -> File:
        """This document."""
        return File(made(), "application/json")


def document(routes: Routes, matter: str) -> dict[str, Any]:
    now = edition.current(matter)
    return describe(routes, str(now.definition.task.version), form_schema(now))
