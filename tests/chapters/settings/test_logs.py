"""A log line says which request or job, and how it went; never who the people are. Clause R3c."""

import io
import json
import logging
import logging.config
from contextlib import contextmanager
from copy import deepcopy
from datetime import date

import psycopg
import pytest
import structlog

from tuopin.common.identity import made_up_id
from tuopin.common.refused import Refused
from tuopin.common.words import Words
from tuopin.settings import logs
from tuopin.settings.scrub import MASK, scrubbed

IDENTITY = made_up_id(date(1970, 1, 2), "male")
PHONE = f"199{0:08d}"
BANK = "62" + "0" * 17
UUID = "0f1e2d3c-4b5a-4978-8695-012345678901"
NUMBERS = [IDENTITY, PHONE, BANK]


@contextmanager
def logged():
    """The lines logged inside, read back."""
    lines, stream = [], io.StringIO()
    kept = logging.getLogger("tuopin.tests")
    handler = logging.StreamHandler(stream)
    told = deepcopy(logs.LOGGING["formatters"]["lines"])
    handler.setFormatter(told.pop("()")(**told))
    kept.addHandler(handler)
    kept.setLevel("DEBUG")
    kept.propagate = False
    try:
        yield lines
    finally:
        kept.removeHandler(handler)
        lines.extend(json.loads(line) for line in stream.getvalue().splitlines())


ours = structlog.get_logger("tuopin.tests")
theirs = logging.getLogger("tuopin.tests")


def written(number):
    """A number as people hide it."""
    yield number
    yield number.translate({ord("0") + n: ord("０") + n for n in range(10)})
    yield " ".join(number)
    yield "\u200b".join(number)
    yield f"{number[:3]}-{number[3:7]}-{number[7:]}"
    yield f"电话:{number}。"


@pytest.mark.parametrize("number", NUMBERS, ids=["identity", "phone", "bank"])
def test_a_number_is_masked_however_it_is_written(number):
    assert [scrubbed(each) for each in written(number) if MASK not in scrubbed(each)] == []


@pytest.mark.parametrize("text", ["2016-04-23", "520381", "0.1234 s", "3 of 5,000,000 rows", "张三", "", "-- … ﷺ"])
def test_what_names_nobody_stays_as_it_is(text):
    assert scrubbed(text) == text


@pytest.mark.parametrize("number", NUMBERS, ids=["identity", "phone", "bank"])
def test_no_number_passes_in_any_field_of_our_own_lines(number):
    with logged() as lines:
        for each in (*written(number), [number], {"of": number}, number.encode()):
            ours.info(str(each), route=each, kind=each, request=each, job=each, state=each, whom=each)
        if number.isdigit():
            ours.info("count", count=int(number), done=float(int(number)) if len(number) < 12 else 0)
    text = json.dumps(lines, ensure_ascii=False)
    assert (len(lines) >= 9, [each for each in written(number) if each in text.replace(f"{number}.0", "")]) == (True, [])


def test_unknown_fields_are_dropped_and_known_ones_kept():
    with logged() as lines:
        ours.info("request", method="GET", route="/households/<code>", status=200, duration=0.01, name="张三", body="{}", path="/households/1")
    (line,) = lines
    assert line.pop("at")
    assert line == {
        "event": "request", "level": "info", "logger": "tuopin.tests",
        "method": "GET", "route": "/households/<code>", "status": 200, "duration": 0.01,
    }  # fmt: skip


def test_identifiers_of_requests_and_jobs_are_whole():
    with logged() as lines:
        ours.info("request", request=UUID, job=UUID)
    assert (lines[0]["request"], lines[0]["job"]) == (UUID, UUID)


def test_what_is_bound_to_the_context_is_on_the_line_of_a_library_too():
    with logged() as lines, structlog.contextvars.bound_contextvars(request=UUID, officer="li"):
        theirs.warning("slow")
    assert (lines[0]["request"], "officer" in lines[0]) == (UUID, False)


def test_a_library_s_values_are_left_out_and_its_template_kept():
    with logged() as lines:
        theirs.warning("Not Found: %s", "/people/张秀英/")
        theirs.warning("(%.3f) %s; args=%s", 0.1, "SELECT name", ("张秀英",), extra={"sql": "SELECT", "params": ("张秀英",)})
        theirs.warning("Key (head_name)=(张秀英) already exists")
        theirs.warning("it says '张秀英' of \"张秀英\"")
        theirs.warning("GET /search?name=张秀英 failed")
        theirs.warning("first line\nDETAIL: Failing row contains (张秀英)")
    assert "张秀英" not in json.dumps(lines, ensure_ascii=False)
    assert lines[0]["event"] == "Not Found: %s"


def fail():
    raise ValueError(f"张秀英 {IDENTITY}") from Refused("no-snapshot", because=Words("张秀英", "Zhang"))


def test_an_error_is_told_by_kind_and_code_and_place_never_by_message():
    with logged() as lines:
        try:
            fail()
        except ValueError:
            ours.exception("job failed")
            theirs.exception("job failed %s", "张秀英")
    for line in lines:
        assert (line["error"], line["code"], line["where"][0].split(":")[0]) == ("ValueError < Refused", "no-snapshot", "test_logs.py")
    assert [each for each in ("张秀英", IDENTITY, "Zhang") if each in json.dumps(lines, ensure_ascii=False)] == []


def test_a_database_s_error_is_told_by_its_state():
    with logged() as lines:
        ours.warning("job failed", exc_info=psycopg.errors.UniqueViolation("Key (head_name)=(张秀英) already exists."))
    assert (lines[0]["error"], lines[0]["sqlstate"]) == ("UniqueViolation", "23505")


@pytest.mark.parametrize("name", ["django.db.backends", "django.server", "django.request", "procrastinate", "psycopg"])
def test_libraries_that_tell_requests_statements_or_arguments_are_quiet(name):
    assert logs.LOGGING["loggers"][name]["level"] == "ERROR"


def test_the_setting_is_one_that_logging_accepts():
    before = logging.root.handlers[:], logging.root.level
    levels = {name: logging.getLogger(name).level for name in logs.LOGGING["loggers"]}
    try:
        logging.config.dictConfig(deepcopy(logs.LOGGING))
        assert isinstance(logging.root.handlers[0].formatter, structlog.stdlib.ProcessorFormatter)
    finally:
        logging.root.handlers[:], logging.root.level = before
        for name, level in levels.items():
            logging.getLogger(name).setLevel(level)
