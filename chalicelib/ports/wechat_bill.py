"""The provider's bill of a day: packed CSV, read as it comes, and believed only when its hash and its count are right.

Every value begins with a backtick, amounts are in yuan; the last two lines are sums.
https://pay.weixin.qq.com/doc/v3/merchant/4012791870
"""

import csv
import hashlib
import zlib
from collections.abc import Iterable, Iterator
from decimal import Decimal

from chalicelib.ports.payments import BillLine, Unreachable

COLUMNS = {"order": 6, "state": 9, "paid": 12, "refund": 15, "refunded": 16}
GZIP = 16 + zlib.MAX_WBITS


def lines(packed: Iterable[bytes], sha1: str) -> Iterator[BillLine]:
    """Raises Unreachable where the file is cut off or is not what was promised: all that was yielded is void then."""
    seen, count, total = hashlib.sha1(usedforsecurity=False), 0, None
    rows = csv.reader(_text(packed, seen))
    next(rows, None)
    for row in rows:
        if not row or not row[0].startswith("`"):
            continue  # the heading of the sums
        if len(row) < 20:
            total = int(row[0][1:])
            continue
        count += 1
        yield _line([value.removeprefix("`") for value in row])
    if seen.hexdigest() != sha1 or total != count:
        raise Unreachable("the bill is not whole")


def _line(row: list[str]) -> BillLine:
    if row[COLUMNS["state"]] == "REFUND":
        return BillLine("refund", row[COLUMNS["refund"]], _fen(row[COLUMNS["refunded"]]))
    return BillLine("paid", row[COLUMNS["order"]], _fen(row[COLUMNS["paid"]]))


def _fen(yuan: str) -> int:
    return int(Decimal(yuan) * 100)


def _text(packed: Iterable[bytes], seen: "hashlib._Hash") -> Iterator[str]:
    """Line by line; the hash is of the file as it was before it was packed."""
    unpacking, rest = zlib.decompressobj(GZIP), b""
    try:
        for piece in packed:
            plain = unpacking.decompress(piece)
            seen.update(plain)
            *whole, rest = (rest + plain).split(b"\n")
            yield from (line.decode() for line in whole)
    except zlib.error:
        raise Unreachable("the bill cannot be unpacked") from None
    if rest:
        yield rest.decode()
