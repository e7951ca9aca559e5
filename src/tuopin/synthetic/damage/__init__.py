"""Damage as real workbooks have it, each kind one small function that also says what is right to find."""

from tuopin.synthetic.damage import codes, facts, shapes, words  # each declares its kinds
from tuopin.synthetic.damage.kind import KINDS, Kind

__all__ = ["KINDS", "Kind", "codes", "facts", "shapes", "words"]
