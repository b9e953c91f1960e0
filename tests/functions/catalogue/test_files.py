"""Our own catalogue: it covers what people do in a life, in words they use, and every reference leads somewhere."""

from collections import Counter

import pytest

from chalicelib import matters
from chalicelib.definition import definition_of, folder_of
from functions.catalogue import files
from functions.catalogue.__main__ import main
from functions.catalogue.linting.findings import lint
from functions.catalogue.model.content import Matter, Question, Scenario
from functions.catalogue.model.words import MORE_THEMES, THEMES

NOT_A_SERVICE = {"catalogue", "portal", "search"}


@pytest.fixture(scope="module")
def ours():
    return files.read()


def of_kind(ours, kind):
    return {entry_id: it for entry_id, it in ours.items() if isinstance(it, kind)}


def test_two_hundred_matters_over_all_themes(ours):
    themes = Counter(it.theme for it in of_kind(ours, Matter).values())

    assert themes.total() >= 200
    assert set(THEMES) - themes.keys() == set()
    assert themes.keys() <= {*THEMES, *MORE_THEMES}


def test_twenty_life_events(ours):
    assert len(of_kind(ours, Scenario)) >= 20


def test_people_find_every_matter_in_their_own_words(ours):
    found = of_kind(ours, Matter)

    assert {entry_id for entry_id, it in found.items() if len(set(it.utterances)) < 8} == set()
    assert {entry_id for entry_id, it in found.items() if not it.everyday_names} == set()


def test_nothing_in_it_contradicts_itself(ours):
    found = {
        entry_id: [it.rule.name for it in lint(matter)] for entry_id, matter in of_kind(ours, Matter).items()
    }

    assert {entry_id: names for entry_id, names in found.items() if names} == {}


def test_every_matter_says_where_it_is_handled(ours):
    assert [entry_id for entry_id, it in of_kind(ours, Matter).items() if not it.where] == []


def test_what_runs_here_is_where_it_says(ours):
    known = {f"/{path}/" for name in matters.names() for path in definition_of(folder_of(name)).base_paths}

    assert {it.runs_at for it in of_kind(ours, Matter).values()} - {""} <= known


@pytest.mark.parametrize("slug", sorted({name.replace("_", "-") for name in matters.names()} - NOT_A_SERVICE))
def test_what_runs_here_is_in_the_catalogue(ours, slug):
    """With the address at which it runs, and by at least one of the names that its own definition gives it."""
    definition = definition_of(folder_of(slug))
    paths = {f"/{path}/" for path in definition.base_paths}
    found = [it for it in of_kind(ours, Matter).values() if it.runs_at in paths]

    assert found
    assert set(definition.everyday_names) & {name for it in found for name in it.everyday_names}


def test_no_two_questions_are_the_same(ours):
    titles = Counter(it.title for it in of_kind(ours, Question).values())

    assert [title for title, many in titles.items() if many > 1] == []


WRONG = {
    'theme = "户籍办理"\n[[matters]]\nid = "a-b"\ntitel = "x"': "titel",
    'theme = "占卜"\n[[matters]]\nid = "a-b"': "there is no theme 占卜",
    'theme = "户籍办理"\n[[matters]]\nid = "A B"': "id",
    '[[questions]]\nid = "q-a"\ntitle = "上户口？"\nanswer = "带户口簿"\nmatters = ["nothing"]': "no matter nothing",
    '[[scenarios]]\nid = "s-a"\ntitle = "生孩子"\n[[scenarios.steps]]\ntitle = "二"\nafter = ["一"]': "waits for 一",
    "[[matters]": "line 1",
}


@pytest.mark.parametrize(("text", "says"), WRONG.items(), ids=[*WRONG.values()])
def test_what_is_wrong_is_named_with_its_file(tmp_path, capsys, text, says):
    (tmp_path / "01-example.toml").write_text(text)

    with pytest.raises(files.Wrong) as wrong:
        files.read(tmp_path)
    assert "01-example.toml" in str(wrong.value) or "s-a" in str(wrong.value) or "q-a" in str(wrong.value)
    assert says in str(wrong.value)
    assert main(["lint"], lambda: None, tmp_path) == 1
    assert says in capsys.readouterr().err


def test_the_same_id_twice_is_named(tmp_path):
    text = '[[questions]]\nid = "q-a"\ntitle = "上户口？"\nanswer = "带户口簿"\n'
    (tmp_path / "01.toml").write_text(text)
    (tmp_path / "02.toml").write_text(text)

    with pytest.raises(files.Wrong, match="q-a is there already"):
        files.read(tmp_path)


def test_the_operator_looks_through_it(capsys):
    assert main(["lint"], lambda: None) == 0
    assert capsys.readouterr().out == ""


def test_the_operator_publishes_it_once(world, tmp_path, capsys):
    (tmp_path / "01.toml").write_text('[[questions]]\nid = "q-a"\ntitle = "上户口？"\nanswer = "带户口簿"\n')

    main(["load"], lambda: world, tmp_path)
    main(["load"], lambda: world, tmp_path)

    assert capsys.readouterr().out.split("\n")[:4] == [
        "1 new",
        "release 1: 1 entries",
        "1 unchanged",
        "release 1: 1 entries",
    ]
