"""What somebody is to a new householder, from what both were to the old one; where that does not follow, it is not guessed. Clause R3a."""

from collections.abc import Iterable, Mapping
from typing import Final

from tuopin.register.rules.events import told
from tuopin.register.rules.events.edits import Version

PARENT, CHILD, GRANDPARENT, SIBLING, CHILD_IN_LAW = (
    {"male": "father", "female": "mother"},
    {"male": "son", "female": "daughter"},
    {"male": "grandfather", "female": "grandmother"},
    {"male": "brother", "female": "sister"},
    {"male": "son_in_law", "female": "daughter_in_law"},
)
Follows = str | dict[str, str]  # a relation, or one by sex
SAME: Final = ("son", "daughter", "daughter_in_law", "son_in_law", "grandson", "granddaughter", "great_grandchild", "father", "mother")
_OF_SPOUSE: Final[dict[str, Follows]] = {"head": "spouse", **{relation: relation for relation in SAME}}
_OF_CHILD: Final[dict[str, Follows]] = {
    "head": PARENT, "spouse": PARENT, "son": "brother", "daughter": "sister", "father": "grandfather", "mother": "grandmother",
    "brother": "other", "sister": "other", "brother_sister": "other", "grandfather": "other", "grandmother": "other",
}  # fmt: skip
_OF_PARENT: Final[dict[str, Follows]] = {
    "head": CHILD, "spouse": CHILD_IN_LAW, "son": "grandson", "daughter": "granddaughter", "brother": "son", "sister": "daughter",
    "father": "spouse", "mother": "spouse", "grandson": "great_grandchild", "granddaughter": "great_grandchild",
}  # fmt: skip
_OF_CHILD_IN_LAW: Final[dict[str, Follows]] = {"head": PARENT, "spouse": PARENT}
_OF_SIBLING: Final[dict[str, Follows]] = {
    "head": SIBLING, "spouse": "other", "son": "nephew", "daughter": "niece", "brother": "brother", "sister": "sister",
    "father": "father", "mother": "mother", "grandfather": "grandfather", "grandmother": "grandmother",
}  # fmt: skip
_OF_GRANDCHILD: Final[dict[str, Follows]] = {"head": GRANDPARENT, "spouse": GRANDPARENT}
# First what the new householder was to the old one, then what the other was.
FOLLOWS: Final[dict[str, dict[str, Follows]]] = {
    "spouse": _OF_SPOUSE,
    "son": _OF_CHILD,
    "daughter": _OF_CHILD,
    "father": _OF_PARENT,
    "mother": _OF_PARENT,
    "daughter_in_law": _OF_CHILD_IN_LAW,
    "son_in_law": _OF_CHILD_IN_LAW,
    "brother": _OF_SIBLING,
    "sister": _OF_SIBLING,
    "brother_sister": _OF_SIBLING,
    "grandson": _OF_GRANDCHILD,
    "granddaughter": _OF_GRANDCHILD,
    "head": {},
}


def follows(new_head: str | None, other: str | None, sex: str | None) -> str | None:
    """The relation to the new householder, None where it does not follow. All relations are to the old one."""
    if new_head == "head":
        return other
    found = FOLLOWS.get(new_head or "", {}).get(other or "")
    return found.get(sex or "") if isinstance(found, dict) else found


def to_new_head(head: Version, others: Iterable[Version], stated: Mapping[str, str]) -> dict[str, str]:
    """Everybody's relation to the new householder, as stated or as it follows; Refused where neither tells."""
    answers: dict[str, str | None] = {head["person_code"]: "head"}
    for person in others:
        code = person["person_code"]
        if code != head["person_code"]:
            answers[code] = stated.get(code) or follows(head["relation"], person["relation"], person["sex"])
    if list(answers.values()).count("head") > 1:
        raise told.one_head()
    unclear = [code for code, relation in answers.items() if relation is None]
    if unclear:
        raise told.relation_unclear(unclear)
    return {code: relation for code, relation in answers.items() if relation}
