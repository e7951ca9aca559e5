"""Keys lie outside the database, only their owner reads them, and no repr or error tells one. Clause R3c."""

import base64
import json
import os
import subprocess
import sys
import types

import click
import pytest
from click.testing import CliRunner

from tuopin.cli import keys as door
from tuopin.common import keys
from tuopin.common.refused import BadInput


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "keys.json"
    keys.write(path, keys.new_keys())
    return path


@pytest.fixture(autouse=True)
def _no_keys_around(monkeypatch):
    monkeypatch.delenv(keys.VARIABLE, raising=False)
    monkeypatch.delenv(keys.FILE_VARIABLE, raising=False)


def changed(**parts):
    return json.dumps(json.loads(keys.new_keys()) | parts)


def test_fresh_keys_are_three_different_keys_of_32_bytes():
    found = keys.parse(keys.new_keys())
    assert {len(key) for key in {*found.sealing.values(), found.index, found.pseudonym}} == {32}
    assert len({*found.sealing.values(), found.index, found.pseudonym}) == 3


def test_two_sets_share_nothing():
    one, other = keys.parse(keys.new_keys()), keys.parse(keys.new_keys())
    assert {one.index, one.pseudonym, *one.sealing.values()} & {other.index, other.pseudonym, *other.sealing.values()} == set()


def test_a_repr_tells_ids_only():
    assert repr(keys.parse(keys.with_new_key(keys.new_keys()))) == "Keys(current='k2', sealing=['k1', 'k2'])"


def test_a_rotation_makes_the_new_key_current_and_keeps_the_rest():
    before = keys.new_keys()
    old, new = keys.parse(before), keys.parse(keys.with_new_key(before))
    assert (new.current, new.sealing["k1"], new.index, new.pseudonym) == ("k2", old.sealing["k1"], old.index, old.pseudonym)


def test_an_old_key_can_be_left_out():
    assert sorted(keys.parse(keys.without(keys.with_new_key(keys.new_keys()), "k1")).sealing) == ["k2"]


def test_an_id_is_not_given_twice_after_an_old_key_is_left_out():
    text = keys.with_new_key(keys.without(keys.with_new_key(keys.new_keys()), "k1"))
    assert keys.parse(text).current == "k3"


@pytest.mark.parametrize("key_id", ["k2", "k9"])
def test_the_current_key_and_an_unknown_one_cannot_be_left_out(key_id):
    with pytest.raises(BadInput):
        keys.without(keys.with_new_key(keys.new_keys()), key_id)


def test_keys_come_from_the_file_that_the_environment_names(file, monkeypatch):
    monkeypatch.setenv(keys.FILE_VARIABLE, str(file))
    assert keys.keys() == keys.read(file)


def test_keys_come_from_the_environment_itself(monkeypatch):
    text = keys.new_keys()
    monkeypatch.setenv(keys.VARIABLE, text)
    assert keys.keys() == keys.parse(text)


def test_keys_are_parsed_once(file, monkeypatch):
    monkeypatch.setenv(keys.FILE_VARIABLE, str(file))
    assert keys.keys() is keys.keys()


def test_a_rotated_file_is_seen_by_a_running_process(file, monkeypatch):
    monkeypatch.setenv(keys.FILE_VARIABLE, str(file))
    before = keys.keys().current
    keys.replace(file, keys.with_new_key(keys.text_of(file)))
    assert (before, keys.keys().current) == ("k1", "k2")


def test_both_sources_at_once_are_refused(file, monkeypatch):
    monkeypatch.setenv(keys.FILE_VARIABLE, str(file))
    monkeypatch.setenv(keys.VARIABLE, file.read_text("utf-8"))
    with pytest.raises(BadInput, match="together"):
        keys.keys()


def test_no_source_at_all_is_refused():
    with pytest.raises(BadInput, match="no keys"):
        keys.keys()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601])
def test_a_file_open_to_others_is_refused_in_both_languages(file, mode):
    file.chmod(mode)
    with pytest.raises(BadInput) as refusal:
        keys.read(file)
    assert (refusal.value.because.zh, refusal.value.because.en) == ("密钥文件对他人可读", "the file of keys is open to others")


@pytest.mark.parametrize("mode", [0o600, 0o400])
def test_a_file_of_its_owner_alone_is_read(file, mode):
    file.chmod(mode)
    assert keys.read(file).current == "k1"


def test_a_missing_file_is_refused(tmp_path):
    with pytest.raises(BadInput, match="no such file"):
        keys.read(tmp_path / "none")


