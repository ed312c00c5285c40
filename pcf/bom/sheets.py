"""Which sheet is the BOM, and what the optional sheets say: settings and transport legs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from pcf.bom.findings import Findings
from pcf.bom.grid import FaultyCell, Row, Sheet, Value, is_blank, plain_text
from pcf.bom.headers import Header, find_header
from pcf.bom.measures import Measures, Wanted
from pcf.bom.vocabulary import Heading, Vocabulary
from pcf.bom.wording import listed, shown, squashed
from pcf.bom.words import SETTING_HEADERS, sheet_role
from pcf.model.bom import Stated, StatedLeg

SETTING_ROLES = frozenset({"study", "use", "end_of_life"})
_MOST_UNKNOWN = 20  # names of a sheet that are worth a suggestion each
_LONGEST_NAME = 60
_OPTIONAL_ROLES = SETTING_ROLES | {"packaging", "transport"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The sheets of a file by what they hold; ``bom`` is ``None`` where no sheet has a header."""

    bom: tuple[Sheet, Header] | None
    optional: tuple[tuple[str, Sheet], ...]
    not_read: tuple[Sheet, ...]
    hidden: tuple[Sheet, ...]


def choose_sheets(sheets: Sequence[Sheet], vocabulary: Vocabulary) -> Chosen:
    """Return which sheet is read as what.

    A hidden sheet is not read. The BOM is the sheet so named, else the one whose header has
    the most columns we know; the first of equals.
    """
    shown_sheets = [sheet for sheet in sheets if sheet.visible]
    optional = tuple(
        (role, sheet)
        for sheet in shown_sheets
        if (role := sheet_role(sheet.name)) in _OPTIONAL_ROLES
    )
    others = [sheet for sheet in shown_sheets if sheet_role(sheet.name) not in _OPTIONAL_ROLES]
    found = [
        (sheet, header)
        for sheet in others
        if (header := find_header(sheet, vocabulary.columns)) is not None
    ]
    best = max(
        found,
        key=lambda pair: (pair[1].counts, sheet_role(pair[0].name) == "bom", pair[1].score),
        default=None,
    )
    return Chosen(
        bom=best,
        optional=optional,
        not_read=tuple(sheet for sheet in others if best and sheet is not best[0] and sheet.rows),
        hidden=tuple(sheet for sheet in sheets if not sheet.visible),
    )


def say_of_sheets(chosen: Chosen, findings: Findings) -> None:
    """Name the sheets that are not read."""
    if chosen.hidden:
        names = listed([shown(sheet.name) for sheet in chosen.hidden])
        findings.say(
            "BOM204", chosen.hidden[0].itself,
            f"hidden sheets are not read: {names}", f"隐藏的工作表不读取：{names}",
        )  # fmt: skip
    if chosen.not_read and chosen.bom:
        names = listed([shown(sheet.name) for sheet in chosen.not_read])
        bom = shown(chosen.bom[0].name)
        findings.say(
            "BOM206", chosen.not_read[0].itself,
            f"the BOM is read from sheet '{bom}'; not read: {names}",
            f"BOM 取自工作表“{bom}”；未读取：{names}",
        )  # fmt: skip


def read_settings(sheet: Sheet, vocabulary: Vocabulary, findings: Findings) -> Mapping[str, Stated]:
    """Return the settings of a two- or few-column sheet: name, value, perhaps unit."""
    measures = Measures(sheet, vocabulary.units, findings)
    settings: dict[str, Stated] = {}
    unknown: list[tuple[int, int, str]] = []
    for row in sheet.rows:
        filled = [index for index, value in enumerate(row.values) if not is_blank(value)]
        name = plain_text(row.values[filled[0]]) if filled else ""
        if len(filled) < 2 or (
            squashed(name) in SETTING_HEADERS
            and squashed(plain_text(row.values[filled[1]])) in SETTING_HEADERS | {"值", "数值"}
        ):
            continue
        heading = vocabulary.settings.heading(name)
        if heading is None:
            unknown.append((row.number, filled[0], name))
            continue
        stated = _setting(row, filled[1], heading, vocabulary, measures)
        if stated:
            settings[heading.field] = stated
    for row_number, column, name in unknown[:_MOST_UNKNOWN]:
        _say_unknown(sheet, row_number, column, name, vocabulary, findings)
    if len(unknown) > _MOST_UNKNOWN:
        more = len(unknown) - _MOST_UNKNOWN
        findings.say(
            "BOM232", sheet.itself,
            f"{more} more names are no settings and are not read",
            f"另有 {more} 个名称不是可识别的设置项，不读取",
        )  # fmt: skip
    return settings


