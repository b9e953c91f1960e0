"""Files are looked into before anybody else does so."""

import io

import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from chalicelib.application.inspection import Unfit, inspect

ANY = ["image/jpeg", "image/png", "application/pdf"]


def picture(format="JPEG", **more):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(file, format, **more)
    return file.getvalue()


def document(pages=1, arrange=lambda writer: None):
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    arrange(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def run_something(writer):
    does = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(does)


def trouble(body, accepts=ANY):
    with pytest.raises(Unfit) as refused:
        inspect(body, accepts)
    return refused.value.trouble


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (picture("JPEG"), "image/jpeg"),
        (picture("PNG"), "image/png"),
        (document(), "application/pdf"),
    ],
)
def test_what_it_is_decides_and_not_what_it_is_called(body, media_type):
    assert inspect(body, ANY).media_type == media_type


def test_a_picture_loses_what_it_tells_of_its_sender():
    exif = Image.Exif()
    exif[0x010E] = "home of the applicant"
    sent = picture(exif=exif)
    assert b"home of the applicant" in sent

    assert b"home of the applicant" not in inspect(sent, ANY).body


def test_a_type_that_is_not_wanted_is_refused():
    assert trouble(document(), ["image/jpeg"]) == "wrong_type"
    assert trouble(picture("WEBP")) == "wrong_type"


@pytest.mark.parametrize("body", [b"", b"MZ\x90\x00", b"<html>", b"%PDF-1.7 nothing more", picture()[:60]])
def test_what_cannot_be_read_is_refused(body):
    assert trouble(body) == "unreadable"


def test_a_locked_document_is_refused():
    assert trouble(document(arrange=lambda writer: writer.encrypt("secret", algorithm="AES-256"))) == "locked"


def test_a_document_that_would_do_something_is_refused():
    assert trouble(document(arrange=run_something)) == "active"
    assert trouble(document(arrange=lambda writer: writer.add_attachment("a.exe", b"MZ"))) == "active"


def test_a_book_is_refused():
    assert trouble(document(pages=61)) == "unreadable"
