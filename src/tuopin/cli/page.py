"""A help page as it is laid out: a Chinese character takes two columns and a line may end after any of them."""

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

import click

from tuopin.common.words import language

HEADINGS = {
    "Options": "选项",
    "Commands": "命令",
    "Positional arguments": "参数",
    "Show this message and exit.": "显示本说明。",
    "[required]": "[必填]",
    "required": "必填",
    "default: ": "默认：",
}
METAVARS = {
    "OPTIONS": "选项",
    "COMMAND": "命令",
    "ARGS": "参数",
    "CODE": "代码",
    "CODES": "代码",
    "COUNTY": "县代码",
    "DAY": "日期",
    "EDITION": "标准",
    "FILE": "文件",
    "FILES": "文件",
    "FOLDER": "目录",
    "ID": "编号",
    "LAYOUT": "表式",
    "LIST": "清单",
    "NAME": "名称",
    "NUMBER": "数字",
    "OUT": "目录",
    "PARAMETER": "参数",
    "CRITERION": "条件",
    "PATH": "路径",
    "RATE": "比率",
    "REGISTER": "快照",
    "RESULT": "结果",
    "SNAPSHOT": "快照",
    "TEXT": "文字",
    "VALUE": "值",
    "YEAR": "年",
    "YEARS": "年度",
    "YUAN": "元",
}
PLAINER = {"INTEGER RANGE": "NUMBER", "INTEGER": "NUMBER", "FLOAT RANGE": "NUMBER", "FLOAT": "NUMBER", "DIRECTORY": "FOLDER", "[%Y-%m-%d]": "DAY"}
WORD = re.compile(r"(?<![\w-])(?:" + "|".join(sorted(METAVARS, key=len, reverse=True)) + r")(?![\w-])")
UNIT = re.compile(r"[（《“‘「【]*(?:[^\s\u2e80-\uffef]+|\S)[，。；：、！？）》”’」】…]*\s*")
FIRST_SENTENCE = re.compile(r".*?(?:。|\.(?=\s|$)|$)", re.DOTALL)


class Page(click.HelpFormatter):
    """Click's help, wrapped by what the eye sees; in Chinese also its headings and the names of values."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """One line, or the arguments wrapped under each other."""
        head = f"{'用法：' if language() == 'zh' else 'Usage: '}{prog} "
        first, *others = wrapped(named(args), self.width - columns(head)) or [""]
        self.write((head + first).rstrip() + "\n")
        for line in others:
            self.write(" " * columns(head) + line + "\n")

    def write_heading(self, heading: str) -> None:
        """A heading and its colon."""
        self.write(" " * self.current_indent + (f"{headed(heading)}：\n" if language() == "zh" else f"{heading}:\n"))

    def write_text(self, text: str) -> None:
        """Paragraphs, an empty line between them."""
        inside = self.width - self.current_indent
        paragraphs = ("\n".join(" " * self.current_indent + line for line in wrapped(part, inside)) for part in text.split("\n\n"))
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """What is typed on the left, what it does on the right."""
        lines = [(named(first), headed(second)) for first, second in rows]
        left = min(max(columns(first) for first, _ in lines), col_max) + col_spacing
        indent = " " * self.current_indent
        for first, second in lines:
            shown = wrapped(second, max(self.width - left - self.current_indent, 10)) or [""]
            typed = [first, *([""] * (len(shown) - 1))]
            if columns(first) > left - col_spacing:
                typed, shown = [*typed, ""], ["", *shown]
            for start, line in zip(typed, shown, strict=True):
                self.write((indent + start + " " * (left - columns(start)) + line).rstrip() + "\n")


class Context(click.Context):
    """A call whose help is a Page, up to 100 columns wide."""

    formatter_class = Page

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As click's, wider."""
        super().__init__(*args, **{"max_content_width": 100, **kwargs})


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def wrapped(text: str, width: int) -> list[str]:
    """The text in lines of at most that many columns; no line begins with a closing mark or ends with an opening one."""
    return list(_lines(text, width))


def _lines(text: str, width: int) -> Iterator[str]:
    line = ""
    for piece in UNIT.findall(" ".join(text.split())):
        if line and columns((line + piece).rstrip()) > width:
            yield line.rstrip()
            line = ""
        line += piece
    if line:
        yield line.rstrip()


def hanging(text: str) -> str:
    """The text for this terminal: a line too long for it goes on below, further in; on paper and in pipes it stays whole."""
    if not sys.stdout.isatty():
        return text
    width = min(shutil.get_terminal_size().columns, 120)
    return "\n".join("\n".join(_hung(line, width)) for line in text.split("\n"))


def _hung(line: str, width: int) -> list[str]:
    if columns(line) <= width:
        return [line]
    indent = len(line) - len(line.lstrip())
    inside = wrapped(line, width - indent - 2)
    return [" " * indent + inside[0], *(" " * (indent + 2) + each for each in inside[1:])]


def named(text: str) -> str:
    """The names of values (FILE, CODE …), plain; in Chinese when Chinese is read."""
    for technical, plain in PLAINER.items():
        text = text.replace(technical, plain)
    return WORD.sub(lambda found: METAVARS[found[0]], text) if language() == "zh" else text


def headed(text: str) -> str:
    """Click's own words in Chinese, when Chinese is read."""
    if language() == "zh":
        for english, chinese in HEADINGS.items():
            text = text.replace(english, chinese)
    return text


def first_sentence(text: str) -> str:
    """What stands for a command in a list of commands."""
    found = FIRST_SENTENCE.match(" ".join(text.split()))
    return (found[0] if found else text).rstrip("。.")
