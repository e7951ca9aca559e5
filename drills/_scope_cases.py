"""How each route, page, export and kind of job is asked about a place: the drill of scopes and a fast test read this list.

`{…}` in an address or a body stands for something of the side that is asked about: the asker's own county, or another. A route, page
or kind of job that is not here fails both.
"""

from collections.abc import Callable
from typing import Any, NamedTuple


class Upload(NamedTuple):
    """A form with a file."""

    fields: dict[str, str]
    name: str
    file: str


Body = Callable[[Any], Any] | None
WHY = "asked by the drill of scopes"
DAY = "2016-06-01"


def _freezing(s: Any) -> Any:
    return {"place": s.county, "year": 2016}


API: dict[str, tuple[str, Body]] = {
    "GET /me": ("/me", None),
    "GET /places": ("/places", None),
    "GET /places/{code}": ("/places/{county}", None),
    "GET /places/{code}/children": ("/places/{county}/children", None),
    "GET /places/{code}/chain": ("/places/{village}/chain", None),
    "GET /places/{code}/successors": ("/places/{village}/successors", None),
    "POST /successions": (
        "/successions", lambda s: {"codes": {s.village: s.village[:-3] + "998"}, "on": DAY, "reason": WHY},
    ),
    "GET /households/{code}": ("/households/{household}", None),
    "GET /persons/{code}": ("/persons/{person}", None),
    "GET /households/{code}/history": ("/households/{household}/history", None),
    "GET /persons/{code}/history": ("/persons/{person}/history", None),
    "GET /households/{code}/standing/{quarter}": ("/households/{household}/standing/2016-Q4", None),
    "POST /search": ("/search", lambda s: {"text": s.name, "place": s.county}),
    "GET /imports": ("/imports", None),
    "POST /imports": ("/imports", lambda s: Upload({"place": s.county, "year": "2016"}, "files", "drill.csv")),
    "GET /imports/{number}": ("/imports/{batch}", None),
    "GET /imports/{number}/villages": ("/imports/{batch}/villages", None),
    "GET /imports/{number}/villages/{village}/{table}": ("/imports/{batch}/villages/{village}/household", None),
    "GET /imports/{number}/villages/{village}/{table}/missing": ("/imports/{batch}/villages/{village}/household/missing", None),
    "GET /imports/{number}/households/{code}": ("/imports/{batch}/households/{household}", None),
    "GET /imports/{number}/problems": ("/imports/{batch}/problems", None),
    "POST /imports/{number}/accept": ("/imports/{batch}/accept", lambda _: {"reason": WHY}),
    "POST /imports/{number}/withdraw": ("/imports/{batch}/withdraw", lambda _: {"reason": WHY}),
    "POST /imports/{number}/files": ("/imports/{batch}/files", lambda _: {}),
    "GET /cross-lists": ("/cross-lists", None),
    "POST /cross-lists": (
        "/cross-lists", lambda s: Upload({"kind": "vehicles", "source": "x", "as_of": DAY, "place": s.county}, "file", "drill.csv"),
    ),
    "GET /cross-lists/{number}": ("/cross-lists/{list}", None),
    "GET /cross-lists/{number}/rows": ("/cross-lists/{list}/rows", None),
    "POST /changes/{number}/take-back": ("/changes/{change}/take-back", lambda _: {"reason": WHY}),
    "POST /reveals": ("/reveals", lambda s: {"kind": "person.id_number", "code": s.person, "reason": WHY}),
    "GET /villages/{code}/households": ("/villages/{village}/households", None),
    "GET /erasures": ("/erasures", None),
    "POST /erasures": ("/erasures", lambda s: {"person": s.person, "reason": WHY}),
    "POST /erasures/{number}/approve": ("/erasures/{erasure}/approve", lambda _: {}),
    "GET /snapshots": ("/snapshots?place={county}", None),
    "POST /snapshots": ("/snapshots", _freezing),
    "GET /editions": ("/editions", None),
    "GET /runs": ("/runs?place={county}", None),
    "POST /runs": ("/runs", lambda s: {"snapshot": s.snapshot, "edition": s.edition}),
    "GET /runs/{number}": ("/runs/{run}", None),
    "GET /runs/{number}/counts": ("/runs/{run}/counts?place={county}", None),
    "GET /runs/{number}/lists/{kind}": ("/runs/{run}/lists/may_leave?place={county}", None),
    "GET /runs/{number}/places/{code}": ("/runs/{run}/places/{county}", None),
    "GET /runs/{number}/households/{code}": ("/runs/{run}/households/{household}", None),
    "GET /runs/{number}/households/{code}/why": ("/runs/{run}/households/{household}/why?names=true", None),
    "POST /exports/register": ("/exports/register", lambda s: {"place": s.county}),
    "POST /exports/verdicts": ("/exports/verdicts", lambda s: {"place": s.county, "run": s.run}),
    "POST /exports/numbers": ("/exports/numbers", lambda s: {"place": s.county}),
    "POST /exports/acts": ("/exports/acts", lambda s: {"place": s.county}),
    "GET /jobs": ("/jobs?place={county}", None),
    "GET /jobs/{number}": ("/jobs/{job}", None),
    "POST /jobs/{number}/cancel": ("/jobs/{job}/cancel", lambda _: {}),
    "POST /jobs/{number}/retry": ("/jobs/{job}/retry", lambda _: {}),
    "GET /jobs/{number}/files": ("/jobs/{job}/files", None),
    "GET /files/{number}": ("/files/{file}", None),
    "GET /ledger": ("/ledger", None),
    "GET /ledger/checkpoint": ("/ledger/checkpoint", None),
    "GET /ledger/policy": ("/ledger/policy", None),
    "POST /ledger/cosignatures": ("/ledger/cosignatures", lambda _: {"lines": ["— nobody AAAA"]}),
    "GET /acts": ("/acts?place={county}", None),
    "GET /acts/of/{kind}/{code}": ("/acts/of/household/{household}", None),
    "GET /acts/{number}/proof": ("/acts/{act}/proof", None),
    "GET /officers": ("/officers?place={county}", None),
    "POST /invitations": ("/invitations", lambda s: {"sign_in": "drilled", "name": "x", "body": "village_committees", "place": s.village}),
    "DELETE /invitations/{number}": ("/invitations/{invitation}", None),
    "POST /posts/{number}/end": ("/posts/{post}/end", lambda _: {}),
    "POST /officers/{sign_in}/lock": ("/officers/{officer}/lock", lambda _: {}),
    "POST /officers/{sign_in}/unlock": ("/officers/{officer}/unlock", lambda _: {}),
    "POST /tokens": ("/tokens", lambda s: {"name": "x", "powers": ["register.read"], "ends_on": s.tomorrow}),
    "DELETE /tokens/{number}": ("/tokens/{token}", None),
    "POST /breaks": ("/breaks", lambda s: {"place": s.county, "reason": WHY, "hours": 1}),
    "GET /breaks": ("/breaks", None),
    "POST /breaks/{number}/review": ("/breaks/{glass}/review", lambda _: {"finding": "justified"}),
    "POST /officers/{sign_in}/kin": ("/officers/{officer}/kin", lambda s: {"households": [s.household]}),
}
# Writes that name another place and are allowed: one looks there by breaking glass, the supervisor is told; the rest is about oneself.
ABOUT_ONESELF = frozenset(("POST /tokens", "POST /breaks", "POST /ledger/cosignatures"))
# Answers that are the same for everybody, and public: how far the log is, how places are called.
PUBLIC = frozenset(("GET /ledger", "GET /ledger/checkpoint", "GET /ledger/policy", "ledger", "log", "policy", "verify"))

