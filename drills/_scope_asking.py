"""Who asks in the drill of scopes, and what: the routes of the API's own document, the pages of the web door's own addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple, Self

import _scope_cases as cases
import _scope_world as world

WRITES = frozenset(("POST", "PUT", "PATCH", "DELETE"))
NEVER = "login"


class Which(NamedTuple):
    """One question: its name, its method, how its address and body are made for a side."""

    name: str
    method: str
    address: Any
    body: Any
    page: bool
    power: str | None = None
    about_oneself: bool = False


@dataclass(frozen=True)
class Asks:
    """Everything there is to ask, and what has no case."""

    reads: list[Which]
    writes: list[Which]
    without: list[str]

    @property
    def count(self) -> int:
        """How many."""
        return len(self.reads) + len(self.writes)

    @classmethod
    def all(cls, only: str = "") -> Self:
        """The document's routes and the pages."""
        made = [each for each in (*routes(), *pages()) if only in each.name]
        return cls([each for each in made if each.method not in WRITES or each.name == "POST /search"],
                   [each for each in made if each.method in WRITES and each.name != "POST /search"], [*routes_without(), *pages_without()])  # fmt: skip


def document() -> dict[str, Any]:
    """Method and path to what the document says."""
    from tuopin.api.door import api

    told = api.get_openapi_schema(path_prefix="")
    return {f"{method.upper()} {path}": of for path, methods in told["paths"].items() for method, of in methods.items()}


def of_routes() -> dict[str, tuple[str, cases.Body]]:
    from tuopin.register.forms import FORMS

    return cases.api(FORMS)


def routes_without() -> list[str]:
    """Routes without a case, and cases without a route."""
    return sorted(set(document()) ^ set(of_routes()))


def routes() -> Iterator[Which]:
    told, known = document(), of_routes()
    for name in told:
        if name in known:
            address, body = known[name]
            yield Which(name, name.split()[0], lambda side, text=address: "/api/v1" + formatted(text, side), body, page=False, power=told[name].get("x-power"))


def formatted(text: str, side: world.Side) -> str:
    """The address of a side's thing."""
    return text.format_map(_Of(side))


class _Of(dict):  # type: ignore[type-arg]
    def __init__(self, side: world.Side) -> None:
        super().__init__()
        self.side = side

    def __missing__(self, name: str) -> Any:
        return getattr(self.side, name)


def named() -> dict[str, Any]:
    """Every page by its name; those of the API and of signing in are left to others: they know no place."""
    from django.urls import URLPattern, get_resolver

    patterns = [each for each in get_resolver().url_patterns if isinstance(each, URLPattern)]
    return {str(each.name or each.pattern): each for each in patterns}


def pages_without() -> list[str]:
    """Pages without a case, and cases without a page."""
    return sorted(set(named()) ^ (set(cases.PAGES) | set(cases.LEFT_OUT)))


def pages() -> Iterator[Which]:
    """A page is looked at; one with fields is sent as well."""
    for name, pattern in named().items():
        if name not in cases.PAGES:
            continue
        told, fields = cases.PAGES[name]
        address = _address(name, pattern, told)
        yield Which(name, "GET", address, None, page=True)
        if fields:
            yield Which(f"{name} (sent)", "POST", address, fields, page=True, about_oneself=name in ONESELF)


ONESELF = frozenset(("language", "switch", "look", "tokens", "close_break"))


def _address(name: str, pattern: Any, told: str) -> Any:
    from django.urls import reverse

    converters = list(pattern.pattern.converters)

    def made(side: world.Side) -> str:
        parts = [formatted(part, side) for part in told.split("|") if part]
        query = parts.pop() if parts and parts[-1].startswith("?") else ""
        return reverse(name, kwargs=dict(zip(converters, parts, strict=True))) + query

    return made


class Answer(NamedTuple):
    """What was told."""

    status: int
    text: str
    told_itself: tuple[str, ...]
    page: bool

    @property
    def done(self) -> bool:
        """Whether something may have been done: an answer of success that is no form shown again."""
        return self.status < (300 if not self.page else 200)

    def without(self, side: world.Side) -> str:
        """The text without what the asker said: an echo is no news."""
        text = self.text
        for each in sorted(self.told_itself, key=len, reverse=True):
            text = text.replace(each, "#")
        return f"{self.status} {text}"


class Asker:
    """One officer, by a session or a token; or nobody."""

    def __init__(self, name: str, by: Any, client: Any, *, token: str | None = None) -> None:
        """With a browser of its own."""
        self.name, self.by, self.client, self.token = name, by, client, token

    @property
    def everywhere(self) -> bool:
        """Whether nothing is outside for this one."""
        return self.by is not None and not self.by.place

    @property
    def powers(self) -> frozenset[str]:
        """What it may do."""
        from tuopin.officers.rules.powers import powers

        return powers(self.by) if self.by else frozenset()

    def ask(self, which: Which, side: world.Side) -> Answer:
        """Ask about a side."""
        import json

        from django.core.cache import cache

        cache.clear()
        address, body = which.address(side), which.body(side) if which.body else None
        more = {"HTTP_AUTHORIZATION": f"Bearer {self.token}"} if self.token else {}
        if which.method == "GET":
            response = self.client.get(address, **more)
        elif which.page:
            response = self.client.post(address, body or {}, **more)
        elif isinstance(body, cases.Upload):
            from django.core.files.uploadedfile import SimpleUploadedFile

            response = self.client.post(address, {**body.fields, body.name: SimpleUploadedFile(body.file, b"a,b")}, **more)
        else:
            response = self.client.generic(which.method, address, json.dumps({} if body is None else body), content_type="application/json", **more)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        text = content.decode("utf-8", "replace") + response.headers.get("Location", "")
        return Answer(response.status_code, text, _said(address, body, side), which.page)


def _said(address: str, body: Any, side: world.Side) -> tuple[str, ...]:
    """What the asker said: the names of the side's things that stand in its question."""
    import json

    question = address + json.dumps(body, ensure_ascii=False, default=str)
    things = [str(value) for name, value in vars(side).items() if isinstance(value, str)] + [str(value) for value in side.numbers.values()]
    return tuple(each for each in things if len(each) > 3 and each in question)


def browser() -> Any:
    from django.test import Client

    return Client(raise_request_exception=False, HTTP_HOST="localhost", HTTP_ACCEPT_LANGUAGE="en")


def askers(side: world.Side) -> list[Asker]:
    """An officer of every body that sits somewhere around the side, by session; the county's office by a token too; and nobody."""
    from tuopin.officers import actions, queries
    from tuopin.officers.rules.bodies import BODIES
    from tuopin.officers.rules.powers import BY_TOKEN, OF_BODY
    from tuopin.settings.scope import acting

    made = [Asker("nobody", None, browser())]
    for number, body in enumerate(BODIES.values()):
        by = world.officer(f"asker{number}", body.token, world.place_of(body, side))
        client = browser()
        client.force_login(queries.officer(by.officer), backend=world.BACKEND)
        made.append(Asker(body.token, by, client))
        if body.token == "county_office":  # noqa: S105
            with acting(by):
                held = sorted(OF_BODY[body.token] & BY_TOKEN)
                token = actions.issue_token("drill", powers_asked=held, ends_on=world.now().date() + timedelta(days=9), by=by, at=world.now())
            made.append(Asker("county_office by token", by, browser(), token=token))
    return made
