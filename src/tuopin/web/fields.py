"""Fields of our own forms: a label and a hint in both languages, each said in the reader's."""

from typing import Any

from django import forms
from django.utils.functional import lazy

from tuopin.common.words import Words, say

said = lazy(say, str)
CHOOSE = Words("（请选择）", "(choose)")


def field(kind: type[forms.Field], words: Words, hint: Words | None = None, **more: Any) -> Any:
    """A field of a form."""
    return kind(label=said(words), help_text=said(hint) if hint else "", **more)


def text(words: Words, hint: Words | None = None, *, long: bool = False, **more: Any) -> Any:
    """A line of text, or several."""
    if long:
        more["widget"] = forms.Textarea(attrs={"rows": 3})
    return field(forms.CharField, words, hint, **{"max_length": 2000, **more})


def day(words: Words, hint: Words | None = None, **more: Any) -> Any:
    """A day."""
    return field(forms.DateField, words, hint, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def one_of(words: Words, options: list[tuple[str, Words]], hint: Words | None = None, **more: Any) -> Any:
    """One of a few; blank where it need not be answered or nothing is chosen yet."""
    choices = [("", said(CHOOSE)), *((token, said(told)) for token, told in options)]
    return field(forms.ChoiceField, words, hint, choices=choices, **more)


def some_of(words: Words, options: list[tuple[str, Words]], hint: Words | None = None, **more: Any) -> Any:
    """Several of a few, as boxes to tick."""
    choices = [(token, said(told)) for token, told in options]
    return field(forms.MultipleChoiceField, words, hint, choices=choices, widget=forms.CheckboxSelectMultiple, **more)