# A proof ends in the newest checkpoint, which is public and goes on: its marks are looked for, its bytes are not compared.
GOES_ON = frozenset(("GET /acts/{number}/proof", "proof_part", "act"))
# What watches the machine: not ready, where no worker runs; its counts go on. Marks are looked for, bytes are not compared.
MACHINE = frozenset(("readyz", "healthz", "metrics"))

SAMPLES: dict[str, Callable[[Any], Any]] = {
    "day": lambda _: DAY,
    "household": lambda s: s.household,
    "households": lambda s: [s.household],
    "person": lambda s: s.person,
    "persons": lambda s: [s.person],
    "village": lambda s: s.village,
    "code": lambda s: s.household,
    "relation": lambda _: "other",
    "relations": lambda s: {s.person: "other"},
    "facts": lambda _: {"name": "某某", "sex": "male", "relation": "other", "birth_on": "1990-01-01"},
    "members": lambda _: [{"name": "某某", "sex": "male", "relation": "head", "birth_on": "1990-01-01"}],
    "table": lambda _: "household",
    "year": lambda _: 2016,
    "text": lambda _: "x",
}


def event(form: Any) -> Callable[[Any], Any]:
    """What a form of an event asks, about a side; the facts are those that the form's own fields allow."""

    def asked(s: Any) -> Any:
        told = {ask.name: _answer(ask, s) for ask in form.asks if ask.required or ask.name == "facts"}
        if form.kind == "correction":
            told["facts"] = {"group_name": "x"}
        return {"reason": WHY, **told}

    return asked


