"""Numbers and hashes as the texts of a log write them: exactly one way, so that no two texts mean the same."""

import re
from base64 import b64decode, b64encode

from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken

_NUMBER = Words("应为十进制整数，不带前导零：{given}", "a decimal whole number without leading zeros belongs here: {given}")
_BASE64 = Words("不是规范的 Base64", "not proper Base64")
_HASH = Words("哈希应为 32 字节", "a hash is 32 bytes")

LARGEST = 2**63 - 1


def number_of(text: str, where: str) -> int:
    """A whole number from 0 to 2^63 - 1."""
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text) or int(text) > LARGEST:
        raise Broken(_NUMBER.format(given=repr(text)), where)
    return int(text)


def bytes_of(text: str, where: str) -> bytes:
    """The bytes of a standard Base64 text with its padding."""
    try:
        content = b64decode(text, validate=True)
    except ValueError as error:
        raise Broken(_BASE64, where) from error
    if b64encode(content).decode() != text:
        raise Broken(_BASE64, where)
    return content


def hash_of(text: str, where: str) -> bytes:
    """A SHA-256 value in Base64."""
    content = bytes_of(text, where)
    if len(content) != 32:
        raise Broken(_HASH, where)
    return content
