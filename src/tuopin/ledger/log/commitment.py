"""What the log holds of an act: 33 bytes that say nothing without the record and its salt, so both can be erased. PIPL art. 47."""

import secrets
from collections.abc import Callable
from hashlib import sha256

from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken

VERSION = b"\x01"
SALT_BYTES = 16
ENTRY_BYTES = 33

_SALT = Words("盐必须是 16 字节", "a salt is 16 bytes")


def salt(random: Callable[[int], bytes] = secrets.token_bytes) -> bytes:
    """A fresh salt: it is what keeps a commitment to an enumerable record (an ID number) from being guessed."""
    return random(SALT_BYTES)


def entry(salt: bytes, record: bytes) -> bytes:
    """The entry of one act: 0x01, then SHA-256 of salt and canonical record."""
    if len(salt) != SALT_BYTES:
        raise Broken(_SALT, "salt")
    return VERSION + sha256(salt + record).digest()


def leaf(entry: bytes) -> bytes:
    """The leaf hash of an entry (RFC 6962, 2.1)."""
    return sha256(b"\x00" + entry).digest()
