"""Look into a file before anybody else does: what it is, whether it is whole, and whether it would do anything when opened.

Pictures lose everything but the picture; a PDF that is locked, or that would run something, is not taken.
"""

import io
from dataclasses import dataclass

from chalicelib.application.model.document import Trouble
from chalicelib.definition.materials import MediaType
from chalicelib.pictures import NotAPicture, bare

MOST_PAGES = 60
ACTIVE = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/EmbeddedFiles",
    "/EmbeddedFile",
    "/RichMedia",
    "/XFA",
    "/SubmitForm",
}
DEEPEST = 20_000  # objects looked at


class Unfit(Exception):
    """``trouble`` says why the file is not taken."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


@dataclass(frozen=True)
class Clean:
    body: bytes
    media_type: MediaType


def inspect(body: bytes, accepts: list[MediaType]) -> Clean:
    """The file as it is kept; raises Unfit."""
    clean = _pdf(body) if body[:1024].lstrip().startswith(b"%PDF-") else _picture(body)
    if clean.media_type not in accepts:
        raise Unfit("wrong_type")
    return clean


def _picture(body: bytes) -> Clean:
    try:
        picture, media_type = bare(body)
    except NotAPicture:
        raise Unfit("unreadable") from None
    if media_type == "image/webp":
        raise Unfit("wrong_type")
    return Clean(picture, media_type)


def _pdf(body: bytes) -> Clean:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(body))
        if reader.is_encrypted:
            raise Unfit("locked")
        if not 1 <= len(reader.pages) <= MOST_PAGES:
            raise Unfit("unreadable")
        names = set(_names(reader.trailer))
    except (PyPdfError, ValueError, KeyError, RecursionError, AttributeError, TypeError):
        raise Unfit("unreadable") from None
    if names & ACTIVE:
        raise Unfit("active")
    return Clean(body, "application/pdf")


def _names(root: object) -> list[str]:
    """Every name in the file that could name an action; wide rather than deep, and each object once."""
    from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject

    found: list[str] = []
    seen: set[int] = set()
    waiting: list[object] = [root]
    while waiting:
        it = waiting.pop()
        if isinstance(it, IndirectObject):
            if it.idnum in seen:
                continue
            seen.add(it.idnum)
            if len(seen) > DEEPEST:
                raise ValueError("too many objects")
            waiting.append(it.get_object())
        elif isinstance(it, DictionaryObject):
            found += it.keys()
            waiting += it.values()
        elif isinstance(it, ArrayObject):
            waiting += list(it)
        elif isinstance(it, NameObject):
            found.append(it)
    return found
