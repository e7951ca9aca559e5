"""Whatever kind of file it is, by its content: each has its reader; what has none is unreadable and so refused. Clause R3c."""

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import IO, Final

from tuopin.common.guard.archives import CHUNK, DAMAGED, INFLATED, SPOOL, inside, read_archive
from tuopin.common.guard.books import SHEET, read_beside_cells, read_book, read_name
from tuopin.common.guard.cells import Table
from tuopin.common.guard.markup import read_markup
from tuopin.common.guard.parquet import read_parquet
from tuopin.common.guard.pdf import read_pdf
from tuopin.common.guard.pictures import is_picture, read_picture
from tuopin.common.guard.report import Report
from tuopin.common.guard.texts import encoding, pieces, read_text
from tuopin.common.words import Words

ZIP, PARQUET, PDF, GZIP = b"PK\x03\x04", b"PAR1", b"%PDF-", b"\x1f\x8b"
EMPTY_ZIP: Final = b"PK\x05\x06"
BOOK: Final = "xl/workbook.xml"
HEAD: Final = 4096
PAGE: Final = re.compile(r"<!doctype html|<html|<body|<table|<svg|<p>|<div", re.IGNORECASE)
JOINED_PARTS: Final = re.compile(r"(?:^|/)(?:xl|word|ppt)/|(?:^|/)(?:content|styles)\.xml$")
TABLES: Final = re.compile(r"\.(?:csv|tsv)$", re.IGNORECASE)
PAGES: Final = re.compile(r"\.x?html?$", re.IGNORECASE)
SETTINGS: Final = re.compile(r"printerSettings\d*\.bin$")
DELIMITERS: Final = ",;\t|"
LONGEST: Final = 2**24  # characters of one cell of a CSV
UNKNOWN: Final = Words("不认识的二进制内容", "binary content of an unknown kind")


def look(stream: IO[bytes], name: str, report: Report) -> None:
    """Everything a file holds, into the report."""
    head = stream.read(HEAD)
    stream.seek(0)
    read_name(name, report)
    if head.startswith((ZIP, EMPTY_ZIP)):
        _read_zip(stream, report)
    elif head.startswith(PARQUET):
        if not read_parquet(stream, report):
            report.unreadable(Words("Parquet 读不出", "the Parquet cannot be read"))
    elif head.startswith(PDF):
        read_pdf(stream, report)
    elif head.startswith(GZIP):
        _read_gzip(stream, name, report)
    elif is_picture(head) or SETTINGS.search(name):
        read_picture(stream, report)
    else:
        _read_text(stream, name, report)


def _read_zip(stream: IO[bytes], report: Report) -> None:
    """An archive; of a workbook its cells as cells, if they can be read so, and all else as in any archive."""
    try:
        with zipfile.ZipFile(stream) as archive:
            book = BOOK in archive.namelist()
    except DAMAGED:
        book = False
    stream.seek(0)
    as_cells = book and read_book(stream, report)
    stream.seek(0)
    read_archive(stream, report, _look_beside_cells if as_cells else look)
    report.spared.clear()


def _look_beside_cells(stream: IO[bytes], name: str, report: Report) -> None:
    if SHEET.fullmatch(name):
        read_beside_cells(stream, report)
    else:
        look(stream, name, report)


def _read_text(stream: IO[bytes], name: str, report: Report) -> None:
    form = encoding(stream)
    if form is None:
        report.unreadable(UNKNOWN)
        return
    if TABLES.search(name):
        _read_table(stream, form, report)
        return
    start = next(pieces(stream, form), "")[:HEAD].lstrip()
    stream.seek(0)
    if PAGES.search(name) or PAGE.match(start):
        read_markup(stream, form, report, joining=True)
    elif start.startswith("<"):
        read_markup(stream, form, report, joining=bool(JOINED_PARTS.search(name)) or bool(PAGE.search(start)))
    else:
        read_text(stream, form, report)


def _read_table(stream: IO[bytes], form: str, report: Report) -> None:
    """A CSV, cell by cell; what is no table after all is read as text."""

    def place(row: int, column: int) -> Words:
        return Words(f"第 {row + 1} 行第 {column + 1} 列", f"row {row + 1}, column {column + 1}")

    lines = io.TextIOWrapper(stream, form, errors="replace", newline="")
    try:
        first = lines.readline(LONGEST)
        delimiter = max(DELIMITERS, key=first.count)
        csv.field_size_limit(LONGEST)
        Table(report, place).read(csv.reader(_whole(chain((first,), lines)), delimiter=delimiter))
    except csv.Error:
        lines.seek(0)
        read_text(lines.detach(), form, report)
    else:
        lines.detach()


def _whole(lines: Iterator[str]) -> Iterator[str]:
    """Lines without the zero bytes that the reader of CSV would stop at."""
    return (line.replace("\0", "") for line in lines)


def _read_gzip(stream: IO[bytes], name: str, report: Report) -> None:
    inner = name.removesuffix(".gz")
    try:
        with gzip.open(stream) as packed, SpooledTemporaryFile(SPOOL) as content:
            while content.tell() <= INFLATED and (chunk := packed.read(CHUNK)):
                content.write(chunk)
            if content.tell() > INFLATED:
                report.unreadable(Words("解压后过大", "it unpacks to an absurd size"))
            content.seek(0)
            with inside(report, inner):
                look(content, inner, report)
    except (OSError, EOFError, zlib.error):
        report.unreadable(Words("压缩文件读不出", "the compressed file cannot be read"))
