"""Where a log is read from: a folder, or a web address that serves the same files."""

import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from tuopin.common.words import Words
from tuopin.ledger.log.broken import Broken

SECONDS = 30
LARGEST = 32 * 2**20  # no file of a log is longer: 256 entries of 65,535 bytes

_MISSING = Words("缺少这个文件", "this file is missing")
_UNREACHED = Words("读不到：{given}", "cannot be read: {given}")
_LARGE = Words("文件大得不像日志的文件", "too large for a file of a log")
_ADDRESS = Words("日志的地址应是文件夹或 http(s) 网址", "a log's address is a folder or an http(s) address")


class Source(Protocol):
    """Whoever gives the files of a log."""

    def read(self, path: str) -> bytes | None:
        """The file's content; None if there is none."""
        ...


@dataclass(frozen=True)
class Folder:
    """A log in a folder."""

    root: Path

    def read(self, path: str) -> bytes | None:
        """The file's content; None if there is none."""
        try:
            return (self.root / path).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise Broken(_UNREACHED.format(given=error.strerror), path) from error


@dataclass(frozen=True)
class Web:
    """A log served under a web address."""

    address: str

    def read(self, path: str) -> bytes | None:
        """The file's content; None where the server has none."""
        url = f"{self.address.rstrip('/')}/{path}"
        try:
            with urllib.request.urlopen(url, timeout=SECONDS) as answer:  # noqa: S310 - `source` lets only http(s) in
                content: bytes = answer.read(LARGEST + 1)
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in {404, 410}:
                return None
            raise Broken(_UNREACHED.format(given=error.code), url) from error
        except OSError as error:
            raise Broken(_UNREACHED.format(given=error), url) from error
        if len(content) > LARGEST:
            raise Broken(_LARGE, url)
        return content


def source(named: Path | str) -> Source:
    """The source of a folder's path or of an http(s) address."""
    text = str(named)
    if text.startswith(("https://", "http://")):
        return Web(text)
    if "://" in text:
        raise Broken(_ADDRESS, text)
    return Folder(Path(named))


def needed(source: Source, path: str) -> bytes:
    """The file's content; Broken if it is missing."""
    content = source.read(path)
    if content is None:
        raise Broken(_MISSING, path)
    return content
