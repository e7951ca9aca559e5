"""What a household takes home: its entry's place in the log, the way to the signed root, and the salt of its record (C2SP tlog-proof)."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from tuopin.common.words import Words
from tuopin.ledger.log import commitment, tree
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.canonical import canonical, parsed
from tuopin.ledger.log.checkpoint import of_note
from tuopin.ledger.log.policy import Accepted, Policy
from tuopin.ledger.log.text import bytes_of, hash_of, number_of

FIRST = "c2sp.org/tlog-proof@v1"
MOST = 63

_FORM = Words("不是日志证明文件", "not a log proof")
_SALT = Words("证明里没有记录的盐", "the proof holds no salt of a record")
_OTHER = Words("记录与证明不符：记录被改过，或这份证明属于另一条记录", "record and proof do not fit: the record was changed, or the proof is of another")


@dataclass(frozen=True)
class Proof:
    """An entry's index, the hashes beside its way to the root, the record's salt, and the signed checkpoint."""

    index: int
    hashes: tuple[bytes, ...]
    salt: bytes
    checkpoint: str


def of(reader: tree.Reader, *, index: int, salt: bytes, checkpoint: str) -> str:
    """The proof text of one entry under a signed checkpoint."""
    return write(index=index, hashes=tree.inclusion(reader, index, of_note(checkpoint).size), salt=salt, checkpoint=checkpoint)


def write(*, index: int, hashes: Sequence[bytes], salt: bytes, checkpoint: str) -> str:
    """The text of a `.tlog-proof` file."""
    lines = [FIRST, f"extra {_text(salt)}", f"index {index}", *map(_text, hashes)]
    return "\n".join(lines) + f"\n\n{checkpoint}"


def read(text: str) -> Proof:
    """The proof of a text; Broken names the line. Nothing is verified by reading."""
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or lines.pop(0) != FIRST:
        raise Broken(_FORM, "proof, line 1")
    salt = b""
    if lines and lines[0].startswith("extra "):
        salt = bytes_of(lines.pop(0).removeprefix("extra "), "proof, line 2")
    before = 2 + bool(salt)
    if not lines or not lines[0].startswith("index ") or len(lines) > MOST + 1:
        raise Broken(_FORM, f"proof, line {before}")
    index = number_of(lines.pop(0).removeprefix("index "), f"proof, line {before}")
    hashes = tuple(hash_of(line, f"proof, line {before + place}") for place, line in enumerate(lines, 1))
    return Proof(index, hashes, salt, note)


def verify(text: str, policy: Policy, record: bytes | str | dict[str, object]) -> Accepted:
    """The checkpoint under which the record is in the log; Broken says what does not hold.

    A record in bytes or text may be laid out in any way: what counts is its canonical form.
    """
    proof = read(text)
    if len(proof.salt) != commitment.SALT_BYTES:
        raise Broken(_SALT, "proof, line 2")
    value = record if isinstance(record, dict) else parsed(record)
    entry = commitment.entry(proof.salt, canonical(value))
    accepted = policy.accept(proof.checkpoint)
    head = accepted.checkpoint
    try:
        tree.verify_inclusion(commitment.leaf(entry), proof.hashes, index=proof.index, size=head.size, root=head.root)
    except Broken as broken:
        raise Broken(_OTHER, broken.where) from broken
    return accepted


def _text(content: bytes) -> str:
    return b64encode(content).decode()
