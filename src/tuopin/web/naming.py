"""Places by their names, for pages: the chain a code lies in, as the register's gazetteer says today."""

from django.utils import timezone

from tuopin.common.words import Words, say
from tuopin.officers.rules.days import day
from tuopin.register.queries import places

NATION = Words("全国", "the nation")


def chain(code: str) -> list[tuple[str, str]]:
    """Code and name of each place from the province down to this one; a code that is in no gazetteer stands for itself."""
    told = [(each.code, each.name) for each in places.chain(code, day(timezone.now()))] if code else []
    return told if told and told[-1][0] == code else [*told, *([(code, code)] if code else [])]


def name(code: str) -> str:
    """A place's own name."""
    return chain(code)[-1][1] if code else say(NATION)


def whole(code: str) -> str:
    """The names from the province down, as one text."""
    return " ".join(told for _, told in chain(code)) or say(NATION)


def names(codes: list[str]) -> dict[str, str]:
    """The own names of several places."""
    return {code: name(code) for code in dict.fromkeys(codes)}
