"""`tuopin simulate`: two editions over one register; how much omission a county can still afford."""

import click

from tuopin.cli.frame import Group, told


class Simulations(Group):
    """A group in which a register instead of a command means `edition`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """`tuopin simulate REGISTER …` is `tuopin simulate edition REGISTER …`."""
        commands = {*self.list_commands(ctx), *ctx.help_option_names}
        return super().parse_args(ctx, args if not args or args[0] in commands else ["edition", *args])


commands = Simulations(
    "simulate",
    help=told(
        "模拟（结果不生效）：换一个标准或改一个数字，谁的结论会变；一个县还能容许多少漏评。",
        "Simulate (nothing comes into force): whose verdict changes under another edition or number; how much omission a county can still afford.",
    ),
    lazy={
        "edition": "tuopin.cli.simulate_edition:edition",
        "omission": "tuopin.cli.simulate_omission:omission",
    },
)
