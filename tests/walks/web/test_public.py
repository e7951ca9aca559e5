"""The log's files, health, readiness and figures, for whoever watches (W4b, R3c)."""

import pytest

from walks.web.looking import Person


@pytest.fixture(scope="module")
def nobody(county):
    return Person()


def test_the_checkpoint_is_text_that_is_asked_for_anew_each_time(nobody):
    answer = nobody.get("/log/checkpoint")
    assert b"".join(answer.streaming_content).startswith(b"tests.example/log\n")
    assert (answer.status_code, answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        200,
        "text/plain; charset=utf-8",
        "no-cache",
    )


def test_a_tile_is_bytes_that_are_kept(nobody, office):
    path = next(file.relative_to(office / "ledger").as_posix() for file in (office / "ledger" / "tile" / "0").rglob("*") if file.is_file())
    answer = nobody.get(f"/log/{path}")
    found = (
        answer.status_code,
        answer.headers["Content-Type"],
        "immutable" in answer.headers["Cache-Control"],
        b"".join(answer.streaming_content),
    )
    assert found == (200, "application/octet-stream", True, (office / "ledger" / path).read_bytes())


@pytest.mark.parametrize(
    "path",
    [
        "../keys/ledger.key",
        "..%2fkeys%2fledger.key",
        "tile/../../keys/ledger.key",
        ".lock",
        ".writing/x",
        "tile/0",
        "tile/0/",
        "",
        "//etc/passwd",
        "tile/0/9",
    ],
)
def test_nothing_but_the_log_is_served(nobody, path):
    assert nobody.get(f"/log/{path}").status_code == 404


def test_the_process_says_that_it_lives(nobody):
    assert nobody.get("/healthz").json() == {"alive": True}


def test_it_is_ready_once_a_worker_is_seen(nobody):
    from tuopin.jobs.duties import turn

    before = nobody.get("/readyz")
    turn()
    after = nobody.get("/readyz").json()
    assert (before.status_code, before.json()["worker"], after) == (
        503, False, {"ready": True, "database": True, "migrations": True, "log_key": True, "worker": True},
    )  # fmt: skip


def test_figures_are_for_this_machine_and_for_who_holds_the_token(nobody, monkeypatch):
    monkeypatch.setenv("TUOPIN_METRICS_TOKEN", "a token of the tests")
    near = nobody.get("/metrics").content.decode()
    far = nobody.get("/metrics", REMOTE_ADDR="192.0.2.9").status_code
    forwarded = nobody.get("/metrics", HTTP_X_FORWARDED_FOR="127.0.0.1").status_code
    token = nobody.get("/metrics", REMOTE_ADDR="192.0.2.9", HTTP_AUTHORIZATION="Bearer a token of the tests").status_code
    assert ("tuopin_ledger_entries" in near, "tuopin_requests_total" in near, far, forwarded, token) == (True, True, 403, 403, 200)


def test_figures_name_routes_and_no_codes(nobody, county):
    Person("head").get(f"/households/{county.household}/")
    told = nobody.get("/metrics").content.decode()
    assert ("/households/<str:code>/" in told, county.household in told) == (True, False)


def test_the_page_that_checks_records_keeps_its_own_stricter_policy(nobody):
    answer = nobody.get("/verify/")
    assert ("Content-Security-Policy" in answer.headers, "default-src 'none'" in answer.content.decode()) == (False, True)


def test_every_other_page_has_a_policy(nobody):
    assert "default-src 'self'" in nobody.get("/ledger/").headers["Content-Security-Policy"]
