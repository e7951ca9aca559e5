"""What is allowed of a job: its states, its counts, its arguments, its files' names. Pure."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tuopin.common.guard.numbers import numbers
from tuopin.common.refused import BadInput, Refused
from tuopin.common.words import Words
from tuopin.settings.scrub import scrubbed

QUEUED, RUNNING, DONE, FAILED, CANCELLED = STATES = ("queued", "running", "done", "failed", "cancelled")
ENDED = (DONE, FAILED, CANCELLED)
ATTEMPTS = 3
WITH_NUMBERS = "export.numbers"  # the power to take a file that may hold personal numbers
KEY = re.compile(r"[\x21-\x7e]{1,200}")
NAME = re.compile(r"[^\x00-\x1f/\\]{1,120}")
LARGEST = 16_384  # bytes of arguments: a job is told what to do, not given the data


@dataclass(frozen=True, slots=True)
class Counts:
    """What went in, what came out, what was refused, and what there is to say of it; in = out + refused."""

    taken_in: int
    put_out: int
    refused: int = 0
    result: Mapping[str, Any] = field(default_factory=dict)

    def add_up(self) -> bool:
        """Nothing was lost and nothing came from nowhere."""
        return min(self.put_out, self.refused) >= 0 and self.taken_in == self.put_out + self.refused


def must_add_up(counts: Counts) -> None:
    """A job whose counts do not add up has lost something, and is not done."""
    if not counts.add_up():
        told = {"taken": counts.taken_in, "out": counts.put_out, "refused": counts.refused}
        raise Refused(
            "counts",
            because=Words("收支不符：进 {taken}，出 {out}，拒 {refused}", "the counts do not add up: in {taken}, out {out}, refused {refused}").format(**told),
        )


def must_fit(arguments: Mapping[str, Any], key: str | None) -> None:
    """Arguments are small, plain JSON without a personal number; a key is short printable ASCII."""
    try:
        text = json.dumps(arguments, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        raise BadInput("arguments", Words("参数不是 JSON", "the arguments are not JSON")) from error
    if len(text.encode()) > LARGEST:
        raise BadInput("arguments", Words(f"参数超过 {LARGEST} 字节", f"the arguments are longer than {LARGEST} bytes"))
    if any(_personal(str(value)) for value in _leaves(arguments)):
        raise BadInput(
            "arguments",
            Words("参数中有像证件号、电话或账号的数字", "the arguments hold what looks like an ID, phone or bank number"),
            Words("用登记编号或摘要指称", "name people by the register's codes or by a digest"),
        )
    if key is not None and not KEY.fullmatch(key):
        raise BadInput("key", Words("幂等键须为 1 至 200 个可见 ASCII 字符", "a key is 1 to 200 visible ASCII characters"))


def must_be_same(asked: Mapping[str, Any], kept: Mapping[str, Any]) -> None:
    """A key stands for one request: used again with other arguments it is refused."""
    if json.loads(json.dumps(asked)) != kept:
        raise Refused(
            "key-used",
            because=Words("这个幂等键已用于另一请求", "this key was already used for another request"),
            remedy=Words("换一个键", "use another key"),
        )


def must_be_plain(name: str) -> None:
    """A file's name is a name: no folder, no control character, not hidden."""
    if not NAME.fullmatch(name) or name.startswith("."):
        raise BadInput(name, Words("不是文件名", "not a file's name"))


def must_be_open(state: str) -> None:
    """Only work that has not ended is cancelled."""
    if state in ENDED:
        raise Refused("job-ended", because=Words("任务已经结束", "the job has ended"))


def must_have_stopped(state: str) -> None:
    """Only work that failed or was cancelled is asked for again."""
    if state not in {FAILED, CANCELLED}:
        raise Refused(
            "job-not-stopped",
            because=Words("只有失败或已取消的任务可以重试", "only a failed or cancelled job can be retried"),
            remedy=Words("另起一个任务", "start another job"),
        )


def given_up(attempts: int) -> Words:
    """Why a job is not begun a further time."""
    return Words(
        f"执行它的进程 {attempts} 次中断，不再自动重试；请查看日志后重试",
        f"the process doing it broke off {attempts} times; it is not resumed again by itself. Look at the log, then retry",
    )


def why(error: BaseException) -> Words:
    """A failure in words. A bug's own message may hold personal data, so only its kind is told."""
    if isinstance(error, Refused | BadInput):
        where = f"{error.where}: " if isinstance(error, BadInput) else ""
        after = error.remedy or Words("", "")
        told = Words(f"{where}{error.because.zh} {after.zh}".strip(), f"{where}{error.because.en} {after.en}".strip())
    elif isinstance(error, MemoryError | OSError):
        told = Words(f"机器资源出错（{type(error).__name__}）", f"the machine failed ({type(error).__name__}{_reason(error)})")
    else:
        told = Words(f"程序出错（{type(error).__name__}），详情见日志", f"a fault of the program ({type(error).__name__}); see the log")
    return Words(*(scrubbed(text) if _personal(text) else text for text in told))


def _reason(error: BaseException) -> str:
    return f": {error.strerror}" if isinstance(error, OSError) and error.strerror else ""


def _leaves(value: Any) -> list[Any]:
    if isinstance(value, Mapping):
        return [leaf for pair in value.items() for each in pair for leaf in _leaves(each)]
    if isinstance(value, list | tuple):
        return [leaf for each in value for leaf in _leaves(each)]
    return [value]


def _personal(text: str) -> bool:
    return any(numbers(text))
