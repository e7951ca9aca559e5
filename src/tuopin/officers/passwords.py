"""How long a password is, told in both languages (Django's own sentence has no Chinese in this version). Clause R2a."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language

from tuopin.common.words import Words

SHORT = Words("密码太短：至少 {least} 个字符。", "The password is too short: at least {least} characters.")
HELP = Words("密码至少 {least} 个字符。", "A password has at least {least} characters.")


class LongEnough:
    """At least `least` characters."""

    def __init__(self, least: int = 12) -> None:
        """Named in the settings."""
        self.least = least

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse a shorter one."""
        if len(password) < self.least:
            raise ValidationError(_in_page_language(SHORT.format(least=self.least)), code="password_too_short")

    def get_help_text(self) -> str:
        """What the page says beside the field."""
        return _in_page_language(HELP.format(least=self.least))


def _in_page_language(words: Words) -> str:
    return words.zh if (get_language() or "").startswith("zh") else words.en
