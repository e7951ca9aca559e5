"""The guard in front of every outgoing file: no identity number, mobile number or bank account leaves by mistake. Clause R3c.

County sites once published tens of thousands of names with their identity numbers. Whatever leaves (an export, a notice, a
report) is looked into as a stranger would look into it: see `shapes` for what the numbers are, `folding` and `numbers` for
the ways of writing them that are seen through, `labels` for the register's own codes and quantities that are not taken for
phones, `look` for the kinds of files. A file that cannot be looked into is refused. An export that may hold such numbers
says so (`Allowed`) and must carry FACE where it is seen first.

What it does not see: digits in pictures, numbers written in words, numbers cut up by letters, an identity number dealt out
over rows, the text of a PDF with embedded glyphs (refused instead).
"""

from io import BytesIO
from pathlib import Path
from typing import IO

from tuopin.common.guard.face import says_so
from tuopin.common.guard.kinds import FACE, NAMES, NUMBERS, Allowed, Finding, Kind
from tuopin.common.guard.look import look
from tuopin.common.guard.report import ENOUGH, Enough, Report
from tuopin.common.refused import Refused
from tuopin.common.words import Words

__all__ = ["ENOUGH", "FACE", "NAMES", "NUMBERS", "Allowed", "Finding", "Kind", "check", "search"]

CLAUSE = "R3c"


def check(content: Path | bytes, name: str, *, allowed: Allowed | None = None) -> None:
    """Refused if the file holds a personal number it may not hold, cannot be looked into, or does not say what it holds.

    `name` is what the file is called outside; it is looked at as well. Bytes are the file's content.
    """
    found = search(content, name, but=allowed.kinds if allowed else frozenset())
    if found:
        raise Refused("personal-numbers", because=_because(name, found), remedy=_remedy(found), clause=CLAUSE)
    if allowed:
        with _opened(content) as stream:
            if not says_so(stream):
                remedy = Words(f"在文件开头写明：{FACE.zh}", f"begin it with: {FACE.en}")
                raise Refused("personal-numbers-unmarked", because=_unmarked(name), remedy=remedy, clause=CLAUSE)


def search(content: Path | bytes, name: str, *, but: frozenset[Kind] = frozenset()) -> list[Finding]:
    """The first few numbers of a file, masked, with their places; kinds in `but` are not looked for."""
    report = Report(frozenset(Kind) - but)
    if not report.kinds:
        return []
    try:
        with _opened(content) as stream:
            look(stream, name, report)
    except Enough:
        pass
    return report.findings


def _opened(content: Path | bytes) -> IO[bytes]:
    return BytesIO(content) if isinstance(content, bytes) else content.open("rb")


def _because(name: str, found: list[Finding]) -> Words:
    told = [each.told for each in found]
    more = Words("（或更多）", " (or more)") if len(found) >= ENOUGH else Words("", "")
    return Words(
        f"{name} 不得发出，其中有 {len(found)} 处{more.zh}：" + "；".join(each.zh for each in told),
        f"{name} may not leave; {len(found)} places{more.en}: " + "; ".join(each.en for each in told),
    )


def _remedy(found: list[Finding]) -> Words:
    if all(each.kind is Kind.UNREADABLE for each in found):
        return Words("改用可检查的格式（xlsx、csv、json、html、Parquet）", "use a form that can be looked into (xlsx, csv, json, html, Parquet)")
    return Words("删去这些列，或改为遮盖显示", "leave these columns out or mask them")


def _unmarked(name: str) -> Words:
    return Words(f"{name} 可以含有个人号码，但文件开头没有写明", f"{name} may hold personal numbers but does not say so where it is opened")
