"""What is left of a photo: the picture alone.

Only what draws the picture is kept, by name; all else is dropped unread (Exif, XMP, IPTC, comments, thumbnails, profiles,
anything after the end). Basis: Personal Information Protection Law, art. 6. Formats: ITU-T T.81 annex B, W3C PNG, RFC 9649.
"""

import struct
from collections.abc import Iterator
from typing import Literal

from chalicelib.pictures.orientation import upright

MediaType = Literal["image/jpeg", "image/png", "image/webp"]

PNG = b"\x89PNG\r\n\x1a\n"
PNG_DRAWS = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"}
WEBP_DRAWS = {b"VP8 ", b"VP8L", b"ALPH"}
WEBP_PROFILE_EXIF_XMP_ANIMATION = 0b0010_1110
JPEG_DRAWS = {*range(0xC0, 0xD0), 0xDB, 0xDD} - {
    0xC8
}  # frames and Huffman tables, quantisation, restart interval
ADOBE, SCAN, END = 0xEE, 0xDA, 0xD9


class NotAPicture(Exception):
    """Neither JPEG nor PNG nor WebP, or a broken one."""


def bare(photo: bytes) -> tuple[bytes, MediaType]:
    """The picture alone and its type, by what it is and not by what it is called; raises NotAPicture."""
    try:
        if photo.startswith(b"\xff\xd8"):
            return b"".join(_jpeg(photo)), "image/jpeg"
        if photo.startswith(PNG):
            return b"".join(_png(photo)), "image/png"
        if photo[:4] == b"RIFF" and photo[8:12] == b"WEBP":
            return _webp(photo), "image/webp"
    except (struct.error, IndexError):
        pass
    raise NotAPicture


def _jpeg(photo: bytes) -> Iterator[bytes]:
    yield photo[:2]
    yield from upright(photo)
    at = 2
    while photo[at + 1] != END:
        if photo[at] != 0xFF:
            raise IndexError
        marker = photo[at + 1]
        if marker == 0xFF:  # fill
            at += 1
            continue
        end = at + 2 + int(struct.unpack_from(">H", photo, at + 2)[0])
        if marker == SCAN:
            end = _end_of_scan(photo, end)
        if marker in JPEG_DRAWS or marker == SCAN or _tells_colours(photo, at):
            yield photo[at:end]
        at = end
    yield b"\xff\xd9"


def _end_of_scan(photo: bytes, at: int) -> int:
    """Where the next marker is: within a scan, FF is followed by 00 or a restart."""
    while True:
        at = photo.find(b"\xff", at)
        if at < 0:
            raise IndexError
        if photo[at + 1] != 0 and not 0xD0 <= photo[at + 1] <= 0xD7:
            return at
        at += 2


def _tells_colours(photo: bytes, at: int) -> bool:
    """Adobe's segment is needed to draw CMYK; twelve bytes of it hold no text."""
    return photo[at + 1] == ADOBE and photo[at + 2 : at + 9] == b"\x00\x0eAdobe"


def _png(photo: bytes) -> Iterator[bytes]:
    yield PNG
    at, kind = len(PNG), b""
    while kind != b"IEND":
        size, kind = struct.unpack_from(">I4s", photo, at)
        end = at + 12 + size
        if end > len(photo):
            raise IndexError
        if kind in PNG_DRAWS:
            yield photo[at:end]
        at = end


def _webp(photo: bytes) -> bytes:
    chunks = list(_webp_chunks(photo))
    if not any(chunk.startswith(b"VP8 ") or chunk.startswith(b"VP8L") for chunk in chunks):
        raise IndexError  # nothing to see, or a film
    body = b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


def _webp_chunks(photo: bytes) -> Iterator[bytes]:
    at, over = 12, min(len(photo), 8 + int(struct.unpack_from("<I", photo, 4)[0]))
    while at < over:
        kind, size = struct.unpack_from("<4sI", photo, at)
        end = at + 8 + size + size % 2
        if at + 8 + size > len(photo):
            raise IndexError
        if kind == b"VP8X":
            yield (
                photo[at : at + 8]
                + bytes([photo[at + 8] & ~WEBP_PROFILE_EXIF_XMP_ANIMATION])
                + photo[at + 9 : end]
            )
        elif kind in WEBP_DRAWS:
            yield photo[at:end]
        at = end
