"""The reference page of the commands, from the commands themselves: `TUOPIN_LANG=en python -m tuopin.cli.reference` prints it."""

from collections.abc import Iterator

import click

from tuopin.cli import door

HEAD = """# Commands

Generated from `src/tuopin/cli`; do not edit (`TUOPIN_LANG=en python -m tuopin.cli.reference > docs/reference/commands.md`).
In a clone each is called as `python3 run.py cli …`. Under a Chinese locale, or with `TUOPIN_LANG=zh`, help and messages are Chinese.

Exit codes: 0 done · 1 something was found (`register check`) · 2 wrong call · 3 refused by a rule of the mechanism · 4 bad input ·
130 interrupted.
"""


def page() -> str:
    """The whole page: every command with its help."""
    root = door()
    parts = [f"## {path}\n\n```text\n{text}\n```\n" for path, text in _helps(root, root.context_class(root, info_name="tuopin"))]
    return "\n".join([HEAD, *parts])


def _helps(command: click.Command, context: click.Context) -> Iterator[tuple[str, str]]:
    context.terminal_width = context.max_content_width = 110
    yield context.command_path, command.get_help(context)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            if inner:
                yield from _helps(inner, inner.context_class(inner, info_name=name, parent=context))


if __name__ == "__main__":
    click.echo(page(), nl=False)
