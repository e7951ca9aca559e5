"""Every kind of event and its rule."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from tuopin.register.rules.events.correcting import correction
from tuopin.register.rules.events.dividing import merge, split
from tuopin.register.rules.events.edits import Plan
from tuopin.register.rules.events.family import Known
from tuopin.register.rules.events.joining import birth, join, marriage_in, new_household
from tuopin.register.rules.events.leaving import death, householder, leave, marriage_out
from tuopin.register.rules.events.moving import move_household, move_person

PLANS: Final[dict[str, Callable[[Known, Mapping[str, Any]], Plan]]] = {
    "birth": birth,
    "death": death,
    "marriage_in": marriage_in,
    "marriage_out": marriage_out,
    "join": join,
    "leave": leave,
    "move": move_household,
    "move_person": move_person,
    "split": split,
    "merge": merge,
    "householder": householder,
    "new_household": new_household,
    "correction": correction,
}
