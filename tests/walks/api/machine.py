"""schemathesis asks the whole API what its document says may be asked: no fault of ours, no status, shape or header it does not tell."""

import json
from contextlib import suppress
from unittest.mock import patch

import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from chapters.api.asking import officer
from office.filled import fill, made

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance, response_schema_conformance]
COUNTY = "520381"
NATION = ("national_leading_group", "")
SECRET = "a" * 32


def document():
    """The API's document as it is served."""
    from tuopin.api.door import api

    return json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))


def operations():
    """Method and path of everything there is to ask."""
    return [f"{method.upper()} {path}" for path, methods in document()["paths"].items() for method in methods]


def schema():
    config = schemathesis.Config.from_dict({"generation": {"with-security-parameters": False, "database": "none"}})
    return schemathesis.openapi.from_dict(document(), config=config)


def lived_in():
    """An office with a small county, frozen and assessed; real names of what is in it, by parameter."""
    from django.utils import timezone

    from tuopin.assessment import queries
    from tuopin.jobs import actions, worker
    from tuopin.standard.edition import listed

    fill(COUNTY, households=12)
    by = officer(*NATION).by
    job = actions.start("snapshot.freeze", {"place": COUNTY, "year": 2016}, by=by, at=timezone.now())
    worker.run_until_empty()
    snapshot = queries.snapshots(COUNTY, by=by)[0].digest
    actions.start("assessment.run", {"snapshot": snapshot, "edition": listed()[0].name}, by=by, at=timezone.now())
    worker.run_until_empty()
    return real(str(job.id), queries.runs(COUNTY, by=by)[0].id)


def real(job, run):
    person = made(COUNTY, households=12)["person"].row(0, named=True)
    return {
        "/households/{code}": person["household_code"], "/persons/{code}": person["person_code"], "/places/{code}": person["village_code"],
        "/acts/of/{kind}/{code}": person["household_code"], "/jobs/{number}": job, "/runs/{number}": run,
    }  # fmt: skip


class Machine:
    """One officer's questions, or nobody's, put by a machine."""

    def __init__(self, asker, known):
        from tuopin.web.wsgi import application

        self.app, self.known, self.schema = application, known, schema()
        self.headers = dict(asker.headers) if asker else {}
        if asker and not asker.headers:
            session = asker.client.cookies["tuopin_session"].value
            self.headers = {"Cookie": f"tuopin_session={session}; csrftoken={SECRET}", "X-CSRFToken": SECRET}

    def ask(self, name, *, examples):
        """Ask one operation: what fits its document, and what does not."""
        method, path = name.split()
        operation = self.schema[path][method]
        for mode in GenerationMode:
            self._asked(operation, path, operation.as_strategy(generation_mode=mode), examples)

    def _asked(self, operation, path, strategy, examples):
        known = next((value for begin, value in self.known.items() if path.startswith(f"/api/v1{begin}")), None)
        parameter = next((part[1:-1] for part in path.split("/") if part.startswith("{")), None)

        @settings(max_examples=examples, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
        @given(case=strategy, really=st.booleans())
        def asked(case, really):
            if really and known is not None and parameter in (case.path_parameters or {}):
                case.path_parameters[parameter] = known
            response = case.call(app=self.app, headers=self.headers)
            case.validate_response(response, checks=CHECKS)

        with unhurried(), suppress(Unsatisfiable):  # where nothing is asked, nothing can be asked wrongly
            asked()


def unhurried():
    """Nobody is told that they ask too often."""
    from tuopin.api.door import api

    return patch.object(api.throttle[0], "num_requests", 10**9)