def _answer(ask: Any, s: Any) -> Any:
    names = {field.name for field in ask.fields}
    answer = SAMPLES[str(ask.kind)](s)
    if ask.name == "household":
        return {"status": "registered"}
    return {name: value for name, value in answer.items() if name in names} if str(ask.kind) == "facts" and names else answer


def api(forms: Any) -> dict[str, tuple[str, Body]]:
    """Every case of a route; events are asked as their forms are declared."""
    return API | {f"POST /events/{form.kind}": (f"/events/{form.kind}", event(form)) for form in forms.values()}


Fields = Callable[[Any], dict[str, str]] | None
PAGES: dict[str, tuple[str, Fields]] = {
    "healthz": ("", None),
    "readyz": ("", None),
    "metrics": ("", None),
    "language": ("", lambda _: {"language": "en"}),
    "invitation": ("", None),
    "ledger": ("", None),
    "policy": ("", None),
    "log": ("checkpoint", None),
    "verify": ("", None),
    "home": ("", None),
    "place": ("{county}", None),
    "posts": ("", None),
    "switch": ("", lambda s: {"post": str(s.post)}),
    "look": ("", lambda s: {"glass": str(s.glass)}),
    "sessions": ("", None),
    "households": ("?q={name}&text={name}&place={county}", None),
    "household": ("{household}", None),
    "history": ("{household}", None),
    "reveal": ("{household}", lambda s: {"kind": "person.id_number", "code": s.person, "reason": WHY}),
    "erasures": ("", lambda s: {"code": s.person, "reason": WHY}),
    "approve_erasure": ("{erasure}", lambda _: {}),
    "cross_lists": ("", None),
    "bring_cross_list": ("", lambda s: {"kind": "vehicles", "source": "x", "as_of": DAY, "place": s.county}),
    "cross_list": ("{list}", None),
    "events": ("?household={household}", None),
    "event": ("correction", lambda s: {"table": "household", "code": s.household, "facts.group_name": "x", "reason": WHY}),
    "take_back": ("{change}", lambda _: {"reason": WHY}),
    "act": ("{act}", None),
    "proof_part": ("{act}|proof", None),
    "imports": ("", None),
    "new_import": ("", lambda s: {"place": s.county, "year": "2016"}),
    "import": ("{batch}", None),
    "import_village": ("{batch}|{village}", None),
    "import_household": ("{batch}|{household}", None),
    "accept_import": ("{batch}", lambda _: {"reason": WHY}),
    "withdraw_import": ("{batch}", lambda _: {"reason": WHY}),
    "import_files": ("{batch}", lambda _: {}),
    "runs": ("?place={county}", None),
    "freeze": ("", lambda s: {"place": s.county, "year": "2016"}),
    "assess": ("", lambda s: {"snapshot": s.snapshot, "edition": s.edition}),
    "run": ("{run}|?place={county}", None),
    "run_list": ("{run}|may_leave|?place={county}", None),
    "exports": ("?place={county}", lambda s: {"what": "register", "place": s.county}),
    "jobs": ("?place={county}", None),
    "job": ("{job}", None),
    "cancel_job": ("{job}", lambda _: {}),
    "retry_job": ("{job}", lambda _: {}),
    "file": ("{file}", None),
    "officers": ("?place={county}", None),
    "invite": ("", lambda s: {"sign_in": "drilled2", "name": "x", "body": "village_committees", "place": s.village, "language": "zh"}),
    "withdraw_invitation": ("{invitation}", lambda _: {}),
    "end_post": ("{post}", lambda _: {}),
    "renew": ("{officer}", lambda _: {}),
    "lock": ("{officer}", lambda _: {}),
    "unlock": ("{officer}", lambda _: {}),
    "out": ("{officer}", lambda _: {}),
    "tokens": ("", lambda s: {"name": "x", "powers": "register.read", "ends_on": s.tomorrow}),
    "revoke": ("{token}", lambda _: {}),
    "breaks": ("", None),
    "review": ("{glass}", lambda _: {"finding": "justified"}),
    "close_break": ("{glass}", lambda _: {}),
    "read_notice": ("{notice}", lambda _: {}),
    "kin": ("", None),
}
# Pages that would end the asker's own session, or make a look outside that is allowed and told of.
LEFT_OUT = {"out_everywhere": "ends the sessions of who asks; it names nobody else"}

