"""One route of every sort."""

from datetime import timedelta
from typing import Annotated, ClassVar

from pydantic import BaseModel, Field

from chalicelib import errors
from chalicelib.cookies import Cookie, Jar
from chalicelib.http import Caller, CarrierForm, File, Limit, Redirect, Routes, Sent, Visitor
from chalicelib.world import World

routes = Routes(__name__)


class Note(BaseModel):
    words: Annotated[str, Field(min_length=1, max_length=20)]
    times: Annotated[int, Field(ge=1, le=5)] = 1
    tags: list[str] = []


class Kept(BaseModel):
    id: str
    words: str
    by: str = ""


class Search(BaseModel):
    words: str = ""
    pages: int = 1


class Seen(BaseModel):
    """Which visits there were, for tests to look at."""

    visits: ClassVar[list[str]] = []


@routes.get("/notes/{note_id}", page="note.html")
def read(note_id: str, visitor: Visitor) -> Kept:
    if note_id == "none":
        raise errors.NotFound("没有这条留言，请检查链接。")
    return Kept(id=note_id, words="<b>你好</b>", by=visitor.caller.id if visitor.caller else "")


@routes.get("/notes", page="notes.html")
def blank(query: Search) -> Search:
    return query


@routes.post("/notes", page="notes.html", then=lambda kept: f"/try/notes/{kept.id}")
def keep(note: Note, visitor: Visitor, world: World) -> Kept:
    if note.words == "忙":
        raise errors.Busy("现在忙不过来，请稍后再试。", retry_after=7)
    if note.words == "坏":
        raise ValueError("13800138000 lives at 粤B12345")
    if note.words == "脏话":
        raise errors.Invalid("请修改后再提交。", {"words": "请文明用语。"})
    Seen.visits.append(f"{visitor.address}|{visitor.device}|{','.join(note.tags)}")
    return Kept(id=world.new_id(), words=note.words)


@routes.get("/gallery", page="gallery.html")
def gallery(query: Search) -> Search:
    """Every part that pages are made of."""
    return query


@routes.post("/gallery", page="gallery.html")
def refuse(note: Note) -> Kept:
    return Kept(id="1", words=note.words)


@routes.post("/limited", limit=Limit(2, timedelta(minutes=1)))
def limited() -> None: ...


@routes.get("/mine", page="note.html")
def mine(caller: Caller) -> Kept:
    return Kept(id="mine", words="我的", by=caller.id)


@routes.put("/mine")
def change(caller: Caller, note: Note) -> Kept:
    return Kept(id="mine", words=note.words, by=caller.id)


@routes.delete("/mine")
def remove(caller: Caller) -> None: ...


@routes.get("/file")
def file() -> File:
    return File(b"\x89PNG\r\n", "image/png", "证明.png")


@routes.get("/away")
def away(jar: Jar) -> Redirect:
    jar.append(Cookie("one", "1"))
    jar.append(Cookie("two", "2", seconds=60))
    return Redirect("/try/notes?words=你好")


@routes.webhook("/calls/{call_id}")
def call(call_id: str, form: CarrierForm) -> bytes:
    return f"<Response>{call_id} {form['From']}</Response>".encode()


@routes.message("/machines/{machine_id}")
def hear(machine_id: str, sent: Sent) -> Kept | None:
    """Takes what is signed; says so of what asks for an answer."""
    if sent.headers.get("signature") != "ours":
        raise errors.Forged("签名不符。")
    return Kept(id=machine_id, words=sent.body.decode()) if sent.body else None
