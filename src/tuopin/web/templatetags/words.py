"""A pair of words in a template: `{% say "中文" "English" %}`; a Words value: `{{ value|said }}`; places and bodies by their names."""

from typing import Any

from django import template

from tuopin.common.clauses import clause
from tuopin.common.words import Words
from tuopin.common.words import say as said_words
from tuopin.officers.rules import bodies

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


@register.filter
def body_name(token: str) -> str:
    """What a body is called."""
    return said_words(bodies.name(token)) if token in bodies.BODIES or token in bodies.HOUSEKEEPERS else token


@register.filter
def place_name(code: str) -> str:
    """A place's own name."""
    from tuopin.web.naming import name

    return name(code)


@register.filter
def place_whole(code: str) -> str:
    """A place's name with those above it."""
    from tuopin.web.naming import whole

    return whole(code)


@register.filter
def clause_says(ids: str) -> str:
    """What a clause says."""
    return said_words(clause(ids))


@register.filter
def amount(number: Any) -> str:
    """A whole number with commas; a dash for none."""
    return "—" if number in (None, "") else f"{int(number):,}"


@register.filter
def of(told: Any, key: str) -> Any:
    """What a table holds under a key."""
    return told.get(key) if isinstance(told, dict) else None


LABELS = {
    "login": Words("登录名", "sign-in name"),
    "password": Words("密码", "password"),
    "oldpassword": Words("当前密码", "present password"),
    "password1": Words("新密码", "new password"),
    "password2": Words("再输入一次新密码", "the new password once more"),
    "code": Words("动态口令或备用码", "code of the authenticator, or a recovery code"),
    "passwordless": Words("也可用它代替密码登录（通行密钥）", "it may also stand for the password (a passkey)"),
}
"""What fields of the sign-in library are called here."""


@register.filter
def labelled(field: Any) -> str:
    """A form field's label."""
    known = LABELS.get(field.name) if type(field.form).__module__.startswith("allauth.") else None
    return said_words(known) if known else field.label


@register.filter
def unlocalised(number: float) -> str:
    """A number as SVG reads it."""
    return f"{number:g}"


@register.filter
def choice(token: str | None, named: str) -> str:
    """The label of a choice: `relation` of a person, or `household.status`."""
    from tuopin.assessment.facts_read import in_words
    from tuopin.register.schema import TABLES

    table, _, field = named.rpartition(".")
    return "" if token is None else said_words(in_words(TABLES[table or "person"][field], token))


@register.filter
def criterion_name(token: str) -> str:
    """What a criterion is called."""
    from tuopin.standard.criteria import CRITERIA
    from tuopin.standard.criterion import Unit

    found = CRITERIA.get((Unit.HOUSEHOLD, token))
    return said_words(found.title) if found else token


@register.simple_tag
def number_said(measure: str, number: int | None) -> str:
    """A value, threshold or margin in the criterion's measure."""
    from tuopin.assessment.wording import measured

    return said_words(measured(measure, abs(number) if number is not None else None))


@register.filter
def table_name(token: str) -> str:
    """What a declared table is called."""
    from tuopin.register.schema import TABLES

    return said_words(TABLES[token].words)
