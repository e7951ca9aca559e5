"""Every command of the command line is named where a person looks for it."""

import click
import pytest

from house.tree import ROOT
from tuopin.cli import door

PAGES = ("README.md", "docs/reference/commands.md")


def commands(group, words=("tuopin",)):
    """Every leaf of the command tree, as it is typed."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, (*words, name))
        else:
            yield " ".join((*words, name))


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_named_in(page):
    text = " ".join((ROOT / page).read_text("utf-8").split())
    assert [command for command in commands(door()) if command not in text] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
@pytest.mark.parametrize("command", ["python3 run.py demo", "python3 run.py test"])
def test_the_readme_begins_with_the_two_commands(page, command):
    assert command in (ROOT / page).read_text("utf-8")
