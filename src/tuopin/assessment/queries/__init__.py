"""What is asked of runs: verdicts, lists, counts, and why. Every answer keeps to the asker's place."""

from tuopin.assessment.queries.runs import run_of, runs, snapshot_named, snapshots
from tuopin.assessment.queries.told import why, why_place
from tuopin.assessment.queries.verdicts import Page, Told, counts, lists, parts, place_verdict, verdict

__all__ = ["Page", "Told", "counts", "lists", "parts", "place_verdict", "run_of", "runs", "snapshot_named", "snapshots", "verdict", "why", "why_place"]
