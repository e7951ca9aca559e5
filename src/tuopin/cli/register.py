"""`tuopin register`: import, check, templates of the register."""

from tuopin.cli.frame import Group, told

commands = Group(
    "register",
    help=told("建档立卡登记：导入表格、检查数据、生成模板。", "The register: import workbooks, check the data, write templates."),
    lazy={
        "import": "tuopin.cli.register_import:import_",
        "check": "tuopin.cli.register_check:check",
        "template": "tuopin.cli.register_template:template",
        "propose-map": "tuopin.cli.register_import:propose_map",
        "layouts": "tuopin.cli.register_template:layouts",
        "rules": "tuopin.cli.register_check:rules",
    },
)
