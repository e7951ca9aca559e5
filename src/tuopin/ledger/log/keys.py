"""Keys of logs and witnesses in the text forms of C2SP signed-note: `name+id+key` to verify, `PRIVATE+KEY+name+id+key` to sign."""

import re
from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken
from tuopin.ledger.log.text import bytes_of

LOG = 0x01  # an Ed25519 signature of the text itself
WITNESS = 0x04  # a timestamped Ed25519 cosignature (C2SP tlog-cosignature)
PRIVATE = "PRIVATE+KEY+"

_FORM = Words("不是密钥：应为 名称+编号+密钥", "not a key: name+id+key belongs here")
_KIND = Words("不认识的密钥种类：{given}", "an unknown kind of key: {given}")
_ID = Words("密钥编号与密钥不符", "the key's id is not that of the key")
_NAME = Words("密钥名称不能为空，不能有空白或加号", "a key's name is not empty and holds no space and no plus sign")


@dataclass(frozen=True)
class Verifier:
    """A public key: its name, its kind (LOG or WITNESS) and its 32 bytes."""

    name: str
    kind: int
    public: bytes

    @classmethod
    def of(cls, text: str) -> "Verifier":
        """The key of a vkey text."""
        name, key_id, kind, public = _parsed(text, "vkey")
        verifier = cls(name, kind, public)
        if verifier.key_id != key_id:
            raise Broken(_ID, f"vkey {name}")
        return verifier

    @property
    def key_id(self) -> bytes:
        """Four bytes that tell keys of the same name apart."""
        return sha256(f"{self.name}\n".encode() + bytes([self.kind]) + self.public).digest()[:4]

    @property
    def text(self) -> str:
        """The vkey text, to be given to everybody."""
        return _written(self.name, self.key_id, bytes([self.kind]) + self.public)

    def holds(self, message: bytes, signature: bytes) -> bool:
        """Whether the key's owner signed the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True)
class Signer:
    """A private key. Its text belongs in a file that nobody else reads."""

    name: str
    kind: int
    seed: bytes = field(repr=False)

    @classmethod
    def of(cls, text: str) -> "Signer":
        """The key of an skey text."""
        if not text.startswith(PRIVATE):
            raise Broken(_FORM, "skey")
        name, key_id, kind, seed = _parsed(text.removeprefix(PRIVATE), "skey")
        signer = cls(name, kind, seed)
        if signer.verifier.key_id != key_id:
            raise Broken(_ID, f"skey {name}")
        return signer

    @classmethod
    def made(cls, name: str, kind: int = LOG) -> "Signer":
        """A fresh key."""
        return cls(_named(name, "name"), kind, Ed25519PrivateKey.generate().private_bytes_raw())

    @property
    def verifier(self) -> Verifier:
        """The public key that belongs to it."""
        return Verifier(self.name, self.kind, self._key.public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """The skey text: a secret."""
        return PRIVATE + _written(self.name, self.verifier.key_id, bytes([self.kind]) + self.seed)

    def sign(self, message: bytes) -> bytes:
        """The 64 bytes of the signature."""
        return self._key.sign(message)

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def _named(name: str, where: str) -> str:
    if not name or "+" in name or re.search(r"\s", name) or any(letter < " " for letter in name):
        raise Broken(_NAME, where)
    return name


def _parsed(text: str, where: str) -> tuple[str, bytes, int, bytes]:
    """Name, id, kind and the 32 bytes."""
    parts = text.split("+", 2)
    if len(parts) != 3 or not re.fullmatch(r"[0-9a-f]{8}", parts[1]):
        raise Broken(_FORM, where)
    name, key = _named(parts[0], where), bytes_of(parts[2], where)
    if not key or key[0] not in {LOG, WITNESS}:
        raise Broken(_KIND.format(given=key[:1].hex()), f"{where} {name}")
    if len(key) != 33:
        raise Broken(_FORM, f"{where} {name}")
    return name, bytes.fromhex(parts[1]), key[0], key[1:]


def _written(name: str, key_id: bytes, key: bytes) -> str:
    return f"{name}+{key_id.hex()}+{b64encode(key).decode()}"
