"""Where an office keeps its log and the key that signs for it: beside the database, never in it. Clause W4b."""

import os
from pathlib import Path

from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.ledger.log.keys import Signer
from tuopin.ledger.sequencer import Log

OTHERS = 0o077


def home() -> Path:
    """The folder of the office's files."""
    return Path(os.environ.get("TUOPIN_HOME", "var/office")).absolute()


def folder() -> Path:
    """The published log: tiles and checkpoint, static files."""
    return home() / "ledger"


def key_file() -> Path:
    """The file that holds the signing key."""
    return Path(os.environ.get("TUOPIN_LEDGER_KEY_FILE", home() / "keys" / "ledger.key"))


def log() -> Log:
    """The office's log with its signing key. BadInput where there is no key, or others can read it."""
    path = key_file()
    if not path.is_file():
        remedy = Words("先运行 tuopin ledger key", "run: tuopin ledger key")
        raise BadInput(str(path), Words("没有日志的签名密钥", "there is no signing key of the log"), remedy)
    if path.stat().st_mode & OTHERS:
        raise BadInput(str(path), Words("其他人可以读取该文件", "others can read this file"), Words("chmod 600", "chmod 600"))
    signer = Signer.of(path.read_text("utf-8").strip())
    return Log(signer.name, folder(), signer)


def made(name: str) -> Path:
    """Make the signing key of a log called `name`, once; the file."""
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
        file.write(Signer.made(name).text + "\n")
    return path
