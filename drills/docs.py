"""Types what README and tutorial show, in a scratch folder, and compares every line they print: `run.py drill docs [--write]`.

With --write, a shown line that has changed becomes the real line most like it; what is shown and what is left out (…) stays the
author's choice. A file that a page tells to save is saved from its block. The demonstration is made first, once.
"""

import argparse
import difflib
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = {"README.md": "en", "README.zh-CN.md": "zh", "docs/tutorial/first-county.md": "en", "docs/tutorial/first-county.zh-CN.md": "zh"}
BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```)", re.MULTILINE | re.DOTALL)
SAVED = {"exemptions.csv": r"```text\n(规则,.*?)```", "走访记录.csv": r"```text\n(长期镇.*?)```", "visits.toml": r"```toml\n(layout.*?)```"}
LEFT_OUT = "…"
ALIKE = 0.5


def main() -> int:
    """0 if every page shows what is printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the real lines into the pages")
    write = parser.parse_args().write
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        typed("tuopin demo", Path(folder), "en")
        for page, language in PAGES.items():
            text = (ROOT / page).read_text("utf-8")
            now = refreshed(text, Path(folder), language)
            changed = list(difflib.unified_diff(text.splitlines(), now.splitlines(), page, "printed", n=0, lineterm=""))
            print("\n".join(changed) or f"{page}: as printed")
            wrong += bool(changed)
            if write:
                (ROOT / page).write_text(now, "utf-8")
    return 0 if write else min(wrong, 1)


def refreshed(text: str, folder: Path, language: str) -> str:
    """The page with the real lines in its blocks."""
    subprocess.run(["rm", "-rf", "my", *SAVED], cwd=folder, check=True)

    def block(found: re.Match[str]) -> str:
        return "".join(shown(part, text, folder=folder, language=language) for part in re.split(r"^(?=\$ )", found[0], flags=re.MULTILINE))

    return BLOCK.sub(block, text)


def shown(part: str, text: str, *, folder: Path, language: str) -> str:
    """One command with its shown lines, each as it is printed now."""
    if not part.startswith("$ ") or part.startswith("$ python3 run.py demo"):
        return part
    command, *lines = part.rstrip("\n").split("\n")
    for name, pattern in SAVED.items():
        found = re.search(pattern, text, re.DOTALL)
        if found and name in command and not command.endswith(f"--out {name}"):
            (folder / name).write_text(found[1], "utf-8")
    return "\n".join([command, *matched(lines, typed(command[2:], folder, language))]) + "\n"


def typed(command: str, folder: Path, language: str) -> list[str]:
    """What the command prints, as in a window of 96 columns."""
    surroundings = {**os.environ, "TUOPIN_LANG": language, "COLUMNS": "96"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False)
    return [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]


def matched(lines: list[str], printed: list[str]) -> Iterator[str]:
    """Each shown line as the printed line most like it, in order; one that is like none is marked."""
    if len(lines) == len(printed) == 1:
        yield printed[0]
        return
    begin = 0
    for line in lines:
        if line.strip() in {"", LEFT_OUT}:
            yield line
            continue
        best = max(range(begin, len(printed)), key=lambda at: (alike(line, printed[at]), -at), default=None)
        if best is None or alike(line, printed[best]) < ALIKE:
            yield f"NOT PRINTED: {line}"
            continue
        begin = best + 1
        yield cut(line, printed[best])


def alike(line: str, printed: str) -> float:
    """1 if the printed line is the shown one."""
    return difflib.SequenceMatcher(None, line, cut(line, printed), autojunk=False).ratio()


def cut(line: str, printed: str) -> str:
    """The printed line, shortened where the shown one is: after as many parts."""
    if not line.endswith(LEFT_OUT) or printed.endswith(LEFT_OUT):
        return printed
    parts = re.split(r"(?<=[;；、] )|(?<=[；、])", printed)
    return "".join(parts[: len(re.split(r"(?<=[;；、] )|(?<=[；、])", line)) - 1]) + LEFT_OUT


if __name__ == "__main__":
    sys.exit(main())
