"""The sixteen cities of Anhui, one district each, down to communities (GB/T 2260, GB/T 10114)."""

from typing import NamedTuple


class Place(NamedTuple):
    """``code``: the six digits of the district."""

    code: str
    city: str
    district: str


PLACES = (
    Place("340102", "合肥市", "瑶海区"),
    Place("340202", "芜湖市", "镜湖区"),
    Place("340302", "蚌埠市", "龙子湖区"),
    Place("340402", "淮南市", "大通区"),
    Place("340503", "马鞍山市", "花山区"),
    Place("340602", "淮北市", "杜集区"),
    Place("340705", "铜陵市", "铜官区"),
    Place("340802", "安庆市", "迎江区"),
    Place("341002", "黄山市", "屯溪区"),
    Place("341102", "滁州市", "琅琊区"),
    Place("341202", "阜阳市", "颍州区"),
    Place("341302", "宿州市", "埇桥区"),
    Place("341502", "六安市", "金安区"),
    Place("341602", "亳州市", "谯城区"),
    Place("341702", "池州市", "贵池区"),
    Place("341802", "宣城市", "宣州区"),
)
STREETS, COMMUNITIES = 3, 3  # of each district, of each street


def community(place: Place, street: int, number: int) -> str:
    """The twelve digits."""
    return f"{place.code}{street:03}{number:03}"


def address(area: str, building: int, room: int) -> str:
    """Where somebody lives, in a community that has a number instead of a name."""
    place = next(place for place in PLACES if area.startswith(place.code))
    street, number = int(area[6:9]), int(area[9:12])
    return f"{place.city}{place.district}第{street}街道第{number}社区{building}栋{room}室"
