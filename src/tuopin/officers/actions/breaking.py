"""Breaking the glass: a read outside one's place, with a reason, for hours, told at once, reviewed by somebody else. Clause R2a."""

from datetime import datetime

from tuopin.common.acting import By
from tuopin.common.places import within
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.ledger.act import Act
from tuopin.ledger.actions import record
from tuopin.officers.actions.decided import decided
from tuopin.officers.models import BreakGlass, Notice
from tuopin.officers.models.break_glass import JUSTIFIED, UNJUSTIFIED
from tuopin.officers.queries import acted_by, overseers
from tuopin.officers.rules.bodies import level
from tuopin.officers.rules.days import day
from tuopin.officers.rules.names import subject
from tuopin.officers.rules.powers import may
from tuopin.officers.rules.terms import break_ends, reason

CLAUSE = "R2a"
ABOUT = "breakglass"


@decided()
def break_glass(place: str, *, because: str, hours: int, by: By, at: datetime) -> BreakGlass:
    """Look into a place that is not one's own. Whoever supervises the officer, and whoever supervises that place, is told."""
    may(by, "breakglass.open")
    kept, ends = reason(because), break_ends(at, hours)
    if level(place) is None or within(place, by.place):
        raise Refused("inside", because=Words("请写明本区划以外的区划代码", "name the code of a place outside your own"), clause=CLAUSE)
    post = acted_by(by, on=day(at))
    told = overseers(by.place, by=by, on=day(at))
    if post is None or not told:
        raise Refused(
            "nobody-to-tell",
            because=Words("没有可通知的上级，不能越区查看", "there is no supervisor to tell, so the glass stays whole"),
            remedy=Words("先由上级设置复核人员", "a reviewer at or above the place is appointed first"),
            clause=CLAUSE,
        )
    (act,) = record([Act("officers.break_glass", subject(by.officer), by.place, CLAUSE, more={"hours": hours, "looked": place})], by=by, at=at)
    broken = BreakGlass.objects.create(
        officer_id=by.officer, post=post, home=by.place, place=place, reason=kept, opened_at=at, ends_at=ends, act_id=act
    )
    posts = {each.pk: each for each in (*told, *overseers(place, by=by, on=day(at)))}
    Notice.objects.bulk_create(
        [Notice(post=each, place=each.place, about=ABOUT, matter_id=broken.pk, made_by=by.officer, made_at=at) for each in posts.values()]
    )
    return broken


@decided()
def close_break(break_id: int, *, by: By, at: datetime) -> None:
    """The officer is done looking, before the hours are over."""
    BreakGlass.objects.filter(pk=break_id, officer=by.officer, closed_at__isnull=True).update(closed_at=at)


@decided()
def review_break_glass(break_id: int, *, finding: str, by: By, at: datetime, remark: str = "") -> BreakGlass:
    """Somebody else finds the read justified or not; one that is still open ends with it."""
    may(by, "breakglass.review")
    broken: BreakGlass | None = BreakGlass.objects.select_for_update().filter(pk=break_id).first()
    if broken is None or not (within(broken.home, by.place) or within(broken.place, by.place)):
        raise Refused("no-break", because=Words("本区划内没有这一紧急查看", "there is no such break-glass read within this place"), clause=CLAUSE)
    if broken.officer_id == by.officer:
        raise Refused("four-eyes", because=Words("不能复核本人的紧急查看", "nobody reviews their own break-glass read"), clause=CLAUSE)
    if broken.reviewed_by is not None:
        raise Refused("reviewed", because=Words("已复核", "it has been reviewed already"), clause=CLAUSE)
    if finding not in {JUSTIFIED, UNJUSTIFIED}:
        raise Refused("no-finding", because=Words("结论为 justified（正当）或 unjustified（不正当）", "the finding is justified or unjustified"), clause=CLAUSE)
    broken.closed_at, broken.reviewed_by, broken.reviewed_at = broken.closed_at or min(at, broken.ends_at), by.officer, at
    broken.finding, broken.remark = finding, remark.strip()
    broken.save(update_fields=["closed_at", "reviewed_by", "reviewed_at", "finding", "remark"])
    where = broken.home if within(broken.home, by.place) else broken.place
    record([Act("officers.review", subject(broken.officer_id), where, CLAUSE, more={"finding": finding, "of": broken.act_id})], by=by, at=at)
    return broken


@decided()
def read_notice(notice_id: int, *, at: datetime) -> None:
    """A notice has been read by the post's holder."""
    Notice.objects.filter(pk=notice_id, read_at__isnull=True).update(read_at=at)
