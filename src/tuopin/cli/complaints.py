"""A wrong call, told in Chinese when Chinese is read: click's own sentences and what they become."""

import re

import click
from click.exceptions import NoArgsIsHelpError

from tuopin.cli.page import named
from tuopin.common.words import language

SENTENCES = (
    (r"Missing argument '([^']*)'\.", r"缺少参数“\1”。"),
    (r"Missing option '([^']*)'\.", r"缺少选项“\1”。"),
    (r"Missing command\.", "缺少命令。"),
    (r"No such option '?([^\s'.]+)'?\.", r"没有选项“\1”。"),
    (r"No such command '([^']*)'\.", r"没有命令“\1”。"),
    (r"\(?Did you mean(?: one of:)? (.*?)\?\)?", r"是否想用 \1？"),
    (r"Invalid value for (.*?): ", r"\1 的值不对："),
    (r"Invalid value: ", "值不对："),
    (r"'([^']*)' is not a valid integer(?: range)?\.", r"“\1”不是整数。"),
    (r"'([^']*)' is not a valid float(?: range)?\.", r"“\1”不是数字。"),
    (r"(\S+) is not in the range (.*?)\.$", r"\1 不在 \2 的范围内。"),
    (r"'([^']*)' is not one of (.*?)\.$", r"“\1”不在可选之列：\2。"),
    (r"'([^']*)' does not match the formats? (.*?)\.$", r"“\1”不是 \2 格式的日期。"),
    (r"(?:Path|File|Directory) '([^']*)' does not exist\.", r"“\1”不存在。"),
    (r"(?:Path|File|Directory) '([^']*)' is a file\.", r"“\1”是文件，应为目录。"),
    (r"(?:Path|File|Directory) '([^']*)' is a directory\.", r"“\1”是目录，应为文件。"),
    (r"(?:Path|File|Directory) '([^']*)' is not readable\.", r"“\1”不可读。"),
    (r"(?:Path|File|Directory) '([^']*)' is not writable\.", r"“\1”不可写。"),
    (r"Option '([^']*)' requires an argument\.", r"选项“\1”后面要写值。"),
    (r"Option '([^']*)' does not take a value\.", r"选项“\1”后面不写值。"),
    (r"Got unexpected extra arguments? \((.*?)\)", r"多余的参数：\1。"),
    (r"Choose from:", "可选："),
)


def complaint(error: click.ClickException) -> str:
    """How the command is called and what was wrong about this call."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    context = error.ctx if isinstance(error, click.UsageError) else None
    if language() != "zh":
        head = f"{context.get_usage()}\nTry '{context.command_path} --help' for help.\n\n" if context else ""
        return f"{head}Error: {error.format_message()}"
    head = f"{context.get_usage()}\n详见：{context.command_path} --help\n\n" if context else ""
    return f"{head}用法错误：{in_chinese(error.format_message())}"


def in_chinese(message: str) -> str:
    """Click's sentence in Chinese; one that is not known stays as it is."""
    for english, chinese in SENTENCES:
        message = re.sub(english, chinese, message)
    return named(message)
