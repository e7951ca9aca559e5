"""Keys of what is sealed: they lie outside the database, in a file only its owner reads or in the environment. Clause R3c.

The text is JSON: `current` (the id of the key that seals today), `sealing` (id to key), `index`, `pseudonym`; keys are
base64 of 32 bytes. Old sealing keys stay until everything is sealed anew. The ledger's signing key is not among them.
No key appears in a repr or in an error: errors are raised where no text is at hand, not even as their context.
"""

import base64
import binascii
import json
import os
import re
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

VARIABLE: Final = "TUOPIN_KEYS"
FILE_VARIABLE: Final = "TUOPIN_KEYS_FILE"
LENGTH: Final = 32  # bytes of every key
KEY_ID: Final = re.compile(r"[a-z0-9]{1,16}")
NUMBERED: Final = re.compile(r"k(\d{1,9})")
OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO

Source = Callable[[int], bytes]


@dataclass(frozen=True)
class Keys:
    """The keys in use: `current` is the id of the sealing key that seals; every key of `sealing` still opens."""

    current: str
    sealing: dict[str, bytes] = field(repr=False, hash=False)
    index: bytes = field(repr=False)
    pseudonym: bytes = field(repr=False)

    def __repr__(self) -> str:
        """Ids only."""
        return f"Keys(current={self.current!r}, sealing={sorted(self.sealing)!r})"


def keys() -> Keys:
    """The keys of this installation, from TUOPIN_KEYS_FILE (a path) or TUOPIN_KEYS (the text). BadInput if there are none.

    Read again only when the file or the variable has changed, so that a running server follows a rotation.
    """
    text, path = os.environ.get(VARIABLE), os.environ.get(FILE_VARIABLE)
    if text and path:
        raise BadInput(VARIABLE, Words(f"与 {FILE_VARIABLE} 同时设置", f"is set together with {FILE_VARIABLE}"), Words("只保留一个", "keep one of them"))
    if text:
        return _parsed_once(VARIABLE, text)
    if path:
        return read(Path(path))
    raise BadInput(
        FILE_VARIABLE,
        Words("没有密钥：变量未设置", "there are no keys: the variable is not set"),
        Words("先运行 tuopin keys new FILE，再把变量设为该文件", "run tuopin keys new FILE and set the variable to that file"),
    )


def read(path: Path) -> Keys:
    """The keys of a file. BadInput if it is missing, open to others than its owner, or not a text of keys."""
    found = _private(path)
    return _file_once(path, found.st_mtime_ns, found.st_size, found.st_ino)


def text_of(path: Path) -> str:
    """The text of a file of keys, under the same conditions as `read`."""
    _private(path)
    return path.read_text("utf-8")


def parse(text: str, where: str = VARIABLE) -> Keys:
    """The keys a text holds. BadInput names what is wrong and never quotes the text."""
    shape = _json(text)
    if not _shaped(shape):
        raise _wrong(where, Words("不是密钥文本", "is no text of keys"))
    sealing = {name: _key(value) for name, value in shape["sealing"].items()}
    rest = {name: _key(shape[name]) for name in ("index", "pseudonym")}
    bad = sorted(name for name, key in (sealing | rest).items() if key is None)
    if bad:
        raise _wrong(where, Words(f"密钥 {'、'.join(bad)} 不是 {LENGTH} 字节的 base64", f"key {', '.join(bad)} is not base64 of {LENGTH} bytes"))
    if len({*sealing.values(), *rest.values()}) < len(sealing) + len(rest):
        raise _wrong(where, Words("两个密钥相同", "two keys are the same"))
    return Keys(shape["current"], {name: key for name, key in sealing.items() if key}, rest["index"] or b"", rest["pseudonym"] or b"")


def new_keys(*, source: Source = secrets.token_bytes) -> str:
    """The text of a fresh set of keys whose sealing key is k1."""
    return _text("k1", {"k1": _fresh(source)}, index=_fresh(source), pseudonym=_fresh(source))


def with_new_key(text: str, *, source: Source = secrets.token_bytes) -> str:
    """The text with one more sealing key, which becomes the current one; the older ones still open. Rotation."""
    parse(text)
    kept = json.loads(text)
    numbered = [int(match[1]) for name in kept["sealing"] if (match := NUMBERED.fullmatch(name))]
    name = f"k{max(numbered, default=0) + 1}"
    return _text(name, kept["sealing"] | {name: _fresh(source)}, index=kept["index"], pseudonym=kept["pseudonym"])


def without(text: str, key_id: str) -> str:
    """The text without one old sealing key. BadInput if it is the current one or is not there."""
    if key_id not in parse(text).sealing:
        raise BadInput(key_id, Words("没有这个密钥", "there is no such key"))
    kept = json.loads(text)
    if key_id == kept["current"]:
        raise BadInput(key_id, Words("是当前密钥，不能去掉", "is the current key and stays"), Words("先轮换", "rotate first"))
    rest = {name: key for name, key in kept["sealing"].items() if name != key_id}
    return _text(kept["current"], rest, index=kept["index"], pseudonym=kept["pseudonym"])


def write(path: Path, text: str) -> None:
    """A new file only its owner reads. BadInput if there is one already."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        because = Words("文件已存在，密钥不会被覆盖", "already exists; keys are not overwritten")
        raise BadInput(str(path), because, Words("换一个文件名", "choose another name")) from None
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(handle)


def replace(path: Path, text: str) -> None:
    """The file with other keys, whole or not at all. The new text is parsed first."""
    parse(text)
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    write(beside, text)
    beside.replace(path)


def _private(path: Path) -> os.stat_result:
    try:
        found = path.stat()
    except OSError:
        remedy = Words("先运行 tuopin keys new FILE", "run tuopin keys new FILE")
        raise BadInput(str(path), Words("没有这个密钥文件", "there is no such file of keys"), remedy) from None
    if not stat.S_ISREG(found.st_mode) or found.st_mode & OTHERS:
        raise BadInput(str(path), Words("密钥文件对他人可读", "the file of keys is open to others"), Words("chmod 600 后再用", "chmod 600 it first"))
    return found


@lru_cache(maxsize=4)
def _file_once(path: Path, _changed: int, _size: int, _inode: int) -> Keys:
    return parse(path.read_text("utf-8", errors="replace"), str(path))


@lru_cache(maxsize=4)
def _parsed_once(where: str, text: str) -> Keys:
    return parse(text, where)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _shaped(shape: Any) -> bool:
    if not isinstance(shape, dict) or not isinstance(shape.get("sealing"), dict) or not {"index", "pseudonym"} <= shape.keys():
        return False
    return shape.get("current") in shape["sealing"] and all(KEY_ID.fullmatch(name) for name in shape["sealing"])


def _key(value: Any) -> bytes | None:
    try:
        key = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        return None
    return key if len(key) == LENGTH else None


def _wrong(where: str, because: Words) -> BadInput:
    return BadInput(where, because, Words("用 tuopin keys new 生成", "make one with tuopin keys new"))


def _fresh(source: Source) -> str:
    return base64.b64encode(source(LENGTH)).decode()


def _text(current: str, sealing: dict[str, str], *, index: str, pseudonym: str) -> str:
    return json.dumps({"current": current, "sealing": sealing, "index": index, "pseudonym": pseudonym}, indent=2) + "\n"
