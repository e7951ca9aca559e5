"""Why a server did not come up, as a person can use it: its own last words, or that the disk is full."""

import shutil
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.settings.postgres.tuning import MB

NEEDED = 24 * MB  # one piece of the write-ahead log and a little more
WORST = ("FATAL", "PANIC")
TAIL = 20_000  # characters


def log_of(data: Path) -> Path:
    """Where a server writes until its own log is open."""
    return data.with_name(f"{data.name}.log")


def told(data: Path) -> str:
    """What the server said before its own log was open."""
    log = log_of(data)
    return log.read_text("utf-8", "replace") if log.exists() else ""


def not_up(data: Path) -> BadInput:
    """It did not come up, and why as far as is known."""
    if shutil.disk_usage(data).free < NEEDED:
        return full(data)
    early, late = _messages(told(data)), [line for line in _messages(_newest(data)) if line.startswith(WORST)]
    why = "; ".join(early if any(line.startswith(WORST) for line in early) else late[-2:] or early) or "?"
    return BadInput(
        str(data),
        Words(f"数据库没有起来：{why}", f"the database did not come up: {why}"),
        Words(f"见 {log_of(data)} 和 {data / 'log'}", f"see {log_of(data)} and {data / 'log'}"),
    )


def full(data: Path) -> BadInput:
    """There is no room; what was acknowledged is safe and waits for room."""
    free = f"{shutil.disk_usage(data.parent).free / MB:.0f}"
    return BadInput(
        str(data),
        Words(f"磁盘已满（剩 {free} MB），数据库起不来；已确认的写入都在", f"the disk is full ({free} MB left), the database cannot come up; all is kept"),
        Words("腾出空间后再启动", "free some space, then start it again"),
    )


def _messages(text: str) -> list[str]:
    """The last two messages, without time and process."""
    return [line.rpartition("] ")[2] for line in text.splitlines()[-2:]]


def _newest(data: Path) -> str:
    logs = sorted((data / "log").glob("*.log"), key=lambda path: path.stat().st_mtime)
    lines = logs[-1].read_text("utf-8", "replace")[-TAIL:].splitlines() if logs else []
    return "\n".join(line for line in lines if any(f" {word}: " in line for word in WORST))


def written(path: Path, text: str) -> None:
    """A small file, whole or as it was; untouched if it already says so (on a full disk it then needs no room)."""
    if path.exists() and path.read_text("utf-8") == text:
        return
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(text, "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
