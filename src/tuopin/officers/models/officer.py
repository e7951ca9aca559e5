"""An officer: who signs in. What an officer may do comes from posts alone. Clause R2a."""

import secrets
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.crypto import salted_hmac

from tuopin.officers.rules.names import PATTERN, RESERVED

LANGUAGES = (("zh", "中文"), ("en", "English"))


def new_mark() -> str:
    """A mark that every session of an officer carries; a new one ends them all."""
    return secrets.token_hex(16)


class Officer(AbstractBaseUser):
    """One person, for good: a name to sign in with that is never given again, no superuser, no staff."""

    sign_in = models.TextField(unique=True)
    display_name = models.TextField()
    language = models.TextField(choices=LANGUAGES, default="zh")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    mark = models.TextField(default=new_mark)

    objects: ClassVar = BaseUserManager()

    USERNAME_FIELD = "sign_in"
    REQUIRED_FIELDS: ClassVar = ["display_name"]

    class Meta:
        """Read before anybody is known, so under no place; officers are listed through their posts."""

        db_table = "officers_officer"
        constraints = (
            models.CheckConstraint(condition=models.Q(sign_in__regex=PATTERN), name="officers_officer_name"),
            models.CheckConstraint(condition=~models.Q(sign_in__in=RESERVED), name="officers_officer_not_reserved"),
        )

    def __str__(self) -> str:
        """The name signed in with."""
        return self.sign_in

    @property
    def is_active(self) -> bool:
        """Whether signing in is possible at all."""
        return self.ended_at is None and self.locked_at is None

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions end when the password or the mark changes."""
        salt = "tuopin.officers.Officer.session"
        return salted_hmac(salt, f"{self.password}\n{self.mark}", secret=secret, algorithm="sha256").hexdigest()
