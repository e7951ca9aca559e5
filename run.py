#!/usr/bin/env python3
"""Set Tuopin up and run it. Only Python's standard library is needed; everything else is fetched, checked by hash, once.

An environment is a virtual environment inside this folder. It is ready when its stamp, written last, still names this
folder, this Python and the digests of the requirement files it holds; anything else is made anew. See ADR-0001, ADR-0003.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent
STAMP = "tuopin-stamp.json"
RUN_TIME, TEST, SPARK, BENCH, TOOLS = (f"requirements{part}.txt" for part in ("", "-test", "-spark", "-bench", "-tools"))
FOLDER = {RUN_TIME: ".venv", TEST: ".venv", SPARK: ".venv-spark", BENCH: ".venv-bench", TOOLS: ".venv-tools"}
JAVA = 17  # the oldest Java that PySpark 4 runs on

HELP_ZH = """用法：python3 run.py 命令 [参数…]

  demo [--no-serve]           准备环境，生成演示数据并走完全程；--no-serve：做完即退出
  test [套件] [pytest 参数…]  先检查，再测试；套件：default（默认）、outsiders、spark
  cli 参数…                   在项目环境中运行“tuopin 参数…”（试试：cli --help）
  check                       ruff、mypy、import-linter：测试之前的检查
  bench 名称 [参数…]          运行 benchmarks/名称.py
  drill 名称 [参数…]          运行 drills/名称.py
  lock [uv 参数…]             重新生成 requirements*.txt（例如：lock --upgrade）

环境建在本目录的 .venv 中（spark、bench 各有自己的）；锁定的依赖不变，就不再安装。"""

HELP_EN = """usage: python3 run.py COMMAND [ARGUMENT…]

  demo [--no-serve]           set up, make the demonstration and walk through it; --no-serve: end when done
  test [SUITE] [PYTEST ARG…]  the checks, then the tests; suites: default, outsiders, spark
  cli ARGUMENT…               run `tuopin ARGUMENT…` in the project's environment (try: cli --help)
  check                       ruff, mypy, import-linter: what runs before the tests
  bench NAME [ARGUMENT…]      run benchmarks/NAME.py
  drill NAME [ARGUMENT…]      run drills/NAME.py
  lock [UV ARG…]              make requirements*.txt anew (such as: lock --upgrade)

