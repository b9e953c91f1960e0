"""The province's cities by their codes (GB/T 2260), as people choose among them."""

PROVINCE = "34"
CITIES = {
    "3401": "合肥市",
    "3402": "芜湖市",
    "3403": "蚌埠市",
    "3404": "淮南市",
    "3405": "马鞍山市",
    "3406": "淮北市",
    "3407": "铜陵市",
    "3408": "安庆市",
    "3410": "黄山市",
    "3411": "滁州市",
    "3412": "阜阳市",
    "3413": "宿州市",
    "3415": "六安市",
    "3416": "亳州市",
    "3417": "池州市",
    "3418": "宣城市",
}
# As people say them, where there is little room or another word follows.
SHORT = {code: name.removesuffix("市") for code, name in CITIES.items()}


def choices(opened: list[str], names: dict[str, str]) -> dict[str, str]:
    """Code → name of every place that may be chosen: where the whole province is open, its cities."""
    codes = [city for area in opened for city in (CITIES if area == PROVINCE else [area])]
    return {code: names.get(code) or CITIES.get(code) or code for code in codes}
