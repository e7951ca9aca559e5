"""Households: found within a place, one looked at (which is kept), its history, a number opened with a reason. Clauses R2a, R3c."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from tuopin.assessment import queries as assessed
from tuopin.assessment.wording import SIGNS, VERDICTS
from tuopin.common.refused import BadInput
from tuopin.common.words import Words
from tuopin.ledger import queries as acts
from tuopin.officers.rules.powers import may, powers
from tuopin.register.actions import reveal as reads
from tuopin.register.forms import FORMS
from tuopin.register.queries import households as register
from tuopin.register.queries import listing
from tuopin.register.queries.history import history as history_of
from tuopin.register.queries.search import search
from tuopin.web import fields, naming
from tuopin.web.event_fields import named
from tuopin.web.refusals import WRITING, No, attempt, page
from tuopin.web.telling import facts_of, lines_of, months_of, years_of

MAIN = (
    "members", "wage_income", "business_income", "property_income", "transfer_income", "business_cost", "net_income", "net_income_per_head", "food_secure",
    "clothing_secure", "dangerous_house", "house_grade", "safe_water", "low_allowance",
)  # fmt: skip
NOBODY = Words("没有这一户，或不在本岗位的区划之内", "there is no such household, or it is not within the place of this post")
ACTS = {
    "register.import": Words("导入", "import"),
    "register.import-withdrawn": Words("撤回导入", "import taken back"),
    "register.take_back": Words("撤销登记", "event taken back"),
    "register.again": Words("删除个人后重新记录", "bound again after an erasure"),
    "privacy.reveal": Words("查看号码", "a number revealed"),
    "privacy.erase": Words("删除个人信息", "a person erased"),
} | {form.act: form.words for form in FORMS.values()}


class Looking(forms.Form):
    """Whom somebody looks for, and where."""

    text = fields.text(
        Words("姓名、户编号或完整证件号码", "name, household number or whole document number"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    place = fields.text(Words("区划代码", "place code"), max_length=12, required=False)


class Revealing(forms.Form):
    """Which number, and why."""

    of = forms.CharField(max_length=80)
    reason = fields.text(
        Words("理由", "reason"),
        Words("记入日志，供监督检查；不要写号码", "kept, for whoever supervises; leave numbers out of it"),
        long=True,
        max_length=500,
    )


@never_cache
@sensitive_post_parameters()
@page("register.read", methods=WRITING)
def found(request: Any) -> HttpResponse:
    """Households of a village, or people looked for; what was typed is in no address and no log."""
    asked = request.POST if request.method == "POST" else request.GET
    code = asked.get("place", "").strip() or request.by.place
    may(request.by, "register.read", code)
    more: dict[str, Any] = {"code": code, "name": naming.whole(code), "form": Looking(initial={"place": code})}
    if request.method == "POST":
        return _searched(request, code, more)
    if len(code) == 12:
        more["listed"] = listing.of_village(code, after=request.GET.get("after") or None)
    return render(request, "pages/households.html", more)


def _searched(request: Any, code: str, more: dict[str, Any]) -> HttpResponse:
    form = Looking(request.POST)
    told: No | None = None
    hits = None
    if form.is_valid():
        after = request.POST.get("after") or None
        hits, told = attempt(lambda: search(form.cleaned_data["text"], place=code, after=after, limit=50))
        if hits:
            reads.log_read("search", code or "-", place=code, by=request.by, at=timezone.now())
    status = told.status if told else 422 if form.errors else 200
    places = naming.names([each.village_code for each in hits.found]) if hits else {}
    return render(request, "pages/households.html", {**more, "form": form, "hits": hits, "no": told, "places": places}, status=status)


@never_cache
@page("register.read")
def household(request: Any, code: str) -> HttpResponse:
    """One household; this look is kept."""
    return _page(request, code)


def _page(request: Any, code: str, **more: Any) -> HttpResponse:
    told = register.household(code)
    if told is None:
        raise BadInput(code, NOBODY)
    _looked(request, "household", code, village=told.village)
    kept = {
        "told": told,
        "chain": [each for each in told.places if each.code.startswith(request.by.place)],
        "facts": facts_of("household", told.facts),
        "years": years_of("household_year", told.years, only=MAIN),
        "more_years": years_of("household_year", told.years, but=MAIN),
        "members": _members(told),
        "verdict": _verdict(request, code),
        "signs": SIGNS,
        "verdicts": VERDICTS,
        "acts": _acts(told),
        "named": ACTS,
        "links": history_of(code).links,
        "events": [named(form) for form in FORMS.values() if form.power in powers(request.by) and form.kind != "new_household"],
    }
    status = more["no"].status if more.get("no") else 200
    return render(request, "pages/household.html", {**kept, **more}, status=status)


def _members(told: Any) -> list[dict[str, Any]]:
    return [
        {
            "code": member["person_code"],
            "facts": member,
            "shown": facts_of("person", member),
            "years": months_of(told.person_years.get(member["person_code"], {})),
        }
        for member in told.members
    ]


def _verdict(request: Any, code: str) -> Any:
    """Why the newest run found what it found; nothing where no run has judged the household, or its files are away."""
    if "assessment.read" not in powers(request.by):
        return None
    told, refusal = attempt(lambda: assessed.why(code, by=request.by, names=True))
    return {"told": told, "no": refusal if refusal and refusal.status != 422 else None}


def _acts(told: Any) -> list[Any]:
    subjects = [f"household/{told.code}", *(f"person/{member['person_code']}" for member in told.members)]
    found = [each for subject in subjects for each in acts.acts_of(subject, most=20)]
    return sorted(found, key=lambda each: -each.id)[:40]


@never_cache
@page("register.read")
def history(request: Any, code: str) -> HttpResponse:
    """Every version: who, when, why; what it said."""
    told = history_of(code)
    if not told.lines:
        raise BadInput(code, NOBODY)
    village = next((str(line.facts["village_code"]) for line in told.lines if line.facts.get("village_code")), request.by.place)
    _looked(request, "history", code, village=village)
    return render(request, "pages/history.html", {"told": told, "changes": lines_of(told), "named": ACTS, "code": code})


@never_cache
@sensitive_post_parameters()
@page("privacy.reveal", methods=("POST",))
def reveal(request: Any, code: str) -> HttpResponse:
    """A number of the household or of a member, opened once, with a reason: an act."""
    form = Revealing(request.POST)
    if not form.is_valid():
        return _page(request, code, revealing=form)
    kind, _, of = form.cleaned_data["of"].partition(" ")
    reason = form.cleaned_data["reason"]
    number, told = attempt(lambda: reads.reveal(kind, of, reason=reason, by=request.by, at=timezone.now()))
    if told:
        return _page(request, code, revealing=form, no=told)
    return render(request, "pages/revealed.html", {"number": number, "code": code, "of": of, "reason": reason})


def _looked(request: Any, what: str, code: str, *, village: str) -> None:
    """The look is kept."""
    reads.log_read(what, code, place=village, by=request.by, at=timezone.now())


for _view in (found, household, history, reveal):
    _view.way = "households"
