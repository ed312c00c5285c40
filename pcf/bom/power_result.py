"""A power result file as a curve: SPECpower_ssj2008 report, SERT results.xml or a csv table."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pcf.bom.power_findings import refused
from pcf.bom.power_sert import read_sert
from pcf.bom.power_specpower import is_specpower, read_specpower
from pcf.bom.power_table import read_power_table
from pcf.model.power import PowerResult
from pcf.model.provenance import CellRef

LARGEST_BYTES = 64 * 1024 * 1024  # a SERT result with every interval stays below 40 MB


def read_power(path: Path) -> PowerResult:
    """Read mean wall power by load from a result file.

    The content decides: XML is a SERT 2.x ``results.xml``, a text that names the benchmark is a
    SPECpower_ssj2008 report, anything else is a table of load and watt.

    Raises
    ------
    StudyError
        The file cannot be read (STU131), holds a line that cannot be (STU132), lacks load levels
        (STU133), declares a document type (STU134) or is no valid run (STU135).
    """
    content = _content(path)
    start = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html")):
        raise refused(
            "STU131", CellRef(file=path.name),
            "is a web page (save the text report of the same result, .txt)",
            "为网页文件（请保存同一结果的文本报告 .txt）",
        )  # fmt: skip
    if start.startswith(b"<"):
        return read_sert(path.name, content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refused(
            "STU131", CellRef(file=path.name),
            "is not UTF-8 text (expected a SPECpower text report, a SERT results.xml or a csv)",
            "不是 UTF-8 文本（应为 SPECpower 文本报告、SERT results.xml 或 csv）",
        ) from error  # fmt: skip
    lines = text.splitlines()
    return read_specpower(path.name, lines) if is_specpower(lines) else _table(path.name, lines)


def power_beside(stated: str, *, folder: Path, at: CellRef | None) -> PowerResult:
    """Read the power file a study names, relative to the folder of the study.

    Raises
    ------
    StudyError
        The name leads out of the folder (STU136), or as :func:`read_power`.
    """
    path = folder / stated
    if Path(stated).is_absolute() or not path.resolve().is_relative_to(folder.resolve()):
        raise refused(
            "STU136", at,
            f"power_file {stated!r} lies outside the folder of the study "
            "(give a name relative to it)",
            f"power_file {stated!r} 在研究文件夹之外（请给出相对路径）",
        )  # fmt: skip
    if not path.is_file():
        raise refused(
            "STU131", at,
            f"power_file {stated!r} is not there", f"power_file {stated!r} 不存在",
        )  # fmt: skip
    return read_power(path)


def _table(file: str, lines: Iterable[str]) -> PowerResult:
    return read_power_table(file, tuple(lines))


def _content(path: Path) -> bytes:
    try:
        size_bytes = path.stat().st_size
        content = path.read_bytes() if size_bytes <= LARGEST_BYTES else b""
    except OSError as error:
        reason = error.strerror or str(error)
        raise refused(
            "STU131", CellRef(file=path.name),
            f"cannot be opened: {reason}", f"无法打开：{reason}",
        ) from error  # fmt: skip
    if not content:
        why = ("empty", "文件为空") if size_bytes == 0 else ("too large", "文件过大")
        raise refused(
            "STU131", CellRef(file=path.name),
            f"cannot be read: {why[0]}", f"无法读取：{why[1]}",
        )  # fmt: skip
    return content
