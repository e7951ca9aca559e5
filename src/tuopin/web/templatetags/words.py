"""A pair of words in a template: `{% say "中文" "English" %}`; a Words value: `{{ value|said }}`."""

from typing import Any

from django import template

from tuopin.common.words import Words
from tuopin.common.words import say as said_words

register = template.Library()


@register.simple_tag
def say(zh: str, en: str, **values: Any) -> str:
    """The words in the reader's language, with the values put in."""
    words = Words(zh, en)
    return said_words(words.format(**values) if values else words)


@register.filter
def said(words: Words | tuple[str, str] | None) -> str:
    """A pair in the reader's language."""
    return said_words(Words(*words)) if words else ""
