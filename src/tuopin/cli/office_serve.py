"""Web server and job worker as two children of one command, started together and stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from types import FrameType

from tuopin.cli.frame import told
from tuopin.settings.environment import number

PATIENCE = 25.0  # seconds that the children have to end by themselves


def serving(host: str, port: int, *, say: Callable[[str], None], ready: Callable[[], None] = lambda: None) -> None:
    """Serve until Ctrl-C, SIGTERM or the end of a child; then both are ended, and nothing of ours is left running."""
    children = [_web(host, port), _worker()]
    told_to_leave: list[int] = []

    def leave(sign: int, _frame: FrameType | None) -> None:
        told_to_leave.append(sign)

    before = {sign: signal.signal(sign, leave) for sign in (signal.SIGINT, signal.SIGTERM)}
    try:
        say(told(f"办公系统：http://{host}:{port}/   按 Ctrl-C 停止", f"The office: http://{host}:{port}/   Ctrl-C stops it"))
        ready()
        while not told_to_leave and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        _ended(children)
        for sign, handler in before.items():
            signal.signal(sign, handler)
    say(told("已停止。", "Stopped."))


def _web(host: str, port: int) -> subprocess.Popen[bytes]:
    count = str(number("TUOPIN_WORKERS", 2, low=1, high=64))
    command = ["-m", "gunicorn", "tuopin.web.wsgi", "--bind", f"{host}:{port}", "--workers", count, "--threads", "4", "--log-level", "warning"]
    return _child([*command, "--no-control-socket"])


def _worker() -> subprocess.Popen[bytes]:
    return _child(["-m", "tuopin.cli", "jobs", "worker"])


def _child(command: list[str]) -> subprocess.Popen[bytes]:
    """In a process group of its own: Ctrl-C at the terminal reaches us alone, and we end the children in order."""
    return subprocess.Popen([sys.executable, *command], env=dict(os.environ), start_new_session=True)


def _ended(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
