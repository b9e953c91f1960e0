"""Other provinces' files: every row is imported or says why not; again, it changes nothing; broken off, it goes on."""

import json
from collections import Counter

import pytest

from functions.catalogue.importing.__main__ import main
from functions.catalogue.model.entry import PROPOSALS, Entry, Version
from functions.catalogue.sources.reading import Refused, read
from functions.catalogue.use_cases import browsing, importing, showing
from functions.catalogue.use_cases.releasing import lines_on_shelf
from tests.functions.catalogue.conftest import shared

FIRST = {
    "TASK_CODE": "11440000006939756B2440101007000",
    "TASK_NAME": "临时价格干预提价申报",
    "TASK_TYPE_TEXT": "行政许可",
    "DEPT_NAME": "发展和改革委员会",
    "AREACODE": "440100",
    "CATAID": "440101007000",
    "visit_number": "0",
    "online_book": "是",
    "courier_service": "不支持",
    "handle_time": "30(工作日)",
    "handle_time_limit": "无",
    "accept_standard": "无",
    "matter_daily": "提价申报，涨价备案、 报 价",
    "matter_short": "无",
    "theme_category": ["找工作", "其他"],
    "service_object_name": ["自然人", "企业法人"],
    "material_intro": ["提价申报书"],
    "consult_phone": "020-1",
    "complain_phone": "020-1",
    "handle_location": "办理地点：东风中路",
}
LINK = (
    "http://x/y?areaCode=511602000000&itemCode=511A0138000000-511602000000-000-{}-1-00&taskType=1&deptCode=1"
)
COUNTY = {
    "id": 1,
    "title": "延缓入学审批",
    "department": "教体局",
    "main_item": None,
    "link": LINK.format("00877868-5"),
}


def a_file(tmp_path, *rows):
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b"\n".join(row if isinstance(row, bytes) else json.dumps(row).encode() for row in rows) + b"\n"
    )
    return path


def rows(many):
    return [FIRST | {"TASK_CODE": f"11440000006939756B2{440101007000 + number}"} for number in range(many)]


def report_of(path):
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.mark.parametrize(
    ("name", "many", "local"), [("guangdong_matters.jsonl", 2262, 0), ("guangan_matters.jsonl", 1133, 1133)]
)
def test_every_real_row_can_be_read(name, many, local):
    with shared(name).open("rb") as lines:
        found = dict(map(read, lines))

    assert len(found) == many
    assert sum(bool(matter.codes.local) for matter in found.values()) == local


def test_real_codes_have_31_or_33_digits():
    with shared("guangdong_matters.jsonl").open("rb") as lines:
        digits = Counter(len(read(line)[1].codes.task) for line in lines)

    assert digits == {31: 1899, 33: 363}


def test_a_row_is_said_in_our_words():
    entry_id, matter = read(json.dumps(FIRST).encode())

    assert entry_id == "11440000006939756b2440101007000"
    assert matter.everyday_names == ["提价申报", "涨价备案", "报价"]
    assert (matter.theme, matter.audience, matter.areas) == ("就业创业", ["自然人", "法人"], ["4401"])
    assert (matter.limits.statutory, matter.limits.promised) == (30, None)
    assert (matter.visits, matter.online, matter.courier) == (0, True, False)
    assert (matter.where, matter.conditions) == ("东风中路", [])


@pytest.mark.parametrize("body", ["115113010833722043", "00877868-5", "1151130100877887"])
def test_a_countys_own_codes_are_kept(body):
    entry_id, matter = read(json.dumps(COUNTY | {"link": LINK.format(body)}).encode())

    assert entry_id == f"511a0138000000-511602000000-000-{body}-1-00".lower()
    assert (matter.codes.body, matter.codes.catalogue, matter.areas) == (body, "511A0138000000", ["511602"])


