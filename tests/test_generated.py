"""What is generated is committed, and follows from the matters as they are now."""

from infra import generate


def test_generated_files_are_up_to_date() -> None:
    stale = [str(path) for path in generate.stale(generate.everything())]
    assert stale == [], "python -m infra.generate"
