"""Which way up a photo is: the one thing of its Exif data that is needed to see it right. Format: CIPA DC-008 (Exif)."""

import struct
from collections.abc import Iterator

TAG = 0x0112
EXIF = b"Exif\x00\x00"
ONLY_THAT = (
    b"\xff\xe1\x00\x22"
    + EXIF
    + b"MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00%c\x00\x00\x00\x00\x00\x00"
)


def upright(photo: bytes) -> Iterator[bytes]:
    """A segment that says how the photo is turned and nothing else; nothing where it stands upright."""
    start = photo.find(EXIF, 0, 65_536)
    turned = _read(photo[start + len(EXIF) : start + 65_536]) if start >= 0 else 1
    if 2 <= turned <= 8:
        yield ONLY_THAT % turned


def _read(tiff: bytes) -> int:
    """The first directory's orientation; 1 (upright) where it is not said, or not readable."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2], "")
    if not order:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for entry in range(min(count, 100)):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * entry)
            if tag == TAG:
                return int(value)
    except struct.error:
        return 1
    return 1