JOBS: dict[str, Callable[[Any], dict[str, Any]]] = {
    "snapshot.freeze": _freezing,
    "assessment.run": lambda s: {"snapshot": s.snapshot, "edition": s.edition},
    "export": lambda s: {"what": "register", "place": s.county},
    "export verdicts": lambda s: {"what": "verdicts", "place": s.county, "run": s.run},
    "export.numbers": lambda s: {"place": s.county},
    "export.acts": lambda s: {"place": s.county},
    "import.files": lambda s: {"batch": s.batch},
    "register.stage": lambda s: {"batch": s.batch},
    "register.accept": lambda s: {"batch": s.batch, "reason": WHY},
    "register.withdraw": lambda s: {"batch": s.batch, "reason": WHY},
    "cross_list.import": lambda s: {"file": s.upload, "kind": "deaths", "source": "drill", "as_of": DAY, "place": s.county},
}

TABLES = {
    "register_place": "how places are called and what they lie in is public",
    "register_successor": "which code follows which is public",
    "ledger_entry": "the order of the log is public: numbers only",
    "ledger_pending": "numbers of acts that wait for their place in the log",
    "ledger_checkpoint": "signed and published",
    "officers_officer": "asked at sign-in, before anybody acts anywhere: sign-in name, shown name, password hash",
    "officers_kin": "an officer and a pseudonym; asked of every act by a trigger",
    "officers_deciding": "kinds of acts",
    "officers_duty": "matter, duty, officer: separation of duties holds across places",
    "jobs_duty": "when the system's duties were last done",
    "django_session": "a key and an opaque text, asked before anybody acts",
    "django_migrations": "the program's own",
    "django_content_type": "the program's own",
    "auth_group": "not used", "auth_group_permissions": "not used", "auth_permission": "the program's own",
    "account_emailaddress": "not used: nothing is mailed", "account_emailconfirmation": "not used: nothing is mailed",
    "mfa_authenticator": "second factors, sealed; asked at sign-in",
    "socialaccount_socialaccount": "who the office's own directory vouches for; asked at sign-in",
    "socialaccount_socialapp": "not used: set by environment variables",
    "socialaccount_socialtoken": "not used",
    "axes_accessattempt": "failures to sign in, before anybody acts", "axes_accessattemptexpiration": "failures to sign in",
    "axes_accessfailurelog": "failures to sign in", "axes_accesslog": "who signed in, before anybody acts",
    "procrastinate_jobs": "the queue: a job's number and nothing else", "procrastinate_events": "the queue", "procrastinate_workers": "the queue",
    "procrastinate_periodic_defers": "the queue",
}  # fmt: skip
