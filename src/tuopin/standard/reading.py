"""Reads a TOML file key by key; whatever is not as declared is refused with the file and the dotted key."""

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, NoReturn

from tuopin.common.refused import BadInput
from tuopin.common.words import Words

MOST_BYTES = 1_000_000


class Section:
    """One table of the file. Every key is taken once; `done` refuses the ones nobody took."""

    def __init__(self, file: str, path: str, content: Mapping[str, Any]) -> None:
        """`path` is the dotted way from the top of the file, empty there."""
        self.file, self.path, self._left = file, path, dict(content)

    def where(self, key: str = "") -> str:
        """File and dotted key, as a person looks them up."""
        return f"{self.file}: {'.'.join(part for part in (self.path, key) if part)}"

    def refuse(self, key: str, zh: str, en: str) -> NoReturn:
        """Stop: the file cannot be used because of this key."""
        raise BadInput(self.where(key), Words(zh, en))

    def __contains__(self, key: str) -> bool:
        """Whether the key is written and not yet taken."""
        return key in self._left

    def left(self) -> tuple[str, ...]:
        """The keys not yet taken, in the file's order."""
        return tuple(self._left)

    def take(self, key: str) -> Any:
        """The raw value of a key that must be there."""
        if key not in self._left:
            self.refuse(key, "缺少这一项", "this key is missing")
        return self._left.pop(key)

    def text(self, key: str) -> str:
        """A text that is not empty."""
        value = self.take(key)
        if not isinstance(value, str) or not value.strip():
            self.refuse(key, f"应为文字，却是 {value!r}", f"expected a text, found {value!r}")
        return value

    def optional_text(self, key: str) -> str | None:
        """A text, or None where the key is not there."""
        return self.text(key) if key in self else None

    def number(self, key: str) -> int:
        """A whole number."""
        value = self.take(key)
        if not isinstance(value, int) or isinstance(value, bool):
            self.refuse(key, f"应为整数，却是 {value!r}", f"expected a whole number, found {value!r}")
        return value

    def switch(self, key: str) -> bool:
        """True or false."""
        value = self.take(key)
        if not isinstance(value, bool):
            self.refuse(key, f"应为 true 或 false，却是 {value!r}", f"expected true or false, found {value!r}")
        return value

    def day(self, key: str) -> date:
        """A day, written without quotes as 2016-04-23."""
        value = self.take(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            self.refuse(key, f"应为日期（如 2016-04-23，不加引号），却是 {value!r}", f"expected a day (2016-04-23, no quotes), found {value!r}")
        return value

    def words(self, key: str) -> Words:
        """Both languages: { zh = "…", en = "…" }."""
        both = self.section(key)
        said = Words(both.text("zh"), both.text("en"))
        both.done()
        return said

    def names(self, key: str) -> tuple[str, ...]:
        """A list of texts without repetition."""
        value = self.take(key)
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value) or len(set(value)) != len(value):
            self.refuse(key, f"应为不重复的文字列表，却是 {value!r}", f"expected a list of different texts, found {value!r}")
        return tuple(value)

    def section(self, key: str) -> "Section":
        """A table under this one."""
        value = self.take(key)
        if not isinstance(value, dict):
            self.refuse(key, f"应为一个表，却是 {value!r}", f"expected a table, found {value!r}")
        return Section(self.file, ".".join(part for part in (self.path, key) if part), value)

    def sections(self, key: str) -> Iterator["Section"]:
        """A list of tables, which may be absent."""
        value = self._left.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.refuse(key, f"应为若干个表（[[{key}]]）", f"expected tables ([[{key}]])")
        for number, each in enumerate(value):
            yield Section(self.file, ".".join(part for part in (self.path, f"{key}[{number}]") if part), each)

    def done(self) -> None:
        """Refuse the first key nobody asked for."""
        for key in self._left:
            self.refuse(key, "没有这个键", "there is no such key")


def read(path: Path, shown: str | None = None) -> Section:
    """The top of a TOML file. BadInput when it is not there, not text, too long or no TOML."""
    name = shown or path.name
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(name, Words("文件过大，不像一份标准", "the file is too large to be a standard"))
        return Section(name, "", tomllib.loads(path.read_text("utf-8")))
    except OSError as error:
        raise BadInput(name, Words("打不开这个文件", f"cannot open this file ({error.strerror})")) from None
    except UnicodeDecodeError:
        raise BadInput(name, Words("不是 UTF-8 文本", "this is not UTF-8 text")) from None
    except tomllib.TOMLDecodeError as error:
        raise BadInput(name, Words(f"不是合格的 TOML：{error}", f"this is not valid TOML: {error}")) from None
