"""What happens to households and people, recorded: births, deaths, marriages, moves, splits, merges, corrections. Clause R3a.

Each runs inside `acting(by)`. Always open: there is no season for the truth.
"""

from tuopin.register.actions.events.recording import record_event
from tuopin.register.actions.events.taking_back import take_back

__all__ = ["record_event", "take_back"]