def _setting(
    row: Row, column: int, heading: Heading, vocabulary: Vocabulary, measures: Measures
) -> Stated | None:
    value: Value = row.values[column]
    at = measures.sheet.at(row.number, column)
    unit = vocabulary.settings.field_units.get(heading.field, "")
    if isinstance(value, FaultyCell):
        measures.report_fault(value, row=row.number, column=column)
        return None
    if not unit:
        return Stated(value=plain_text(value), at=at)
    if isinstance(value, str) and vocabulary.units.find(value):
        return None  # the cell of the value is blank, this is its unit
    beside = plain_text(row.value(column + 1))
    assumed = beside if vocabulary.units.find(beside) else heading.unit or unit
    wanted = Wanted(name=heading.field, name_zh=heading.field, unit=unit, assumed=assumed)
    read = measures.read(value, row=row.number, column=column, wanted=wanted)
    return Stated(value=read[0], at=at) if read else None


def _say_unknown(
    sheet: Sheet, row: int, column: int, name: str, vocabulary: Vocabulary, findings: Findings
) -> None:
    near = get_close_matches(
        squashed(name)[:_LONGEST_NAME], list(vocabulary.settings.aliases), n=1, cutoff=0.75
    )
    meant = vocabulary.settings.aliases[near[0]][0].alias if near else ""
    hint = f" (did you mean '{meant}'?)" if meant else ""
    hint_zh = f"（是否指“{meant}”？）" if meant else ""
    findings.say(
        "BOM232", sheet.at(row, column),
        f"'{shown(name)}' is no setting and is not read{hint}",
        f"“{shown(name)}”不是可识别的设置项，不读取{hint_zh}",
        row=row, column=column,
    )  # fmt: skip


def read_legs(sheet: Sheet, vocabulary: Vocabulary, findings: Findings) -> tuple[StatedLeg, ...]:
    """Return the transport legs of a table with mode, distance and perhaps share of the load."""
    found = _leg_header(sheet, vocabulary)
    if found is None:
        if sheet.rows:
            findings.refuse(
                "BOM107", sheet.itself,
                "no header found (expected columns mode and distance_km, perhaps share)",
                "未找到表头（应有 运输方式 与 距离 列，可有 份额 列）",
            )  # fmt: skip
        return ()
    header_row, columns = found
    measures = Measures(sheet, vocabulary.units, findings)
    for column, _ in columns.values():
        measures.learn(column, (row.value(column) for row in sheet.rows))
    legs = (_leg(row, columns, measures, findings) for row in sheet.rows if row.number > header_row)
    return tuple(leg for leg in legs if leg is not None)


def _leg_header(
    sheet: Sheet, vocabulary: Vocabulary
) -> tuple[int, dict[str, tuple[int, str]]] | None:
    for row in sheet.rows[:30]:
        columns: dict[str, tuple[int, str]] = {}
        for index, value in enumerate(row.values):
            heading = vocabulary.settings.heading(plain_text(value)) if value else None
            if heading and heading.field in {"mode", "distance_km", "share"}:
                columns.setdefault(heading.field, (index, heading.unit))
        if "mode" in columns and "distance_km" in columns:
            return row.number, columns
    return None


def _leg(
    row: Row,
    columns: Mapping[str, tuple[int, str]],
    measures: Measures,
    findings: Findings,
) -> StatedLeg | None:
    column, unit = columns["distance_km"]
    mode = plain_text(row.value(columns["mode"][0]))
    if not mode and is_blank(row.value(column)):
        return None
    at = measures.sheet.at(row.number, column)
    wanted = Wanted(name="distance", name_zh="距离", unit="km", assumed=unit or "km")
    distance = measures.read(row.value(column), row=row.number, column=column, wanted=wanted)
    if not mode or is_blank(row.value(column)):
        findings.refuse(
            "BOM122", at,
            "a transport leg needs a mode and a distance", "每段运输须填写方式与距离",
            row=row.number, column=column,
        )  # fmt: skip
        return None
    share = _share(row, columns, measures, findings)
    if distance is None or share is None:
        return None
    return StatedLeg(
        mode=mode, distance_km=distance[0], share=share, at=measures.sheet.at(row.number)
    )


def _share(
    row: Row, columns: Mapping[str, tuple[int, str]], measures: Measures, findings: Findings
) -> float | None:
    if "share" not in columns or is_blank(row.value(columns["share"][0])):
        return 1.0
    column, unit = columns["share"]
    wanted = Wanted(name="share", name_zh="份额", unit="1", assumed=unit or "1")
    read = measures.read(row.value(column), row=row.number, column=column, wanted=wanted)
    if read is None:
        return None
    if read[0] > 1:
        findings.refuse(
            "BOM122", measures.sheet.at(row.number, column),
            f"share {read[0]:g} is more than the whole load (write 0.8 or 80 %)",
            f"份额 {read[0]:g} 超过全部运量（请写 0.8 或 80 %）",
            row=row.number, column=column,
        )  # fmt: skip
        return None
    return read[0]
