"""What is said where a setting without which nothing works is missing."""

from typing import NoReturn

from tuopin.common.refused import BadInput
from tuopin.common.words import Words


def no_database() -> NoReturn:
    """No address of a database in the environment."""
    raise BadInput(
        "DATABASE_URL",
        Words("没有设定数据库", "no database is named"),
        Words("设定该环境变量，或用 tuopin office 的命令（会启动内嵌数据库）", "set it, or use the commands of `tuopin office`, which start the embedded server"),
    )
