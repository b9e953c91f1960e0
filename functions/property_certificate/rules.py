"""What follows from the land register. Areas in hundredths of ㎡. Basis: 《不动产登记资料查询暂行办法》第七条."""

from typing import Any


def home_count(homes: list[dict[str, Any]]) -> int:
    return len(homes)


def total_area(homes: list[dict[str, Any]]) -> int:
    return sum(home["area"] for home in homes)
