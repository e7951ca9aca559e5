"""Everything a person reads exists in Chinese and English; a pair is written once, side by side."""

import locale
import os
from contextvars import ContextVar
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]

_chosen: ContextVar[Language | None] = ContextVar("language", default=None)


class Words(NamedTuple):
    """One message in simplified Chinese and in English."""

    zh: str
    en: str

    def format(self, **values: object) -> "Words":
        """Both languages with the same values put in."""
        return Words(self.zh.format(**values), self.en.format(**values))

    @property
    def both(self) -> str:
        """Chinese first, then English, as printed on papers and workbooks."""
        return f"{self.zh}\n{self.en}"


def language() -> Language:
    """The language chosen for this run, else the environment's, else English."""
    return _chosen.get() or _of_environment()


def choose(lang: Language | None) -> None:
    """Fix the language of everything said from here on; None goes back to the environment's."""
    _chosen.set(lang)


def say(words: Words) -> str:
    """The words in the language of this run."""
    return words.zh if language() == "zh" else words.en


def _of_environment() -> Language:
    named = next((os.environ[key] for key in ("TUOPIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
    return "zh" if (named or (locale.getlocale()[0] or "")).lower().startswith(("zh", "chinese")) else "en"
