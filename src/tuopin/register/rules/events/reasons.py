"""Why something is done, in words that somebody can judge, and the papers behind it. Clause R3a."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.register.forms import LONGEST_REASON, SHORTEST_REASON

NUMBER: Final = re.compile(r"\d{10,}")
DIGEST: Final = re.compile(r"[0-9a-f]{64}")
MOST_PAPERS: Final = 20


def because(reason: str, no_number: str | None = None) -> str:
    """The reason, and why there is no document number where that was said; no reason holds anybody's number."""
    kept = "；".join(part.strip() for part in (reason, no_number and f"无证件号码：{no_number.strip()}") if part)
    if not SHORTEST_REASON <= len(kept) <= LONGEST_REASON:
        limits = Words(f"理由须 {SHORTEST_REASON} 至 {LONGEST_REASON} 字", f"a reason takes {SHORTEST_REASON} to {LONGEST_REASON} characters")
        raise Refused("no-reason", because=limits, clause="R3a")
    if NUMBER.search(kept):
        raise Refused(
            "number-in-reason",
            because=Words("理由中不得写证件号码、电话或账号", "a reason holds no document, phone or bank number"),
            remedy=Words("删去号码", "leave the number out"),
            clause="R3c",
        )
    return kept


def papers(evidence: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """The papers: each by its name and its SHA-256."""
    if len(evidence) > MOST_PAPERS:
        raise BadInput("evidence", Words(f"至多 {MOST_PAPERS} 份", f"takes at most {MOST_PAPERS} papers"))
    for paper in evidence:
        if set(paper) != {"name", "sha256"} or not DIGEST.fullmatch(paper["sha256"]) or not paper["name"].strip():
            raise BadInput("evidence", Words("每份须有名称和 SHA-256", "each paper has a name and its SHA-256"))
    return [dict(paper) for paper in evidence]
