"""What must hold before an office is deployed: each fault said with the setting that mends it."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tuopin.common import keys
from tuopin.common.refused import BadInput
from tuopin.common.words import Words, say
from tuopin.settings.database import APP_URL, OWNER_URL, check, from_environment

LONG_ENOUGH = 50
LOCAL = frozenset(("localhost", "127.0.0.1", "[::1]"))
OTHERS = stat.S_IRWXO
OF_THE_DOMAIN = frozenset(("security.W005", "security.W021"))  # HSTS for subdomains and browsers' lists: for whoever owns the domain to decide
Fault = tuple[str, Words]


def faults(*, deploy: bool) -> list[str]:
    """What is wrong, in the reader's language; Django's own findings come first."""
    from django.core import checks

    found = [each for each in checks.run_checks(include_deployment_checks=deploy) if each.level >= checks.WARNING and each.id not in OF_THE_DOMAIN]
    told = [f"{each.id}: {each.msg}" for each in found]
    return told + ([f"{name}: {say(words)}" for look in LOOKS for name, words in look(_settings())] if deploy else [])


def _settings() -> Any:
    from django.conf import settings

    return settings


def _secret(_: Any) -> Iterator[Fault]:
    key = os.environ.get("TUOPIN_SECRET_KEY", "")  # Django's own attribute refuses to be read while it is empty
    if len(key) < LONG_ENOUGH or len(set(key)) < 10:
        yield "TUOPIN_SECRET_KEY", Words(f"少于 {LONG_ENOUGH} 个字符或过于简单", f"shorter than {LONG_ENOUGH} characters, or too simple")
    try:
        keys.keys()
    except BadInput as error:
        yield error.where, error.because


def _front(settings: Any) -> Iterator[Fault]:
    if not settings.WITHIN_TLS:
        yield "TUOPIN_TLS", Words("没有 TLS：密码会以明文传送", "no TLS in front: passwords would travel in the clear")
    if "*" in settings.ALLOWED_HOSTS or set(settings.ALLOWED_HOSTS) <= LOCAL:
        yield "TUOPIN_HOSTS", Words("写明对外的主机名，不用 *", "name the host that people use; never *")
    if settings.SYNTHETIC:
        yield "TUOPIN_SYNTHETIC", Words("这是演示设置：不要求第二重验证", "this is a demonstration's setting: no second factor is asked for")


def _database(_: Any) -> Iterator[Fault]:
    named = from_environment()
    if named is None or "TUOPIN_EMBEDDED" in os.environ:
        yield APP_URL, Words("内嵌数据库只供演示和测试", "the embedded server is for demonstrations and tests")
        return
    try:
        check(named.app, APP_URL, bound=True)
    except BadInput as error:
        yield error.where, error.because
    if named.owner:
        yield OWNER_URL, Words("网页进程不应持有所有者的地址，只在迁移时给出", "the web process does not need the owner's address; give it for migrations only")


def _files(settings: Any) -> Iterator[Fault]:
    home = Path(settings.HOME)
    if not home.is_dir() or home.stat().st_mode & OTHERS:
        yield "TUOPIN_HOME", Words("文件夹不存在，或其他用户可以进入（chmod 750）", "the folder is missing, or other users may enter it (chmod 750)")
    key = _ledger_key(settings)
    if not key.is_file() or key.stat().st_mode & (stat.S_IRWXG | OTHERS):
        yield "TUOPIN_LEDGER_KEY_FILE", Words("签名密钥缺失，或他人可读（chmod 600）", "the signing key is missing, or others can read it (chmod 600)")
    elif key.is_relative_to(home / "ledger"):
        yield "TUOPIN_LEDGER_KEY_FILE", Words("密钥在公开的文件夹里", "the key lies in the published folder")


def _name(settings: Any) -> Iterator[Fault]:
    if settings.ORIGIN.startswith("tuopin.example/"):
        yield "TUOPIN_LEDGER_ORIGIN", Words("日志还没有自己的名称", "the log has no name of its own yet")
        return
    name = _signs_for(_ledger_key(settings))
    if name and name != settings.ORIGIN:
        yield "TUOPIN_LEDGER_ORIGIN", Words(f"密钥签署的日志叫 {name}", f"the key signs for a log called {name}")


def _ledger_key(settings: Any) -> Path:
    return Path(os.environ.get("TUOPIN_LEDGER_KEY_FILE", Path(settings.HOME) / "keys" / "ledger.key"))


def _signs_for(key: Path) -> str:
    """The log's name in a signing key's text, PRIVATE+KEY+name+id+key; none where there is no such file to read."""
    try:
        return key.read_text("utf-8").split("+", 3)[2]
    except (OSError, IndexError, UnicodeDecodeError):
        return ""


LOOKS: tuple[Callable[[Any], Iterator[Fault]], ...] = (_secret, _front, _database, _files, _name)
