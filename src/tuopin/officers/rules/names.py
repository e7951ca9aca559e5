"""Names to sign in with: small letters, digits, dot, hyphen, underscore; given once, never changed. Clause R2a."""

import re
from typing import Final

from tuopin.common.acting import SYSTEM
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.officers.rules.bodies import OPERATOR

PATTERN: Final = r"^[a-z][a-z0-9._-]{1,39}$"
RESERVED: Final = (OPERATOR, SYSTEM)


def usable(sign_in: str) -> None:
    """Refuse a name that cannot be one, and those under which the machine itself acts."""
    if not re.fullmatch(PATTERN, sign_in):
        raise Refused(
            "no-name",
            because=Words(f"“{sign_in}”不能作登录名", f"“{sign_in}” cannot be a sign-in name"),
            remedy=Words("小写字母开头，2 至 40 个小写字母、数字、点、横线或下划线", "2 to 40 of a-z, 0-9, dot, hyphen, underscore; a letter first"),
            clause="R2a",
        )
    if sign_in in RESERVED:
        raise Refused("reserved-name", because=Words(f"“{sign_in}”为系统保留", f"“{sign_in}” is kept for the machine itself"), clause="R2a")


def subject(sign_in: str) -> str:
    """What an officer is called as the subject of an act (the log shows a pseudonym of it)."""
    return f"officer:{sign_in}"
