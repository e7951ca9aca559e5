"""Every command line that a page shows can be typed: each command, option and choice in it exists."""

import re
import shlex

import click
import pytest

from house.tree import ROOT
from tuopin.cli import door

PAGES = ["README.md", "README.zh-CN.md", "docs/tour.md", *(str(path.relative_to(ROOT)) for path in sorted((ROOT / "docs").glob("[th]*/*.md")))]
BLOCK = re.compile(r"^ *```(?:sh|console)\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"^ *(?:\$ )?(?:[A-Z_]+=\S+ )*(?:tuopin|python3 run\.py (?:cli|(?=demo))) ?(.*)$", re.MULTILINE)


def lines(page):
    """The arguments of every call in the page's blocks; a line that ends in a backslash goes on; a comment is none."""
    for block in BLOCK.findall((ROOT / page).read_text("utf-8")):
        for call in CALL.findall(block.replace("\\\n", " ")):
            yield shlex.split(call, comments=True)


def wrong_in(arguments):
    """What click finds wrong about the call without carrying it out; None if it can be typed."""
    command, context, left = door(), None, arguments
    try:
        while True:
            context = command.context_class(command, info_name="tuopin", parent=context)
            left = command.parse_args(context, list(left))
            if not isinstance(command, click.Group):
                return None
            _, command, left = command.resolve_command(context, [*context._protected_args, *context.args])
    except click.exceptions.Exit:  # --help and --version end the call
        return None
    except click.UsageError as error:
        return None if "does not exist" in error.message else f"{shlex.join(arguments)}: {error.format_message()}"


@pytest.mark.parametrize("page", PAGES)
def test_every_command_line_can_be_typed(page):
    assert [told for told in map(wrong_in, lines(page)) if told] == []


@pytest.mark.parametrize("page", ["README.md", "README.zh-CN.md"])
def test_the_readme_shows_the_whole_way(page):
    shown = [" ".join(arguments[:2]) for arguments in lines(page)]
    steps = ["register import", "register check", "assess my/snapshot", "explain my/result"]
    assert [step for step in steps if step not in shown] == []


@pytest.mark.parametrize("call", [["assess", "x"], ["assess", "x", "--out", "y", "--uot", "z"], ["asess"], ["lists", "x", "mine"]])
def test_a_call_that_cannot_be_typed_is_found(call):
    assert wrong_in(call) is not None
