"""What follows from the date of birth. Basis: 《中华人民共和国老年人权益保障法》第三十三条."""

from datetime import date


def age(birth_date: date, on: date) -> int:
    """In full years: one is a year older on the day after the birthday's eve (民法典第二百零一条)."""
    return on.year - birth_date.year - ((on.month, on.day) < (birth_date.month, birth_date.day))


def monthly(age: int) -> int:
    """In fen: more from ninety, and from a hundred on. Figures of an example year."""
    return 30_000 if age >= 100 else 10_000 if age >= 90 else 5_000
