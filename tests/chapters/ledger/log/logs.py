"""Logs for the tests: made-up entries, the tree written down as RFC 6962 defines it, and the files of a folder as one value."""

from hashlib import sha256

from tuopin.ledger.log.checkpoint import Checkpoint
from tuopin.ledger.log.keys import LOG, WITNESS, Signer
from tuopin.ledger.log.note import sign
from tuopin.ledger.log.tiles import Tiles

ORIGIN = "log.example/tuopin"
KEY = Signer(ORIGIN, LOG, bytes(range(32)))
OTHER = Signer("other.example/log", LOG, bytes(range(1, 33)))
WITNESSES = [Signer(f"witness.example/w{place}", WITNESS, bytes([place] * 32)) for place in range(1, 5)]


def entries(count, start=0):
    """Entries of 33 bytes, each different."""
    return [b"\x01" + sha256(str(place).encode()).digest() for place in range(start, start + count)]


def log(folder, size):
    """A published log of that size in a folder."""
    tiles = Tiles(folder)
    tiles.append(entries(size), at=0)
    publish(tiles)
    return tiles


def publish(tiles, signer=KEY):
    """Sign and publish what the tiles hold now; the note."""
    note = signed(tiles.size, tiles.root(), signer)
    tiles.publish(note)
    return note


def signed(size, root, signer=KEY):
    return sign(Checkpoint(signer.name, size, root).body, [signer])


def files(folder):
    """Every file of a log with its content, without the writer's own."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return {name: content for name, content in found.items() if name != ".lock"}


def plain_root(data):
    """MTH(D[n]) word for word (RFC 6962, 2.1)."""
    if not data:
        return sha256(b"").digest()
    if len(data) == 1:
        return sha256(b"\x00" + data[0]).digest()
    k = cut(len(data))
    return sha256(b"\x01" + plain_root(data[:k]) + plain_root(data[k:])).digest()


def plain_path(m, data):
    """PATH(m, D[n]) word for word (RFC 6962, 2.1.1)."""
    if len(data) == 1:
        return []
    k = cut(len(data))
    if m < k:
        return [*plain_path(m, data[:k]), plain_root(data[k:])]
    return [*plain_path(m - k, data[k:]), plain_root(data[:k])]


def plain_proof(m, data, *, whole=True):
    """SUBPROOF(m, D[n], b) word for word (RFC 6962, 2.1.2)."""
    if m == len(data):
        return [] if whole else [plain_root(data)]
    k = cut(len(data))
    if m <= k:
        return [*plain_proof(m, data[:k], whole=whole), plain_root(data[k:])]
    return [*plain_proof(m - k, data[k:], whole=False), plain_root(data[:k])]


def cut(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k
