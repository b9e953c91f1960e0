"""What a certificate looks like on paper."""

import json

from chalicelib.application.model.certificate import Certificate
from chalicelib.filters import local_date
from chalicelib.paper import Sheet
from chalicelib.paper.sheet import GREY, RED, WIDTH

MIDDLE, LEFT, ROOM = WIDTH / 2, 32.0, 146.0
BODY = 5.2


def draw(certificate: Certificate, verify_at: str) -> bytes:
    """One page, about 3 KB; ``verify_at`` is the address behind its code."""
    sheet = Sheet(certificate.title)
    sheet.frame(12, 12, 186, 273, 0.9, RED)
    sheet.frame(14.2, 14.2, 181.6, 268.6, 0.3, RED)
    sheet.line(certificate.title, MIDDLE, 56, 9, "centre", RED)
    sheet.line(f"编号 {certificate.number}", MIDDLE, 68, 4.4, "centre", GREY)
    y = 92.0
    for label, value in [("持证人", certificate.name), *json.loads(certificate.lines)]:
        sheet.line(label, LEFT, y, BODY, colour=GREY)
        sheet.line(value, LEFT + 48, y, BODY)
        y += 11
    sheet.paragraph(certificate.text, LEFT, y + 10, BODY, ROOM)
    _foot(sheet, certificate, verify_at)
    return sheet.bytes()


def _foot(sheet: Sheet, certificate: Certificate, verify_at: str) -> None:
    sheet.rule(LEFT, 212, ROOM)
    sheet.line(certificate.department, LEFT, 228, BODY)
    sheet.line(f"发证日期 {local_date(certificate.issued)}", LEFT, 239, BODY)
    if certificate.until:
        sheet.line(f"有效期至 {local_date(certificate.until)}", LEFT, 250, BODY)
    sheet.code(verify_at, 142, 218, 38)
    sheet.line("扫码核验真伪", 161, 261, 3.6, "centre", GREY)
