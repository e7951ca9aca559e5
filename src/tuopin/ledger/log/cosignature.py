"""What a witness signs: at this moment, this is the longest history of this log that I know, and it holds the earlier ones."""

from datetime import UTC, datetime

from tuopin.ledger.log.keys import Signer, Verifier

STAMP_BYTES = 8
LATEST = 253_402_300_799  # the last second of the year 9999


def message(text: str, stamp: int) -> bytes:
    """The signed bytes: two lines of their own before the checkpoint's text (C2SP tlog-cosignature, Ed25519)."""
    return f"cosignature/v1\ntime {stamp}\n{text}".encode()


def made(signer: Signer, text: str, at: datetime) -> bytes:
    """The timestamped signature: eight bytes of POSIX time, then Ed25519."""
    stamp = int(at.timestamp())
    return stamp.to_bytes(STAMP_BYTES, "big") + signer.sign(message(text, stamp))


def holds(verifier: Verifier, text: str, signature: bytes) -> bool:
    """Whether the witness cosigned the text."""
    stamp = int.from_bytes(signature[:STAMP_BYTES], "big")
    return stamp <= LATEST and verifier.holds(message(text, stamp), signature[STAMP_BYTES:])


def signed_at(signature: bytes) -> datetime:
    """When the witness says it signed; only for signatures that hold."""
    return datetime.fromtimestamp(int.from_bytes(signature[:STAMP_BYTES], "big"), UTC)
