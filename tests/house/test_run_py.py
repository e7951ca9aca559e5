"""run.py stands on the standard library alone, speaks both languages, and never trusts half an environment."""

import importlib.util
import os
import subprocess
import sys

import pytest

from house.tree import ROOT, imported

spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
run = importlib.util.module_from_spec(spec)
spec.loader.exec_module(run)


def call(*args, cwd=ROOT, **env):
    """run.py as a person calls it, in an environment of nothing but PATH."""
    return subprocess.run(
        [sys.executable, str(ROOT / "run.py"), *args],
        cwd=cwd, env={"PATH": os.environ["PATH"], **env}, capture_output=True, encoding="utf-8", check=False,
    )


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder of its own, with two requirement files, one taking in the other."""
    for name, text in {"requirements": "a\n", "requirements-test": "-r requirements.in\nb\n"}.items():
        (tmp_path / f"{name}.in").write_text(text)
        (tmp_path / f"{name}.txt").write_text(f"{text}==1 --hash=sha256:00\n")
    (tmp_path / ".venv").mkdir()
    monkeypatch.setattr(run, "ROOT", tmp_path)
    return tmp_path


def stamp(project, files):
    (project / ".venv" / run.STAMP).write_text(run.json.dumps(run.mark(files)))


def test_run_py_imports_only_the_standard_library():
    assert {module.partition(".")[0] for module in imported(ROOT / "run.py")} - sys.stdlib_module_names == set()


def test_help_is_english_by_default_and_works_from_anywhere(tmp_path):
    done = call("--help", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, run.HELP_EN + "\n")


@pytest.mark.parametrize("variable", ["TUOPIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"])
def test_help_is_chinese_under_a_chinese_locale(variable):
    assert call("test", "--help", **{variable: "zh_CN.UTF-8"}).stdout == run.HELP_ZH + "\n"


@pytest.mark.parametrize("command", run.COMMANDS)
def test_help_names_every_command_in_both_languages(command):
    assert [f"\n  {command} " in text for text in (run.HELP_ZH, run.HELP_EN)] == [True, True]


@pytest.mark.parametrize("suite", run.SUITES)
def test_help_names_every_suite_in_both_languages(suite):
    assert [suite in text for text in (run.HELP_ZH, run.HELP_EN)] == [True, True]


@pytest.mark.parametrize(
    "args", [[], ["dmeo"], ["test", "sprak"], ["check", "--fix"], ["bench", "no-such"], ["drill", "no-such"]], ids=" ".join
)
def test_a_wrong_call_exits_2_in_both_languages(args):
    done = call(*args)
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in done.stderr)
    assert (done.returncode, done.stdout, chinese, "no" in done.stderr) == (2, "", True, True)


def test_a_stamped_environment_holds_what_it_says(project):
    stamp(project, run.covered("requirements-test.txt"))
    assert run.held(project / ".venv") == {"requirements.txt", "requirements-test.txt"}


def test_an_environment_without_a_stamp_holds_nothing(project):
    assert run.held(project / ".venv") == set()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"requirements": 1}', '{"requirements": {"gone.txt": "00"}}'])
def test_a_damaged_stamp_holds_nothing(project, text):
    (project / ".venv" / run.STAMP).write_text(text)
    assert run.held(project / ".venv") == set()


def test_a_changed_lock_outdates_the_environment(project):
    stamp(project, {"requirements.txt"})
    (project / "requirements.txt").write_text("a==2\n")
    assert run.held(project / ".venv") == set()


def test_another_python_outdates_the_environment(project, monkeypatch):
    stamp(project, {"requirements.txt"})
    monkeypatch.setattr(run.sys, "version", "3.99")
    assert run.held(project / ".venv") == set()


def test_a_moved_project_outdates_the_environment(project, monkeypatch, tmp_path):
    stamp(project, {"requirements.txt"})
    moved = project.rename(tmp_path.with_name("moved"))
    monkeypatch.setattr(run, "ROOT", moved)
    assert run.held(moved / ".venv") == set()


@pytest.fixture
def builder(project, monkeypatch):
    """The project, with the steps that would fetch and install only noted down."""
    done = []
    monkeypatch.setattr(run, "quietly", lambda command: done.append("made"))
    monkeypatch.setattr(run, "install", lambda python, requirements: done.append(requirements))
    monkeypatch.setattr(run, "add_project", lambda python: (project / ".venv").mkdir(exist_ok=True))
    return done


def test_an_environment_is_made_once_and_topped_up_by_the_larger_set(builder):
    for requirements in ("requirements.txt", "requirements.txt", "requirements-test.txt", "requirements.txt"):
        run.environment(requirements)
    assert builder == ["made", "requirements.txt", "requirements-test.txt"]


def test_the_larger_set_holds_the_smaller(builder):
    for requirements in ("requirements-test.txt", "requirements.txt"):
        run.environment(requirements)
    assert builder == ["made", "requirements-test.txt"]


def test_an_interrupted_installation_is_made_anew(project, builder, monkeypatch):
    run.environment("requirements.txt")
    with monkeypatch.context() as broken:
        broken.setattr(run, "add_project", lambda python: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run.environment("requirements-test.txt")
    assert run.held(project / ".venv") == set()
    run.environment("requirements.txt")
    assert builder[-2:] == ["made", "requirements.txt"]


def test_ci_runs_what_people_run():
    assert (ROOT / ".ci" / "run").read_text("utf-8").splitlines()[1:] == ["python3 run.py test"]


def test_without_the_means_to_make_an_environment_the_line_to_type_is_told(monkeypatch):
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    with pytest.raises(run.Failed) as failure:
        run.need_venv()
    package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
    assert f"sudo sh -c 'apt-get update && apt-get install -y {package}'" in str(failure.value)
    assert "请运行" in str(failure.value)


def test_root_gets_the_missing_package_from_the_system(monkeypatch):
    typed = []
    monkeypatch.setattr(run.os, "geteuid", lambda: 0)
    monkeypatch.setattr(run.shutil, "which", lambda name: name)
    monkeypatch.setattr(run, "quietly", typed.append)
    monkeypatch.setenv("DEBIAN_FRONTEND", "")
    run.from_system("python3.11-venv")
    assert typed == [["apt-get", "-q", "update"], ["apt-get", "-q", "install", "-y", "--no-install-recommends", "python3.11-venv"]]


@pytest.mark.parametrize("home", [None, "", "/nonexistent"])
def test_without_a_usable_home_the_caches_stay_in_the_project(monkeypatch, home):
    monkeypatch.delenv("HOME") if home is None else monkeypatch.setenv("HOME", home)
    assert run.around(ROOT / ".venv" / "bin" / "python")["PIP_CACHE_DIR"] == str(ROOT / ".cache" / "pip")


def test_children_speak_utf_8_and_see_no_other_python(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    env = run.around(ROOT / ".venv" / "bin" / "python")
    assert (env["PYTHONUTF8"], "PYTHONPATH" in env) == ("1", False)


@pytest.mark.parametrize(
    ("args", "expected"),
    [
        ([], ("default", [])),
        (["-k", "income"], ("default", ["-k", "income"])),
        (["tests/house"], ("default", ["tests/house"])),
        (["tests/house/test_run_py.py::test_x"], ("default", ["tests/house/test_run_py.py::test_x"])),
        (["spark"], ("spark", [])),
        (["spark", "-x"], ("spark", ["-x"])),
    ],
)
def test_the_first_word_may_name_a_suite(args, expected):
    assert run.suite_of(args) == expected


@pytest.mark.parametrize(("says", "version"), [('openjdk version "17.0.15"', 17), ('java version "1.8.0_4"', 1), ("", 0)])
def test_a_java_states_its_version(monkeypatch, says, version):
    answer = subprocess.CompletedProcess([], 0, stdout="", stderr=says)
    monkeypatch.setattr(run, "run", lambda *_, **__: answer)
    assert run.java_version(ROOT) == version


def test_an_environment_is_not_made_anew_from_inside(project, monkeypatch):
    monkeypatch.setattr(run.sys, "prefix", str(project / ".venv"))
    with pytest.raises(run.Failed, match="system's python3"):
        run.prepare(project / ".venv", run.RUN_TIME, set())
    assert (project / ".venv").is_dir()
