"""Settings of the embedded server, in proportion to the machine. Data pages are checked, commits are flushed; a test's server is not."""

import shutil
from pathlib import Path

MB, GB = 1024**2, 1024**3
UNKNOWN = 4 * GB
LIMITS = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")

ALWAYS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    "wal_compression": "on",
    "random_page_cost": "1.1",
    "checkpoint_timeout": "15min",
    "default_text_search_config": "pg_catalog.simple",
    # A log must hold no personal data: neither statements nor the DETAIL that shows a row's values.
    "logging_collector": "on",
    "log_directory": "log",
    "log_filename": "postgresql-%a.log",
    "log_truncate_on_rotation": "on",
    "log_rotation_age": "1d",
    "log_rotation_size": "0",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_parameter_max_length_on_error": "0",
}
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "logging_collector": "off",
}


def settings(data: Path, socket: Path, *, fast: bool) -> str:
    """The text of `tuopin.conf`, which postgresql.conf includes; ALTER SYSTEM still has the last word."""
    chosen = {**ALWAYS, **_measured(memory(), shutil.disk_usage(data.parent).total, fast=fast)}
    chosen |= {"unix_socket_directories": str(socket)} | (FAST if fast else {})
    head = "# Written at every start by tuopin.settings.postgres; change settings with ALTER SYSTEM.\n"
    return head + "".join(f"{name} = '{value}'\n" for name, value in chosen.items())


def memory() -> int:
    """Bytes of memory this process may count on: the machine's, or its container's if that is less."""
    return min([each for each in (_machine(), *map(_limit, LIMITS)) if each] or [UNKNOWN])


def _measured(memory: int, disk: int, *, fast: bool) -> dict[str, str]:
    shared = 128 * MB if fast else _between(memory // 8, 64 * MB, 8 * GB)
    return {
        "shared_buffers": _megabytes(shared),
        "effective_cache_size": _megabytes(_between(memory // 2, 256 * MB, 64 * GB)),
        "work_mem": _megabytes(_between(memory // 384, 8 * MB, 128 * MB)),
        "maintenance_work_mem": _megabytes(_between(memory // 24, 64 * MB, GB)),
        "max_wal_size": _megabytes(_between(disk // 20, 64 * MB, 4 * GB)),
        "min_wal_size": _megabytes(_between(disk // 100, 32 * MB, GB)),
    }


def _machine() -> int:
    try:
        lines = Path("/proc/meminfo").read_text("utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemTotal:")), 0)


def _limit(path: str) -> int:
    try:
        return int(Path(path).read_text("utf-8"))
    except (OSError, ValueError):  # no such limit, or "max"
        return 0


def _between(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))


def _megabytes(value: int) -> str:
    return f"{value // MB}MB"
