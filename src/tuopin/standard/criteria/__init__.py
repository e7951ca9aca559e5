"""The criteria, one small function each: household (H1), village and township (V1-V2), county (C1-C2)."""

from tuopin.standard.criteria import county, household, household_overlay, township, village
from tuopin.standard.criterion import CRITERIA

__all__ = ["CRITERIA", "county", "household", "household_overlay", "township", "village"]