REFUSED = {
    b"<!DOCTYPE html><html>502": "网页",
    b"{broken": "JSON",
    b"[]": "对象",
    b'{"a": 1}': "格式",
    b"\xff\xfe{}": "UTF-8",
    json.dumps(FIRST | {"TASK_NAME": None}).encode(): "title",
    json.dumps(FIRST | {"TASK_TYPE_TEXT": "占卜"}).encode(): "task_type",
    json.dumps(FIRST | {"TASK_CODE": "?"}).encode(): "编号",
    json.dumps(COUNTY | {"link": "http://x/"}).encode(): "itemCode",
}


@pytest.mark.parametrize(("line", "why"), REFUSED.items(), ids=[*REFUSED.values()])
def test_what_cannot_be_read_says_why(line, why):
    with pytest.raises(Refused, match=why):
        read(line)


def test_dirt_between_the_rows_stops_nothing(world, tmp_path):
    file, report = a_file(tmp_path, FIRST, b"<html>502</html>", COUNTY), tmp_path / "report.jsonl"

    assert main([str(file), "--report", str(report)], world) == 1

    *lines, whole = report_of(report)
    assert whole | {"findings": {}} == {
        "file": "rows.jsonl",
        "rows": 3,
        "new": 2,
        "refused": 1,
        "findings": {},
    }
    assert (lines[1]["row"], lines[1]["became"]) == (2, "refused")
    assert (lines[0]["wrong"], "no_basis" in lines[0]["gaps"]) == (["same_phone"], True)
    assert lines[2]["wrong"] == ["credit_code"]


def test_imported_matters_wait_for_an_editor(world, tmp_path):
    main([str(a_file(tmp_path, FIRST)), "--report", str(tmp_path / "r")], world)

    assert [it.id for it in world.store.page(Version, PROPOSALS).items] == [FIRST["TASK_CODE"].lower()]
    assert world.shelf.kept == {}


def test_or_are_published_at_once(world, tmp_path):
    main([str(a_file(tmp_path, FIRST)), "--report", str(tmp_path / "r"), "--publish"], world)

    assert showing.matter(world, FIRST["TASK_CODE"].lower()).open_in == ["4401"]
    assert len(lines_on_shelf(world, 1)) == 1
    assert browsing.index(world).departments[0].name == "发展和改革委员会"


def test_again_it_changes_nothing(world, tmp_path):
    file, report = a_file(tmp_path, *rows(3)), tmp_path / "report.jsonl"
    main([str(file), "--report", str(report), "--publish"], world)
    main([str(file), "--report", str(report), "--publish"], world)

    assert report_of(report)[-1]["unchanged"] == 3
    assert "new" not in report_of(report)[-1]
    assert len(world.bus.facts) == 1


def test_broken_off_it_goes_on_where_it_was(world, tmp_path):
    file = a_file(tmp_path, *rows(30))
    running = importing.run(world, file, importing.begin(world, file))
    for it in running:
        if isinstance(it, importing.Import):
            break
    running.close()

    left = importing.begin(world, file)
    again = [it.row for it in importing.run(world, file, left) if isinstance(it, importing.Row)]

    assert (left.rows, again[0], again[-1]) == (12, 13, 30)
    done = importing.begin(world, file)
    assert done.offset == 0
    assert all(world.store.find(Entry, row["TASK_CODE"].lower()) for row in rows(30))


def test_a_changed_file_makes_versions_of_what_changed(world, tmp_path):
    first, second = rows(2)
    main([str(a_file(tmp_path, first, second)), "--report", str(tmp_path / "r"), "--publish"], world)
    changed = second | {"accept_standard": "新的条件"}
    main([str(a_file(tmp_path, first, changed)), "--report", str(tmp_path / "r"), "--publish"], world)

    assert showing.matter(world, second["TASK_CODE"].lower()).number == 2
    assert showing.matter(world, first["TASK_CODE"].lower()).number == 1


def test_a_code_that_comes_twice_is_a_second_version(world, tmp_path):
    (first,) = rows(1)
    second = first | {"accept_standard": "后来的条件"}
    main([str(a_file(tmp_path, first, second, second)), "--report", str(tmp_path / "r"), "--publish"], world)

    assert showing.matter(world, first["TASK_CODE"].lower()).number == 2
    assert report_of(tmp_path / "r")[-1]["unchanged"] == 1
