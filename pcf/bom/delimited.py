"""Read delimited text (.csv, .tsv, .txt) into one neutral sheet."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from pcf.bom.grid import ERROR_VALUES, Fault, FaultyCell, RawFile, Remark, Row, Sheet, Value
from pcf.bom.unreadable import UnreadableFileError
from pcf.bom.wording import shown

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_ROWS = 30
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_delimited(file: str, content: bytes, *, encoding: str | None = None) -> RawFile:
    """Return the table of a text file; encoding and delimiter are found out.

    The ladder is: byte-order mark, UTF-8, UTF-16 without mark, GB18030 (said in a remark). The
    delimiter is the one of comma, semicolon, tab and bar that parts the first rows most evenly.

    Raises
    ------
    UnreadableFileError
        BOM106 if no encoding of the ladder fits or ``encoding`` does not, BOM101 if a quotation
        mark is never closed.
    """
    text, remarks = _decoded(content, encoding)
    lines = list(io.StringIO(text, newline=""))  # splitlines() would part at form feeds too
    first = 1
    delimiter = ""
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0].strip()) == 5:
        delimiter, first, lines = lines[0].strip()[-1], 2, lines[1:]
    try:
        records = list(csv.reader(lines, delimiter=delimiter or _delimiter(lines), strict=True))
    except csv.Error as error:
        raise UnreadableFileError.damaged(f"not a regular delimited text: {error}") from error
    rows = [
        Row(number=number, values=tuple(map(_value, record)))
        for number, record in enumerate(records, start=first)
        if any(cell and not cell.isspace() for cell in record)
    ]
    return RawFile(sheets=(Sheet(file=file, name="", rows=tuple(rows)),), remarks=remarks)


def _decoded(content: bytes, encoding: str | None) -> tuple[str, tuple[Remark, ...]]:
    if encoding:
        try:
            return content.decode(encoding).lstrip("\ufeff"), ()
        except (UnicodeDecodeError, LookupError) as error:
            raise _unreadable(encoding) from error
    for candidate in _candidates(content):
        try:
            text = content.decode(candidate)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            break
        return text, (_GB18030,) if candidate == "gb18030" else ()
    raise _unreadable("utf-8, utf-16, gb18030")


def _candidates(content: bytes) -> tuple[str, ...]:
    if content.startswith(codecs.BOM_UTF8):
        return ("utf-8-sig",)
    if content.startswith(_UTF16_MARKS):
        return ("utf-16",)
    head = content[:2000]
    if head and head[1::2].count(0) > len(head) // 8:
        return ("utf-16-le",)
    if head and head[0::2].count(0) > len(head) // 8:
        return ("utf-16-be",)
    return ("utf-8", "gb18030")


def _delimiter(lines: list[str]) -> str:
    """Return the delimiter under which most rows have the same number of cells."""

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            sample = [
                len(record)
                for record, _ in zip(
                    csv.reader(lines, delimiter=delimiter), range(_SAMPLE_ROWS), strict=False
                )
                if any(record)
            ]
        except csv.Error:
            return (0.0, 0)
        wide = Counter(width for width in sample if width > 1)
        if not wide:
            return (0.0, 0)
        width, often = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
        return (often / len(sample), width)

    return max(_DELIMITERS, key=evenness)


def _value(cell: str) -> Value:
    if cell.strip() in ERROR_VALUES:
        return FaultyCell(fault=Fault.ERROR, text=cell.strip())
    return cell if cell and not cell.isspace() else None


def _unreadable(tried: str) -> UnreadableFileError:
    return UnreadableFileError(
        "BOM106",
        f"cannot be decoded as {shown(tried)} (give the right one with --encoding)",
        f"无法按 {shown(tried)} 解码（请用 --encoding 指定正确的编码）",
    )


_GB18030 = Remark(
    code="BOM225",
    message="read as GB18030, for it is not UTF-8 (if words look wrong, give --encoding)",
    message_zh="文件不是 UTF-8，已按 GB18030 读取（若出现乱码，请用 --encoding 指定编码）",
)
