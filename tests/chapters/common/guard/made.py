"""Made-up (合成) people with every number that may not leave, and files of all kinds that hold given cells."""

import csv
import io
import json
import zipfile
from datetime import date

import polars as pl
import xlsxwriter

from tuopin.common.guard.shapes import luhn
from tuopin.common.identity import made_up_id

BIRTH = date(1963, 8, 21)
IDENTITY = made_up_id(BIRTH, "male", 35)
WITH_X = next(number for serial in range(100) if (number := made_up_id(BIRTH, "female", serial)).endswith("X"))
OLD = "990381" + "630821" + "123"
CARD = made_up_id(BIRTH, "male", 34, card="41")
PHONE = f"199{4321:08d}"
BANK = next(number for tail in range(10) if luhn(number := f"621700{12345:012d}{tail}"))
HEADERS = ["户编号", "姓名", "证件号码", "联系电话", "银行账号", "健康状况", "文化程度"]


def people(count=40):
    """Rows as county sites once published them: name, identity, phone, bank account, health, schooling."""
    for serial in range(count):
        bank = next(number for tail in range(10) if luhn(number := f"621700{serial:012d}{tail}"))
        yield [f"0123{serial:06d}", "张三", made_up_id(BIRTH, "male", serial), f"199{serial:08d}", bank, "长期慢性病", "小学"]


def xlsx(rows, *, sheet="名单", after=None):
    """A workbook of one sheet; `after` may add to book and sheet."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False}) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
        if after:
            after(book, page)
    return file.getvalue()


def csv_text(rows, delimiter=","):
    file = io.StringIO()
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


def html(rows):
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f"<!doctype html><html><head><title>名单</title></head><body><table>{lines}</table></body></html>"


def parquet(columns, **more):
    file = io.BytesIO()
    pl.DataFrame(columns).write_parquet(file, **more)
    return file.getvalue()


def zipped(**members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return file.getvalue()


def every_form(rows):
    """The same rows as every kind of file, by the file's name."""
    head, *body = [list(map(str, row)) for row in rows]
    records = [dict(zip(head, row, strict=True)) for row in body]
    table = {name: [row[at] for row in body] for at, name in enumerate(head)}
    lines = "\n".join("  ".join(row) for row in (head, *body))
    forms = {
        "list.xlsx": xlsx(rows),
        "list.csv": csv_text(rows).encode("utf-8-sig"),
        "list-gb.csv": csv_text(rows, ";").encode("gb18030"),
        "list.tsv": csv_text(rows, "\t").encode(),
        "list.json": json.dumps(records).encode(),
        "list.jsonl": "\n".join(json.dumps(each, ensure_ascii=False) for each in records).encode(),
        "list.html": html(rows).encode(),
        "list.txt": lines.encode(),
        "list-16.txt": lines.encode("utf-16"),
        "list-16-be.txt": ascii(lines).encode("utf-16-be"),
        "list-gb.txt": lines.encode("gb18030"),
        "list.xml": ("<list>" + "".join(f"<row>{''.join(f'<c>{cell}</c>' for cell in row)}</row>" for row in body) + "</list>").encode(),
        "list.parquet": parquet(table),
    }
    forms["list.zip"] = zipped(a__csv=forms["list.csv"])
    forms["deep.zip"] = zipped(b__zip=zipped(a__xlsx=forms["list.xlsx"]))
    return forms
