"""What a cell of a field should hold, in words."""

from tuopin.common.words import Words
from tuopin.register.schema import Choice, Field, Kind

SHOWN = 12  # options named before "…"
_KINDS = {
    Kind.TEXT: Words("文字", "text"),
    Kind.CODE: Words("编号，作文本", "a number typed as text"),
    Kind.COUNT: Words("整数", "a whole number"),
    Kind.FEN: Words("金额（元），至多两位小数", "an amount in yuan, at most two decimals"),
    Kind.HUNDREDTHS: Words("数字，至多两位小数", "a number, at most two decimals"),
    Kind.TENK_FEN: Words("金额（万元）", "an amount in 10,000 yuan"),
    Kind.DAY: Words("日期，如 2016-03-01", "a day, such as 2016-03-01"),
    Kind.MONTH: Words("年月，如 2016-03", "a month, such as 2016-03"),
    Kind.YEAR: Words("四位年份，如 2016", "a year, such as 2016"),
    Kind.FLAG: Words("是 或 否", "是 (yes) or 否 (no)"),
}


def expected(field: Field) -> Words:
    """What a cell of this field should hold: the kind, with its unit, or the answers of its list."""
    if field.choice:
        several = field.kind is Kind.CHOICES
        return Words(
            "，".join((_answers(field.choice), *(["可多选，用“、”分隔"] if several else []))),
            "one of the answers: " + _answers(field.choice),
        )
    words = _KINDS[field.kind]
    if field.unit and field.kind in {Kind.COUNT, Kind.HUNDREDTHS}:
        return Words(f"{words.zh}（{field.unit.zh}）", f"{words.en} ({field.unit.en})")
    return words


def _answers(choice: Choice) -> str:
    labels = [option.labels[0] for option in choice.options]
    return "、".join(labels[:SHOWN]) + ("…" if len(labels) > SHOWN else "")
