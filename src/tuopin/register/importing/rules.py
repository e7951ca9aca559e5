"""The rules of the import, each declared once: what is found, how grave it is, what was expected, in both languages.

A fatal finding refuses its row; with every other finding the row is taken and the cell is left empty (or read as said).
"""

from typing import NamedTuple

from tuopin.common.words import Words
from tuopin.register.problem import Level


class Rule(NamedTuple):
    """One rule of the import: "{…}" of `because` is filled with what the cell shows, `expected` None follows from the field."""

    id: str
    level: Level
    because: Words
    expected: Words | None = None


_ALL = (
    Rule(
        "I01",
        Level.FATAL,
        Words("没有户编号", "no household number"),
        Words("每一行填写户编号", "a household number on every row"),
    ),
    Rule(
        "I02",
        Level.FATAL,
        Words(
            "编号不可读（含非编号字符，或被 Excel 变成数字后丢失了位数）",
            "the number cannot be read (odd characters, or Excel made it a number and lost digits)",
        ),
        Words("按原编号作文本填写", "the number as issued, typed as text"),
    ),
    Rule(
        "I03",
        Level.FATAL,
        Words(
            "没有人编号，也没有姓名和证件号码，无法认定是谁",
            "no person number, name or document number: nobody can say who this is",
        ),
        Words("填写人编号，或姓名与证件号码", "a person number, or a name and document number"),
    ),
    Rule(
        "I04",
        Level.FATAL,
        Words("找不到这个地方：{zh}", "no such place: {en}"),
        Words(
            "写全县、乡镇、行政村的名称；名录外的村用 --places 提供",
            "county, township and village by name; villages outside the gazetteer through --places",
        ),
    ),
    Rule(
        "I05",
        Level.FATAL,
        Words("地名不能唯一确定：{zh}", "the place is not unique: {en}"),
        Words("补写上级地名，或用 --within 限定范围", "add the place above, or limit the area with --within"),
    ),
    Rule(
        "I06",
        Level.FATAL,
        Words("不在 --within 指定的范围内：{zh}", "outside the area given by --within: {en}"),
        Words("只导入本辖区的行", "rows of the area only"),
    ),
    Rule(
        "I07",
        Level.FATAL,
        Words("与第 {zh} 行完全相同，重复", "the same as row {en}: a duplicate"),
        Words("删除重复的行", "each row once"),
    ),
    Rule(
        "I08",
        Level.FATAL,
        Words("与第 {zh} 行编号相同而内容不同", "the same number as row {en}, with other content"),
        Words("一个编号在一张表里只出现一次", "a number once in a sheet"),
    ),
    Rule(
        "I09",
        Level.FATAL,
        Words("同一人编号已在另一户：{zh}", "this person number already stands in another household: {en}"),
        Words("一人只在一户", "one person in one household"),
    ),
    Rule(
        "I10",
        Level.FATAL,
        Words(
            "没有这一户：人员表里没有此户编号，或其各行均被退回",
            "no such household: no list of persons holds this number, or all its rows were refused",
        ),
        Words("与人员表一致的户编号", "a household number of the persons' list"),
    ),
    Rule(
        "I11",
        Level.FATAL,
        Words("年度不可读", "the year cannot be read"),
        Words("四位年份，如 2016", "a year of four digits, such as 2016"),
    ),
    Rule(
        "I12",
        Level.FATAL,
        Words("县、乡镇或行政村没有填写", "county, township or village is blank"),
        Words("写全县、乡镇、行政村", "county, township and village"),
    ),
    Rule(
        "I13",
        Level.CONTRADICTION,
        Words("户主姓名与人员表不一致：{zh}", "the householder's name differs from the persons' list: {en}"),
        Words("与人员表一致的户主姓名", "the householder of the persons' list"),
    ),
    Rule(
        "I14",
        Level.CONTRADICTION,
        Words("同一户各行不一致，以第 {zh} 行为准", "the rows of one household disagree; row {en} stands"),
        Words("同一户的各行填写一致", "the same on every row of the household"),
    ),
    Rule(
        "I15",
        Level.CONTRADICTION,
        Words("与另一张表不一致，以先导入的为准：{zh}", "another table says otherwise, the first one stands: {en}"),
        Words("各表一致", "the same in every table"),
    ),
    Rule(
        "I16",
        Level.CONTRADICTION,
        Words("同一户写在两个村，以第 {zh} 行为准", "one household in two villages; row {en} stands"),
        Words("一户只在一个村", "one household in one village"),
    ),
    Rule(
        "I20",
        Level.CONTRADICTION,
        Words(
            "证件号码被 Excel 变成数字，后几位已丢失，不能猜",
            "Excel turned the document number into a number and lost its last digits; it is not guessed",
        ),
        Words("按证件重新填写，单元格先设为文本", "type it again from the document, the cell set to text first"),
    ),
    Rule(
        "I21",
        Level.CONTRADICTION,
        Words("证件号码不可读", "the document number cannot be read"),
        Words("18、20 或 22 位证件号码", "a document number of 18, 20 or 22 characters"),
    ),
    Rule("I22", Level.CONTRADICTION, Words("数字不可读", "the number cannot be read")),
    Rule(
        "I23",
        Level.CONTRADICTION,
        Words("金额精确到了分以下", "the amount is finer than a fen"),
        Words("元，至多两位小数", "yuan, at most two decimals"),
    ),
    Rule(
        "I24",
        Level.SUSPICIOUS,
        Words("小数多于两位，按四舍五入取两位", "more than two decimals; rounded to two"),
        Words("至多两位小数", "at most two decimals"),
    ),
    Rule("I25", Level.CONTRADICTION, Words("应为整数", "should be a whole number")),
    Rule("I27", Level.CONTRADICTION, Words("日期不可读", "the date cannot be read")),
    Rule(
        "I28",
        Level.CONTRADICTION,
        Words("单元格是数字，分不清 1 月还是 10 月", "the cell is a number: January or October cannot be told apart"),
        Words("作文本填写，如 2016-01 或 2016-10", "typed as text, such as 2016-01 or 2016-10"),
    ),
    Rule("I29", Level.CONTRADICTION, Words("年份不可读", "the year cannot be read")),
    Rule("I30", Level.CONTRADICTION, Words("看不出是或否", "neither yes nor no")),
    Rule(
        "I31",
        Level.CONTRADICTION,
        Words(
            "这里是本地代码数字，各地编码不同，不能采用",
            "a bare number is a local code; codes differ from place to place and are not used",
        ),
    ),
    Rule("I32", Level.CONTRADICTION, Words("不在可选项之内", "not one of the answers of the list")),
    Rule(
        "I33",
        Level.CONTRADICTION,
        Words("单元格是 Excel 错误值", "the cell holds an Excel error"),
        Words("改正公式或填写值", "a value instead of the broken formula"),
    ),
    Rule(
        "I34",
        Level.SUSPICIOUS,
        Words(
            "编号开头的零丢失，已按本列位数补回：{zh}",
            "leading zeros were lost and put back to the column's width: {en}",
        ),
        Words("编号作文本填写", "the number typed as text"),
    ),
    Rule(
        "I35",
        Level.SUSPICIOUS,
        Words("区划代码少一位，唯一对应：{zh}", "the place code is one digit short and has one reading only: {en}"),
        Words("12 位行政村代码", "a village code of 12 digits"),
    ),
    Rule("I36", Level.CONTRADICTION, Words("数字过大或过小", "the number is too large or too small to be true")),
    Rule(
        "I37",
        Level.SUSPICIOUS,
        Words(
            "本列编号是数字且位数不一，开头的零可能已丢失（只在此处提示一次）",
            "the numbers of this column are number cells of several widths: leading zeros may be lost (said once, here)",
        ),
        Words("编号作文本填写", "the number typed as text"),
    ),
)
RULES: dict[str, Rule] = {rule.id: rule for rule in _ALL}
FATAL = frozenset(rule.id for rule in _ALL if rule.level is Level.FATAL)


def page() -> str:
    """The rules of the import as a reference page."""
    head = "# What the import says\n\nGenerated from `src/tuopin/register/importing/rules.py`; do not edit (`python -m tuopin.report.pages`). "
    head += "A fatal row is refused, any other row is taken and its unreadable cell left empty.\n\n"
    head += "| id | level | 发现 | found | 应为 | expected |\n|---|---|---|---|---|---|\n"
    by_field = Words("按该列的类型", "by the column's kind")
    lines = ((rule, rule.expected or by_field) for rule in _ALL)
    return head + "".join(
        f"| {rule.id} | {rule.level} | {rule.because.zh} | {rule.because.en} | {said.zh} | {said.en} |\n"
        for rule, said in lines
    )
