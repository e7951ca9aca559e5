"""Tokens of the API: some of a post's powers, until a day, shown once. Clause R2a."""

import secrets
from datetime import date, datetime, timedelta

from tuopin.common.acting import By
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.models import Post, Token
from tuopin.officers.queries import acted_by, current, own, shown
from tuopin.officers.rules.days import day
from tuopin.officers.rules.names import subject
from tuopin.officers.rules.powers import BY_TOKEN, Limited, may, powers
from tuopin.officers.rules.terms import TOKEN_MARK, Random, digest, token_ends, token_powers

CLAUSE = "R2a"
NOTED_EVERY = timedelta(minutes=1)


@decided()
def issue_token(
    name: str, *, powers_asked: list[str], ends_on: date, by: By, at: datetime, random: Random = secrets.token_hex
) -> str:
    """A token of the post acted by; the text to hand over, which is kept nowhere."""
    may(by, "tokens.issue")
    token_ends(at, ends_on)
    granted = token_powers(powers_asked, powers(by) & BY_TOKEN)
    post = acted_by(by, on=day(at))
    if post is None:
        raise Refused("no-post", because=Words("令牌属于一个现任岗位", "a token belongs to a post that is held today"), clause=CLAUSE)
    prefix, secret = random(4), random(32)
    text = f"{TOKEN_MARK}_{prefix}_{secret}"
    Token.objects.create(
        officer_id=by.officer, post=post, place=post.place, name=name.strip()[:100], digest=digest(text), prefix=prefix, powers=granted,
        issued_on=day(at), ends_on=ends_on,
    )  # fmt: skip
    more = {"powers": granted, "until": ends_on.isoformat()}
    record([Act("officers.token", subject(by.officer), post.place, CLAUSE, on=day(at), more=more)], by=by, at=at)
    return text


@decided()
def revoke_token(token_id: int, *, by: By, at: datetime) -> None:
    """A token stops working: its officer's wish, or that of somebody who may lock out."""
    token = Token.objects.select_for_update().filter(pk=token_id, revoked_at__isnull=True).first()
    if token is None:
        raise Refused("no-token", because=Words("没有这一有效令牌", "there is no such working token"), clause=CLAUSE)
    if token.officer_id != by.officer:
        may(by, "officers.lock", token.place)
    token.revoked_at = at
    token.save(update_fields=["revoked_at"])
    record([Act("officers.revoke", subject(token.officer_id), by.place, CLAUSE)], by=by, at=at)


def show_token(text: str, *, at: datetime) -> Limited | None:
    """Who acts by this token, with the powers that token and post both have; None where it does not work (any more)."""
    with shown(digest(text)):
        token = Token.objects.select_related("officer").filter(digest=digest(text), revoked_at__isnull=True, ends_on__gte=day(at)).first()
        if token is None or not token.officer.is_active:
            return None
        with own(token.officer_id):
            post: Post | None = current(day(at)).filter(pk=token.post_id).first()
        if post is None:
            return None
        if token.used_at is None or at - token.used_at > NOTED_EVERY:
            Token.objects.filter(pk=token.pk).update(used_at=at)
        return Limited(token.officer_id, post.body, post.place, powers=frozenset(token.powers))
