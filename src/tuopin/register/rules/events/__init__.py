"""What happens to households and people, as pure rules: from what the register holds to what it will hold, or a refusal. Clause R3a.

`valid_to` is the first day on which a version no longer holds. Whoever dies on a day was a member on that day: the membership ends
on the day after. Whoever leaves, moves or marries out on a day is no longer there on that day.

Facts of a year follow whoever they are about: from the year of the event on, a household's yearly facts move with it and a person's
with her; those of earlier years stay where they were recorded. A household that comes out of a split has no yearly facts: what it
earns is unknown, never copied.
"""

from tuopin.register.rules.events.edits import Edits, Plan, Tie, Version
from tuopin.register.rules.events.family import Family, Known
from tuopin.register.rules.events.plans import PLANS

__all__ = ["PLANS", "Edits", "Family", "Known", "Plan", "Tie", "Version"]
