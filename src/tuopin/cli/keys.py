"""`tuopin keys`: make, show and rotate the keys of what is sealed in the database. Clause R3c."""

import json
import os
from importlib import import_module
from pathlib import Path

import click

from tuopin.cli.frame import Command, Group, told

RESEALING = "tuopin.register.actions.reseal"

commands = Group(
    "keys",
    help=told(
        "密钥：生成、查看编号、轮换（证件号、电话、银行账号的加密密钥）。",
        "Keys of sealed numbers (documents, phones, bank accounts): make, show ids, rotate.",
    ),
)


@commands.command(
    "new",
    cls=Command,
    help=told(
        "生成一套新密钥，写入只有本人可读的文件；已有文件不覆盖。",
        "Write a fresh set of keys to a file only its owner reads; an existing file is kept.",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def new(file: Path) -> None:
    """Make a file of keys."""
    from tuopin.common import keys

    keys.write(file, keys.new_keys())
    click.echo(told(f"已写入 {file}（权限 0600）。", f"Written: {file} (mode 0600)."))
    click.echo(told("请另存一份到数据库之外；丢失则密文无法打开。", "Keep a copy away from the database: without the keys nothing opens."))
    click.echo(told(f"启用：设置 {keys.FILE_VARIABLE}={file.resolve()}", f"To use it, set {keys.FILE_VARIABLE}={file.resolve()}"))


@commands.command("show", cls=Command, help=told("列出密钥编号，不显示密钥。", "List the ids of the keys, never a key."))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--json", "as_json", is_flag=True, help=told("机器可读输出", "machine-readable output"))
def show(file: Path, *, as_json: bool) -> None:
    """Ids, the current one marked."""
    from tuopin.common import keys

    found = keys.read(file)
    if as_json:
        click.echo(json.dumps({"current": found.current, "sealing": sorted(found.sealing)}))
        return
    for name in sorted(found.sealing):
        click.echo(f"{name}  {told('当前', 'current') if name == found.current else told('旧：只用于打开', 'old: opens only')}")


@commands.command(
    "rotate",
    cls=Command,
    help=told(
        "轮换：添加一个新密钥并设为当前，再把数据库中的密文全部改用新密钥。旧密钥保留，用于打开旧备份。",
        "Rotate: add a key, make it the current one, seal everything in the database anew. The old key stays for old backups.",
    ),
)
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@click.option("--finish", is_flag=True, help=told("不加新密钥，只完成上次中断的轮换", "add no key, only finish a rotation that was interrupted"))
def rotate(file: Path | None, *, finish: bool) -> None:
    """Add a key, then seal anew."""
    from tuopin.cli.office_set_up import office
    from tuopin.common import keys
    from tuopin.common.progress import progress

    file = file or _file()
    office()
    if not finish:
        keys.replace(file, keys.with_new_key(keys.text_of(file)))
    found = keys.read(file)
    click.echo(told(f"当前密钥：{found.current}", f"The current key is {found.current}"))
    resealed = import_module(RESEALING).reseal_all(found, progress)
    click.echo(told(f"已改用新密钥的值：{resealed}", f"Values sealed anew: {resealed}"))


def _file() -> Path:
    from tuopin.common import keys
    from tuopin.common.refused import BadInput
    from tuopin.common.words import Words
    from tuopin.settings.database import home

    of_home = home() / "keys" / "keys.json"
    named = os.environ.get(keys.FILE_VARIABLE) or (str(of_home) if of_home.exists() else None)
    if not named:
        remedy = Words("写出文件，或设置该变量", "name the file or set the variable")
        raise BadInput(keys.FILE_VARIABLE, Words("没有指明密钥文件", "no file of keys is named"), remedy)
    return Path(named)
