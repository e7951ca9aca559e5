"""Every request has a name, and one line in the log that names no person. Clause R3c."""

from types import SimpleNamespace
from uuid import UUID

import pytest
import structlog
from django.http import HttpResponse
from django.test import RequestFactory

from tuopin.web.requests import HEADER, request_id

GIVEN = "0f1e2d3c-4b5a-4978-8695-a0b1c2d3e4f5"


def answered(path="/households/520381001001/?name=张秀英", *, route="households/<code>/", status=200, **headers):
    """An answer, and the lines logged meanwhile."""
    seen = []

    def view(request):
        request.resolver_match = SimpleNamespace(route=route) if route is not None else None
        seen.append(structlog.contextvars.get_contextvars().get("request"))
        return HttpResponse(status=status)

    request = RequestFactory().get(path, headers=headers)
    with structlog.testing.capture_logs() as lines:
        response = request_id(view)(request)
    return response, lines, seen


def test_the_answer_the_context_and_the_line_carry_one_name():
    response, (line,), seen = answered()
    assert (UUID(response[HEADER]).version, seen) == (4, [response[HEADER]])
    assert {name: line[name] for name in ("event", "method", "route", "status")} == {
        "event": "request", "method": "GET", "route": "/households/<code>/", "status": 200,
    }  # fmt: skip


def test_neither_path_nor_query_is_in_the_line():
    _, (line,), _ = answered()
    assert (set(line), "张秀英" in str(line), "520381001001" in str(line)) == (
        {"event", "log_level", "method", "route", "status", "duration"}, False, False,
    )  # fmt: skip


def test_the_name_that_the_server_in_front_gave_is_kept():
    assert answered(**{HEADER: GIVEN})[0][HEADER] == GIVEN


@pytest.mark.parametrize("given", ["", "1", f"{GIVEN}\nx", "张秀英", f"199{0:08d}", GIVEN.upper() + "0"])
def test_a_name_that_is_none_is_not_taken_over(given):
    request = RequestFactory().get("/")
    request.META["HTTP_X_REQUEST_ID"] = given
    assert request_id(lambda _: HttpResponse())(request)[HEADER] != given


@pytest.mark.parametrize(("status", "level"), [(200, "info"), (404, "info"), (499, "info"), (500, "error"), (503, "error")])
def test_a_fault_of_ours_is_an_error(status, level):
    assert answered(status=status)[1][0]["log_level"] == level


def test_a_request_that_met_no_route_has_none_in_its_line():
    assert answered(route=None, status=404)[1][0]["route"] == ""


def test_no_name_is_left_behind_for_the_next_request():
    answered()
    assert "request" not in structlog.contextvars.get_contextvars()
