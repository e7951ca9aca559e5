"""Witnesses from the office's side: whose word counts, their lines below the checkpoint, the newest one they cover. Clause W4b."""

from pathlib import Path

from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger import place
from tuopin.ledger.log import note, policy
from tuopin.ledger.log.checkpoint import of_note
from tuopin.ledger.log.disk import Disk
from tuopin.ledger.log.tiles import Tiles
from tuopin.ledger.sequencer import Log

POLICY, WITNESSED = "ledger.policy", "witnessed"


def policy_text(log: Log) -> str:
    """The published policy: the office's file, or its own key and no witness."""
    file = place.home() / POLICY
    return file.read_text("utf-8") if file.exists() else f"log {log.signer.verifier.text}\nquorum none\n"


def cosigned(log: Log, lines: list[str]) -> str:
    """Take witnesses' lines below the published checkpoint; the note now. Refused where none of them is a known witness's that holds."""
    tiles = Tiles(log.folder)
    text = tiles.checkpoint()
    known = policy.parse(policy_text(log))
    merged = text and note.merged(text, lines, list(known.witnesses.values()))
    if not text or not merged or merged == text:
        raise Refused(
            "no-cosignature",
            because=Words("没有一行是已知见证人对当前检查点的签名", "none of the lines is a known witness's signature of the present checkpoint"),
            remedy=Words("见证人应对最新检查点重新签名", "let the witness sign the newest checkpoint again"),
            clause="W4b",
        )
    tiles.publish(merged)
    if known.satisfied(merged):
        Disk(_witnessed()).put([("checkpoint", merged.encode())])
    return merged


def best(log: Log, *, seq: int | None) -> str | None:
    """The checkpoint to prove entry `seq` under: the newest that covers it and satisfies the policy; None while there is none."""
    published, file = Tiles(log.folder).checkpoint(), _witnessed() / "checkpoint"
    known = policy.parse(policy_text(log))
    witnessed = file.read_text("utf-8") if file.exists() else None
    for text in (published, witnessed):
        if text is not None and seq is not None and of_note(text).size > seq and known.satisfied(text):
            return text
    return None


def _witnessed() -> Path:
    folder = place.home() / WITNESSED
    folder.mkdir(parents=True, exist_ok=True)
    return folder
