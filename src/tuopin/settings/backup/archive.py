"""The file of a backup: a plain tar whose last member, the manifest, names every other by size and SHA-256, and itself by a digest."""

import hashlib
import json
import tarfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, Self

from tuopin.common.digest import canonical, of_value
from tuopin.common.progress import Advance
from tuopin.common.refused import BadInput
from tuopin.common.words import Words

FORMAT = "tuopin backup 1"
MANIFEST, DUMP, LEDGER = "manifest.json", "database.dump", "ledger/"
BLOCK, CHUNK = tarfile.BLOCKSIZE, 1 << 20
END = bytes(2 * BLOCK)


class Writer:
    """Members are written as they come; a member's size and digest are known when it has passed."""

    def __init__(self, file: BinaryIO, *, made_at: int) -> None:
        """`made_at` (seconds) is every member's time."""
        self.file, self.made_at = file, made_at
        self.members: dict[str, dict[str, Any]] = {}

    def add(self, name: str, chunks: Iterable[bytes]) -> None:
        """One member."""
        sha, begin = hashlib.sha256(), self.file.tell()
        self.file.write(bytes(len(self._header(name, 0))))
        size = 0
        for chunk in chunks:
            self.file.write(chunk)
            sha.update(chunk)
            size += len(chunk)
        self.file.write(bytes(-size % BLOCK))
        end = self.file.tell()
        self.file.seek(begin)
        self.file.write(self._header(name, size))
        self.file.seek(end)
        self.members[name] = {"bytes": size, "sha256": sha.hexdigest()}

    def close(self, about: dict[str, Any]) -> dict[str, Any]:
        """The manifest, then the tar's end; what the manifest says."""
        manifest = {"format": FORMAT, **about, "members": dict(self.members)}
        manifest["digest"] = of_value(manifest)
        self.add(MANIFEST, [canonical(manifest)])
        self.file.write(END)
        return manifest

    def _header(self, name: str, size: int) -> bytes:
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self.made_at, 0o600
        return info.tobuf(tarfile.GNU_FORMAT)


class Reader:
    """A backup opened for reading; nothing of it is used before `checked` has read all of it."""

    def __init__(self, path: Path) -> None:
        """Find the members."""
        self.path = path
        try:
            self.file = path.open("rb")
        except OSError as error:
            raise BadInput(str(path), Words(f"打不开：{error.strerror}", f"cannot be opened: {error.strerror}")) from error
        try:
            self.infos = {info.name: info for info in tarfile.open(fileobj=self.file, mode="r:")}  # noqa: SIM115
        except tarfile.TarError as error:
            self.file.close()
            raise BadInput(str(path), Words("不是备份文件", "is not a backup")) from error

    def __enter__(self) -> Self:
        """Open until the end of the block."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Let the file go."""
        self.file.close()

    def checked(self, advance: Advance) -> dict[str, Any]:
        """The manifest, after every byte of the file has been found as it says. BadInput otherwise."""
        manifest = self._manifest()
        if {*manifest["members"], MANIFEST} != {*self.infos}:
            raise self._broken(MANIFEST)
        for name, known in manifest["members"].items():
            sha, info = hashlib.sha256(), self.infos[name]
            for chunk in self.chunks(name):
                sha.update(chunk)
                advance(len(chunk))
            if (info.size, sha.hexdigest(), info.isreg()) != (known["bytes"], known["sha256"], True) or self._padding(name):
                raise self._broken(name)
        if self._padding(MANIFEST) or self.file.read() != END:
            raise self._broken(MANIFEST)
        return manifest

    def chunks(self, name: str) -> Iterator[bytes]:
        """A member's bytes."""
        left = self.infos[name].size
        self.file.seek(self.infos[name].offset_data)
        while left and (chunk := self.file.read(min(CHUNK, left))):
            left -= len(chunk)
            yield chunk

    def _manifest(self) -> dict[str, Any]:
        if MANIFEST not in self.infos:
            raise self._broken(MANIFEST)
        try:
            manifest: dict[str, Any] = json.loads(b"".join(self.chunks(MANIFEST)))
            told = manifest.pop("digest")
        except (ValueError, KeyError, AttributeError) as error:
            raise self._broken(MANIFEST) from error
        if manifest.get("format") != FORMAT or of_value(manifest) != told:
            raise self._broken(MANIFEST)
        return {**manifest, "digest": told}

    def _padding(self, name: str) -> bool:
        """Whether something stands where only zeros may, after a member. Leaves the file behind it."""
        info = self.infos[name]
        self.file.seek(info.offset_data + info.size)
        return any(self.file.read(-info.size % BLOCK))

    def _broken(self, name: str) -> BadInput:
        return BadInput(
            str(self.path),
            Words(f"备份已损坏：{name} 与清单不符", f"the backup is damaged: {name} is not as the manifest says"),
            Words("换用另一份备份；什么都没有动", "use another backup; nothing has been touched"),
        )


def counted(chunks: Iterable[bytes], advance: Advance) -> Iterator[bytes]:
    """The chunks as they are, each told to the bar."""
    for chunk in chunks:
        advance(len(chunk))
        yield chunk
