"""What one member of a household is to another (与申请人关系)."""

from simulators.registries.people import Household, Person

WORDS = {
    "self": ("本人", "本人"),
    "spouse": ("夫", "妻"),
    "child": ("子", "女"),
    "parent": ("父", "母"),
    "sibling": ("兄弟", "姐妹"),
    "grandchild": ("孙子", "孙女"),
    "grandparent": ("祖父", "祖母"),
    "other": ("其他亲属", "其他亲属"),
}


def relation(household: Household, to: Person, member: Person) -> str:
    """Of ``member`` to the person ``to``."""
    man, woman = WORDS[_kind(household, to, member)]
    return man if member.sex == "男" else woman


def _kind(household: Household, to: Person, member: Person) -> str:
    parents = {person.id_number: person.parents for person in household.members}
    one, other = to.id_number, member.id_number
    held = {
        "self": one == other,
        "spouse": to.spouse == other,
        "child": one in member.parents,
        "parent": other in to.parents,
        "sibling": bool(set(to.parents) & set(member.parents)),
        "grandchild": any(one in parents.get(parent, []) for parent in member.parents),
        "grandparent": any(other in parents.get(parent, []) for parent in to.parents),
    }
    return next((kind for kind, holds in held.items() if holds), "other")
