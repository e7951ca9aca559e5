"""What is done: registers are frozen, editions run over them. Each is an act; nothing else writes verdicts."""

from tuopin.assessment.actions.freezing import freeze
from tuopin.assessment.actions.running import Asked, assess

__all__ = ["Asked", "assess", "freeze"]
