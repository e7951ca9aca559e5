"""Small files as a county sends them: a list of persons, written by hand so that a test knows every cell."""

import csv
from datetime import date

from tuopin.common.identity import made_up_id

VILLAGE, OTHER = "520381001001", "520381001002"
PERSON = ("行政村编码", "户编号", "人编号", "姓名", "证件号码", "与户主关系", "贫困户属性", "脱贫属性", "首次识别时间", "联系电话", "人均纯收入")
DOCUMENTS = {}


def document(code):
    """The same made-up number for the same person, another for another."""
    number = DOCUMENTS.setdefault(code, len(DOCUMENTS))
    return made_up_id(date(1970, 1 + number % 12, 1 + number % 28), "male", number)


def person(household, member, *, village=VILLAGE, **cells):
    """One row; the first member is the householder."""
    code = f"{household}{member:02d}"
    return {
        "行政村编码": village, "户编号": household, "人编号": code, "姓名": f"张{member}", "证件号码": document(code),
        "与户主关系": "户主" if member == 1 else "之子", "贫困户属性": "一般贫困户", "脱贫属性": "未脱贫", "首次识别时间": "2014-01",
        "联系电话": "", "人均纯收入": "3000.50", **cells,
    }  # fmt: skip


def households(*codes, village=VILLAGE, members=2, **cells):
    return [person(code, member, village=village, **cells) for code in codes for member in range(1, members + 1)]


def written(path, rows, columns=PERSON):
    """A CSV of such rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows({name: row.get(name, "") for name in columns} for row in rows)
    return path