def test_new_keys_never_overwrite(file):
    before = file.read_bytes()
    with pytest.raises(BadInput):
        keys.write(file, keys.new_keys())
    assert file.read_bytes() == before


def test_a_file_is_written_for_its_owner_alone(file):
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_replaced_file_stays_its_owners_and_leaves_nothing_beside(file):
    keys.replace(file, keys.with_new_key(keys.text_of(file)))
    assert ([path.name for path in file.parent.iterdir()], file.stat().st_mode & 0o777) == (["keys.json"], 0o600)


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{}", "null", "{", '{"current": "k1"}',
        changed(current="k2"), changed(index=""), changed(index=7), changed(index="é"),
        changed(pseudonym=base64.b64encode(bytes(31)).decode()), changed(sealing=[]), changed(sealing={}),
        changed(sealing={"k 1": base64.b64encode(bytes(32)).decode()}, current="k 1"), changed(sealing={"k1": None}),
    ],
)  # fmt: skip
def test_a_text_that_is_not_keys_is_refused(text):
    with pytest.raises(BadInput):
        keys.parse(text)


def test_the_same_key_for_two_uses_is_refused():
    one = json.loads(keys.new_keys())
    with pytest.raises(BadInput, match="same"):
        keys.parse(json.dumps(one | {"index": one["pseudonym"]}))


def secrets_of(text):
    whole = json.loads(text)
    return [*whole["sealing"].values(), whole["index"], whole["pseudonym"]]


@pytest.mark.parametrize("spoil", [lambda text: text[:-4], lambda text: text.replace('"index"', '"x"'), lambda text: text.replace("=", "!", 1)])
def test_no_error_tells_a_key_not_even_in_its_context(spoil):
    text = keys.new_keys()
    with pytest.raises(BadInput) as refusal:
        keys.parse(spoil(text))
    told, error = "", refusal.value
    while error is not None:
        told += repr(error) + str(error) + repr(vars(error)) + repr(error.args)
        error = error.__cause__ or error.__context__
    assert [key for key in secrets_of(text) if key in told or key[:-1] in told] == []


def run(*args):
    return CliRunner().invoke(door.commands, [str(arg) for arg in args])


def test_the_command_new_makes_a_file_of_its_owner(tmp_path):
    result = run("new", tmp_path / "k")
    assert (result.exit_code, keys.read(tmp_path / "k").current) == (0, "k1")


def test_the_command_new_refuses_to_overwrite(file):
    assert isinstance(run("new", file).exception, BadInput)


@pytest.mark.parametrize("extra", [[], ["--json"]])
def test_the_command_show_tells_ids_and_no_key(file, extra):
    output = run("show", file, *extra).output
    assert "k1" in output
    assert [key for key in secrets_of(file.read_text("utf-8")) if key in output] == []


@pytest.fixture
def resealed(monkeypatch):
    asked = []
    module = types.ModuleType(door.RESEALING)
    module.reseal_all = lambda found, progress: asked.append(found.current) or 7
    monkeypatch.setitem(sys.modules, door.RESEALING, module)
    monkeypatch.setattr("tuopin.cli.office_set_up.office", lambda: None)
    return asked


def test_the_command_rotate_adds_a_key_and_seals_anew(file, resealed):
    result = run("rotate", file)
    assert (result.exit_code, keys.read(file).current, resealed, "7" in result.output) == (0, "k2", ["k2"], True)


def test_the_command_rotate_finishes_an_interrupted_rotation_without_another_key(file, resealed):
    run("rotate", file, "--finish")
    assert (keys.read(file).current, resealed) == ("k1", ["k1"])


def test_the_command_rotate_takes_the_file_of_the_environment(file, resealed, monkeypatch):
    monkeypatch.setenv(keys.FILE_VARIABLE, str(file))
    assert (run("rotate").exit_code, resealed) == (0, ["k2"])


def test_the_command_rotate_without_a_file_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("TUOPIN_HOME", str(tmp_path))
    assert isinstance(run("rotate").exception, BadInput)


def test_every_command_is_in_the_group():
    assert door.commands.list_commands(click.Context(door.commands)) == ["new", "show", "rotate"]


def test_a_key_of_the_environment_is_not_printed_by_a_failing_process():
    text = keys.new_keys()[:-3]
    run_out = subprocess.run(
        [sys.executable, "-c", "from tuopin.common.keys import keys; keys()"],
        env={**os.environ, keys.VARIABLE: text, "PYTHONPATH": "src"}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "BadInput" in run_out.stderr
    assert [line for line in text.split('"') if len(line) > 40 and line in run_out.stderr] == []
