"""`tuopin db`: the office's database, started and stopped, migrated, backed up and restored."""

from tuopin.cli.frame import Group, told

commands = Group(
    "db",
    help=told(
        "办公系统的数据库：启动、停止、迁移、备份、恢复。设了 DATABASE_URL 就用它，否则用 TUOPIN_HOME（默认 var/office）里的内嵌数据库。",
        "The office's database: start, stop, migrate, back up, restore. It is the one DATABASE_URL names, else an embedded server in"
        " TUOPIN_HOME (var/office by default).",
    ),
    lazy={
        "start": "tuopin.cli.db_server:start",
        "stop": "tuopin.cli.db_server:stop",
        "status": "tuopin.cli.db_server:status",
        "migrate": "tuopin.cli.db_server:migrate",
        "backup": "tuopin.cli.db_backup:backup",
        "restore": "tuopin.cli.db_backup:restore",
        "shell": "tuopin.cli.db_server:shell",
    },
)
