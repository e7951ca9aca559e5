"""The check of the record: log and database against each other, both ways; every fault is located. Clauses R3c, W4b."""

from tuopin.ledger.checking.finding import Check, Finding, bound, checks
from tuopin.ledger.checking.whole import verify

__all__ = ["Check", "Finding", "bound", "checks", "verify"]
