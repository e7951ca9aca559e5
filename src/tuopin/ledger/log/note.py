"""A text with the signatures of known keys below it (C2SP signed-note)."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from tuopin.common.words import Words
from tuopin.ledger.log import cosignature
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.keys import LOG, Signer, Verifier
from tuopin.ledger.log.text import bytes_of

DASH = "\u2014"
MOST = 100  # signature lines read; more is not a note of ours

_FORM = Words("不是签名文书：正文、空行、签名行", "not a signed note: text, an empty line, signature lines")
_CONTROL = Words("含有控制字符", "control characters in it")
_LINE = Words("不是签名行", "not a signature line")
_FALSE = Words("签名不成立：{given}", "the signature does not hold: {given}")
_NOBODY = Words("没有任何已知密钥的签名", "no known key has signed")
_ENDING = Words("正文须以换行结尾", "the text ends with a newline")


@dataclass(frozen=True)
class Line:
    """One signature: whose name, which key, which bytes."""

    name: str
    key_id: bytes
    signature: bytes

    @property
    def text(self) -> str:
        """The line as it stands below a note."""
        return f"{DASH} {self.name} {b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True)
class Opened:
    """A text and the known keys that signed it, each with its bytes."""

    text: str
    signed: dict[Verifier, bytes]


def sign(text: str, signers: Iterable[Signer]) -> str:
    """The note of a text, signed by log keys."""
    if not text.endswith("\n"):
        raise Broken(_ENDING, "note")
    return joined(text, [Line(each.name, each.verifier.key_id, each.sign(text.encode())) for each in signers])


def cosign(text: str, signer: Signer, at: datetime) -> Line:
    """A witness's line below a text."""
    return Line(signer.name, signer.verifier.key_id, cosignature.made(signer, text, at))


def joined(text: str, lines: Iterable[Line]) -> str:
    """Text and lines as one note."""
    return f"{text}\n{''.join(line.text for line in lines)}"


def split(note: str) -> tuple[str, list[Line]]:
    """Text and signature lines, whoever signed; Broken names the line."""
    if any(letter < " " and letter != "\n" for letter in note):
        raise Broken(_CONTROL, "note")
    head, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n"):
        raise Broken(_FORM, "note")
    lines = tail.removesuffix("\n").split("\n")
    if len(lines) > MOST:
        raise Broken(_FORM, "note")
    first = head.count("\n") + 3
    return f"{head}\n", [_line(line, f"note, line {first + place}") for place, line in enumerate(lines)]


def open(note: str, verifiers: Iterable[Verifier]) -> Opened:  # noqa: A001 - the word of the specification
    """The text, if a known key signed it; Broken where a known key's line does not hold, or none is there."""
    text, lines = split(note)
    known = {(each.name, each.key_id): each for each in verifiers}
    signed: dict[Verifier, bytes] = {}
    for line in lines:
        verifier = known.get((line.name, line.key_id))
        if verifier is not None:
            if not _holds(verifier, text, line.signature):
                raise Broken(_FALSE.format(given=line.name), f"{DASH} {line.name}")
            signed.setdefault(verifier, line.signature)
    if not signed:
        raise Broken(_NOBODY, "note")
    return Opened(text, signed)


def merged(note: str, more: Iterable[str], verifiers: Sequence[Verifier]) -> str:
    """The note with the further lines of known keys that hold below it; others are left out. A key's newest line stands."""
    text, lines = split(note)
    known = {(each.name, each.key_id): each for each in verifiers}
    kept = {(line.name, line.key_id): line for line in lines}
    for each in more:
        line = _line(each.removesuffix("\n"), "cosignature")
        verifier = known.get((line.name, line.key_id))
        if verifier is not None and _holds(verifier, text, line.signature):
            kept[line.name, line.key_id] = line
    return joined(text, kept.values())


def _holds(verifier: Verifier, text: str, signature: bytes) -> bool:
    if verifier.kind == LOG:
        return verifier.holds(text.encode(), signature)
    return cosignature.holds(verifier, text, signature)


def _line(text: str, where: str) -> Line:
    parts = text.split(" ")
    if len(parts) != 3 or parts[0] != DASH or not parts[1] or "+" in parts[1]:
        raise Broken(_LINE, where)
    content = bytes_of(parts[2], where)
    if len(content) < 5:
        raise Broken(_LINE, where)
    return Line(parts[1], content[:4], content[4:])


__all__ = ["DASH", "Line", "Opened", "Signer", "Verifier", "cosign", "joined", "merged", "open", "sign", "split"]