The environment is .venv in this folder (spark and bench have their own); it is kept while the locked set is unchanged."""


class Failed(Exception):
    """What went wrong, in both languages, and the exit code: 1 could not, 2 called wrongly."""

    def __init__(self, zh: str, en: str, code: int = 1) -> None:
        """Chinese first, as everywhere."""
        super().__init__(f"{zh}\n{en}")
        self.code = code


class Suite(NamedTuple):
    """A named part of the tests: which requirements it needs, which folder it runs and how."""

    requirements: str
    arguments: tuple[str, ...]
    java: bool = False
    programs: tuple[tuple[str, str], ...] = ()  # a path or program that must be there, the system's packages that bring it


GO = ("/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog", "golang-go golang-golang-x-mod-dev")
SUITES = {
    "default": Suite(TEST, ("-n", "auto", "--dist", "loadfile")),
    "outsiders": Suite(TEST, ("tests/outsiders",), programs=(GO, ("chromium", "chromium fonts-noto-cjk"))),
    "spark": Suite(SPARK, ("tests/spark",), java=True),
}


def chinese() -> bool:
    """Whether the environment asks for Chinese; the same rule as tuopin.common.words."""
    names = (os.environ.get(key) for key in ("TUOPIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"))
    return next(filter(None, names), "").lower().startswith(("zh", "chinese"))


def say(zh: str, en: str) -> None:
    """Tell the person what is going on, on the error stream: the output belongs to the program that is run."""
    print(zh if chinese() else en, file=sys.stderr)


def environment(requirements: str) -> Path:
    """The Python of an environment that holds `requirements`, made or topped up first if need be."""
    home = ROOT / FOLDER[requirements]
    if requirements not in held(home):
        with alone(home):
            have = held(home)  # another process may have done it meanwhile
            if requirements not in have:
                prepare(home, requirements, have)
    return home / "bin" / "python"


def held(home: Path) -> set[str]:
    """The requirement files that a finished, still valid environment holds; none if it is unfinished or outdated."""
    try:
        stamp = json.loads((home / STAMP).read_text("utf-8"))
        files = set(stamp["requirements"])
        return files if stamp == mark(files) else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def mark(files: set[str]) -> dict[str, Any]:
    """What a finished environment is remembered by: where it stands, its Python, the digest of each locked set."""
    digests = {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in sorted(files)}
    return {"root": str(ROOT), "python": f"{sys.base_prefix} {sys.version}", "requirements": digests}


def covered(requirements: str) -> set[str]:
    """The requirement file and those it takes in whole (its `-r` lines)."""
    text = (ROOT / requirements).with_suffix(".in").read_text("utf-8")
    taken = [Path(name).with_suffix(".txt").name for name in re.findall(r"^-r (\S+)$", text, re.MULTILINE)]
    return {requirements}.union(*map(covered, taken))


def prepare(home: Path, requirements: str, have: set[str]) -> None:
    """Make the environment (or add to a finished one); the stamp comes last, so half an environment is never used."""
    began = time.monotonic()
    say(f"正在准备环境 {home.name}（{requirements}）……", f"Preparing the environment {home.name} ({requirements}) …")
    python = home / "bin" / "python"
    try:
        (home / STAMP).unlink(missing_ok=True)
        if not have:
            must_stand_outside(home)
            shutil.rmtree(home, ignore_errors=True)
            need_venv()
            quietly([sys.executable, "-m", "venv", str(home)])
        install(python, requirements)
        add_project(python)
        unfinished = home / f"{STAMP}.new"
        unfinished.write_text(json.dumps(mark(have | covered(requirements)), indent=1), "utf-8")
        unfinished.replace(home / STAMP)
    except PermissionError as error:
        raise Failed(f"没有写入权限：{error.filename}", f"not allowed to write: {error.filename}") from None
    took = time.monotonic() - began
    say(f"环境就绪，用时 {took:.0f} 秒。", f"Environment ready in {took:.0f} s.")


def must_stand_outside(home: Path) -> None:
    """An environment is not made anew by the Python that runs from it."""
    if Path(sys.prefix).resolve() == home.resolve():
        raise Failed(f"run.py 正由 {home.name} 里的 Python 运行，请改用系统的 python3", f"run.py runs from {home.name}; start it with the system's python3")


def install(python: Path, requirements: str) -> None:
    """Install the locked set: every file is checked against its hash."""
    command = [str(python), "-m", "pip", "install", "--require-hashes", "-r", str(ROOT / requirements)]
    begin, end = ("\r\033[K  ", "") if sys.stderr.isatty() else (None, None)
    lines: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=around(python)) as pip:
        for line in pip.stdout or ():
            lines.append(line)
            if begin and line.startswith("Collecting "):
                print(begin, line.split()[1], end=end, file=sys.stderr)
    print(begin or "", end="", file=sys.stderr)
    if pip.returncode:
        print("".join(lines[-25:]), file=sys.stderr)
        raise Failed(f"安装 {requirements} 失败，见上。", f"could not install {requirements}; see above.")


def add_project(python: Path) -> None:
    """Make `import tuopin` and the command `tuopin` work in the environment, without building anything."""
    inside = "import sysconfig; print(sysconfig.get_path('purelib'))"
    site = Path(subprocess.check_output([str(python), "-c", inside], text=True, env=around(python)).strip())
    (site / "tuopin.pth").write_text(f"{ROOT / 'src'}\n", "utf-8")
    script = python.with_name("tuopin")
    script.write_text(f"#!{python}\nfrom tuopin.cli import main\n\nif __name__ == '__main__':\n    main()\n", "utf-8")
    script.chmod(0o755)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Only one process at a time prepares an environment; the others wait."""
    try:
        import fcntl

        file = (ROOT / f"{home.name}.lock").open("w")
    except ImportError:
        raise Failed("run.py 需要 Linux 或 macOS（Windows 上请用 WSL）。", "run.py needs Linux or macOS (on Windows: WSL).") from None
    except OSError as error:
        raise Failed(f"没有写入权限：{ROOT}（{error.strerror}）", f"not allowed to write in {ROOT} ({error.strerror})") from None
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("另一个 run.py 正在准备环境，等待……", "Another run.py is preparing the environment; waiting …")
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def around(python: Path, **more: str) -> dict[str, str]:
    """The surroundings of everything we start: UTF-8, nothing of another Python, a cache even without a home."""
    unwanted = {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"}
    env = {key: value for key, value in os.environ.items() if key not in unwanted}
    env["PATH"] = os.pathsep.join([str(python.parent), env.get("PATH") or os.defpath])
    env |= {"VIRTUAL_ENV": str(python.parent.parent), "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    home = env.get("HOME")
    if not (home and os.access(home, os.W_OK)):
        env |= {"PIP_CACHE_DIR": str(ROOT / ".cache" / "pip"), "UV_CACHE_DIR": str(ROOT / ".cache" / "uv")}
    return env | more


def need_venv() -> None:
    """Debian and Ubuntu ship Python without the means to make an environment; get it, or say what to type."""
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        from_system(f"python{sys.version_info.major}.{sys.version_info.minor}-venv")


def need_java() -> str:
    """The home of a Java that PySpark can use; got from the system's packages if there is none."""
    if not java_home():
        from_system(f"openjdk-{JAVA}-jre-headless")
    return java_home() or ""


def java_home() -> str | None:
    """The first Java new enough: JAVA_HOME's, the one on PATH, then the system's."""
    on_path = shutil.which("java")
    homes = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    homes += [Path(on_path).resolve().parent.parent] if on_path else []
    homes += sorted(Path("/usr/lib/jvm").glob("*"))
    return next((str(home) for home in homes if (home / "bin" / "java").exists() and java_version(home) >= JAVA), None)


def java_version(home: Path) -> int:
    """The feature version a Java states (17 for "17.0.15"); 0 if it states none."""
    told = run([str(home / "bin" / "java"), "-version"], capture_output=True).stderr
    version = re.search(r'version "(\d+)', told)
    return int(version[1]) if version else 0


def from_system(package: str) -> None:
    """Install a package of the system when we may; otherwise stop with the one line to type."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        line = f"sudo sh -c 'apt-get update && apt-get install -y {package}'"
        raise Failed(f"缺少系统软件包 {package}，请运行：", f"the system package {package} is missing; run:\n  {line}")
    say(f"正在安装系统软件包 {package}……", f"Installing the system package {package} …")
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    quietly(["apt-get", "-q", "update"])
    quietly(["apt-get", "-q", "install", "-y", "--no-install-recommends", *package.split()])
    importlib.invalidate_caches()


def quietly(command: list[str]) -> None:
    """Run a command that is of interest only when it fails."""
    done = run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        print(done.stdout[-3000:], file=sys.stderr)
        raise Failed(f"命令失败：{' '.join(command)}", f"this failed: {' '.join(command)}")


def demo(args: list[str]) -> int:
    """Everything set up, and the demonstration; it works in this folder wherever it is called from."""
    python = environment(RUN_TIME)
    os.chdir(ROOT)
    return become_tuopin(python, ["demo", *args])


def cli(args: list[str]) -> int:
    """`tuopin ARGS`, untouched, in the caller's folder."""
    return become_tuopin(environment(RUN_TIME), args)


def become_tuopin(python: Path, args: list[str]) -> int:
    """Hand this process over to tuopin: its signals, its exit code."""
    os.execve(python, [str(python), str(python.with_name("tuopin")), *args], around(python))  # noqa: S606


def check(args: list[str]) -> int:
    """Lint, types, import contracts; all three always, so that one run shows everything."""
    if args:
        raise Failed(f"check 不接受参数：{' '.join(args)}", f"check takes no arguments: {' '.join(args)}", 2)
    return run_checks(environment(TEST))


def run_checks(python: Path) -> int:
    """0 if every check passes; a check that fails shows what it says."""
    commands = {
        "ruff": ["-m", "ruff", "check", "--quiet", "--output-format", "concise", "."],
        "mypy": ["-m", "mypy"],
        "import-linter": [str(python.with_name("lint-imports")), "--no-logo"],
    }
    return max([one_check(python, name, command) for name, command in commands.items()])


def one_check(python: Path, name: str, command: list[str]) -> int:
    """1 if the check finds something; what it found is shown."""
    began = time.monotonic()
    done = run([str(python), *command], cwd=ROOT, env=around(python), stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    print(f"{'✗' if done.returncode else '✓'} {name}  {time.monotonic() - began:.1f} s", file=sys.stderr)
    print(done.stdout if done.returncode else "", end="", file=sys.stderr)
    return min(done.returncode, 1)


def test(args: list[str]) -> int:
    """The checks, then the tests of one suite; how long each phase took."""
    name, rest = suite_of(args)
    suite = SUITES[name]
    begun = time.monotonic()
    python = environment(suite.requirements)
    more = {"JAVA_HOME": need_java()} if suite.java else {}
    for program, packages in suite.programs:
        if not (shutil.which(program) or Path(program).exists()):
            from_system(packages)
    ready = time.monotonic()
    code = run_checks(python)
    checked = time.monotonic()
    if code:
        say("检查未通过，未运行测试。", "The checks failed; the tests were not run.")
    code = code or child(python, ["-m", "pytest", *suite.arguments, *rest], **more)
    took = [f"{seconds:.1f} s" for seconds in (ready - begun, checked - ready, time.monotonic() - checked)]
    say("环境 {} · 检查 {} · 测试 {}".format(*took), "environment {} · checks {} · tests {}".format(*took))
    return code


def suite_of(args: list[str]) -> tuple[str, list[str]]:
    """The suite named by the first word, and what is left for pytest."""
    if not args or args[0].startswith("-") or (ROOT / args[0].split("::")[0]).exists():
        return "default", args
    if args[0] in SUITES:
        return args[0], args[1:]
    raise Failed(f"没有这个测试套件：{args[0]}（有：{'、'.join(SUITES)}）", f"no such suite: {args[0]} (there are: {', '.join(SUITES)})", 2)


def bench(args: list[str]) -> int:
    """One benchmark, beside its peers; its exit code."""
    return script("benchmarks", BENCH, args)


def drill(args: list[str]) -> int:
    """One drill."""
    return script("drills", RUN_TIME, args)


def script(folder: str, requirements: str, args: list[str]) -> int:
    """Run FOLDER/NAME.py in its environment, or say which there are."""
    names = sorted(path.stem for path in (ROOT / folder).glob("*.py") if not path.stem.startswith("_"))
    if not names:
        raise Failed(f"目前没有 {folder}/*.py。", f"there is no {folder}/*.py yet.", 2)
    named = args[0] if args else "?"
    if named not in names:
        raise Failed(f"{folder} 里没有 {named}（有：{'、'.join(names)}）", f"{folder} has no {named} (there are: {', '.join(names)})", 2)
    return child(environment(requirements), [f"{folder}/{named}.py", *args[1:]])


def lock(args: list[str]) -> int:
    """Make the requirement files anew: hashed, for every platform, without an index's address. ADR-0001."""
    python = environment(TOOLS)
    fixed = ["--quiet", "--universal", "--generate-hashes", "--no-header", "--no-annotate", "--python-version", "3.11"]
    for name in (RUN_TIME, TEST, SPARK, BENCH, TOOLS):
        files = [str(Path(name).with_suffix(".in")), *([] if name in {RUN_TIME, TOOLS} else ["-c", RUN_TIME]), "-o", name]
        if code := run([str(python.with_name("uv")), "pip", "compile", *fixed, *files, *args], cwd=ROOT, env=around(python)).returncode:
            return code
        print(f"✓ {name}", file=sys.stderr)
    return 0


def child(python: Path, command: list[str], **more: str) -> int:
    """Run Python in the environment, in this folder; its exit code."""
    return run([str(python), *command], cwd=ROOT, env=around(python, **more)).returncode


def run(command: list[str], **how: Any) -> subprocess.CompletedProcess[str]:
    """Run a command to its end; its text is UTF-8, its exit code is for the caller to judge."""
    return subprocess.run(command, check=False, encoding="utf-8", errors="replace", **how)


COMMANDS = {"demo": demo, "test": test, "cli": cli, "check": check, "bench": bench, "drill": drill, "lock": lock}
PASSED_ON = {"cli", "demo"}  # their --help is tuopin's own
OLDEST = (3, 11)


def do(name: str, args: list[str]) -> int:
    """The command of that name, if there is one and this Python can run it."""
    if sys.version_info < OLDEST:
        raise Failed("需要 Python 3.11 或更新版本。", "Python 3.11 or newer is needed.")
    if name not in COMMANDS:
        raise Failed(f"没有这个命令：{name or '（空）'}\n{HELP_ZH}\n", f"no such command: {name or '(none)'}\n{HELP_EN}", 2)
    return COMMANDS[name](args)


def main(argv: list[str]) -> int:
    """Do what is asked; every failure of ours is told in both languages and has an exit code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", line_buffering=True)  # type: ignore[union-attr]
    name, args = (argv[0], argv[1:]) if argv else ("", [])
    if name in {"-h", "--help", "help"} or (name not in PASSED_ON and args[:1] in (["-h"], ["--help"])):
        print(HELP_ZH if chinese() else HELP_EN)
        return 0
    try:
        return do(name, args)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return failure.code
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
