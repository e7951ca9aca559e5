"""The frame of the command line: commands loaded when called, help in the reader's language, errors in one sentence."""

from importlib import import_module
from typing import Any

import click

from tuopin.cli.page import Context, first_sentence
from tuopin.common.words import Words, say


def told(zh: str, en: str) -> str:
    """A help text in the language of this run (chosen when the command is loaded)."""
    return say(Words(zh, en))


class Group(click.Group):
    """A group whose commands live in modules imported only when they are called for."""

    context_class = Context

    def __init__(self, *args: Any, lazy: dict[str, str] | None = None, **kwargs: Any) -> None:
        """`lazy` maps a command's name to "module:attribute"."""
        super().__init__(*args, **kwargs)
        self.lazy = lazy or {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order they were declared, which is the order of the work."""
        return [*self.commands, *(name for name in self.lazy if name not in self.commands)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now if need be."""
        if cmd_name in self.lazy and cmd_name not in self.commands:
            module, attribute = self.lazy[cmd_name].split(":")
            self.commands[cmd_name] = getattr(import_module(module), attribute)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with the first sentence of its help, whole."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, first_sentence(command.help or "")) for name, command in commands if command])


class Command(click.Command):
    """A command whose help is in the reader's language."""

    context_class = Context
