"""What is said where a setting without which nothing works is missing."""

from typing import NoReturn

from tuopin.common.refused import BadInput
from tuopin.common.words import Words


def no_database() -> NoReturn:
    """No address of a database in the environment."""
    raise BadInput(
        "DATABASE_URL",
        Words("没有设定数据库", "no database is named"),
        Words("设定该变量，或用 tuopin office（会启动内嵌数据库）", "set it, or use `tuopin office`, which starts the embedded server"),
    )
