"""A table of declared server footprints: each row as a configuration, beside what it declares."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.bom.declared_model import MODELS_TABLE, Chosen, chosen_archetype
from pcf.bom.declared_place import place_code
from pcf.bom.declared_year import YEARS_TABLE, YearFigures, figures_of
from pcf.bom.findings import Findings
from pcf.bom.grid import Row, Sheet, plain_text
from pcf.bom.read import read_raw
from pcf.bom.wording import shown
from pcf.errors import BomError
from pcf.model.archetype import Archetype
from pcf.model.bom import BillOfMaterials, BomLine, Stated
from pcf.model.knowledge import Knowledge
from pcf.model.provenance import CellRef

MANUFACTURING = "gwp_manufacturing_kgco2e"
REQUIRED = ("name", MANUFACTURING)
#: Column of the table -> column of a configuration, read as it stands.
SAME = {
    "number_cpu": "cpu_count",
    "cores_per_cpu_max": "cpu_cores",
    "memory_gb": "memory_gb",
    "weight_kg": "mass_kg",
    "lifetime_years": "lifetime_years",
}
#: Number and total capacity of drives -> count and capacity of one.
DRIVES = {"ssd": ("n_ssd", "ssd_total_gb"), "hdd": ("n_hdd", "hdd_total_gb")}
NUMBERS = (
    MANUFACTURING, *SAME, "n_ssd", "ssd_total_gb", "n_hdd", "hdd_total_gb",
    "height_u", "release_year", "yearly_tec_kwh",
)  # fmt: skip
#: Parameters of a class that follow from the year of the server.
BY_YEAR = {"memory_module": "dram_node_nm", "solid_state_drive": "nand_layers_count"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredServer:
    """A declared footprint and the bill of materials its row was turned into.

    ``manufacturing_kgco2e`` is what the sheet declares to the factory gate, ``annual_kwh`` its
    electricity, 0 where it has none. ``assumed`` names what the row did not say.
    """

    name: str
    archetype: str
    manufacturing_kgco2e: float
    annual_kwh: float
    bom: BillOfMaterials
    assumed: tuple[str, ...]


def read_declared(
    path: Path, knowledge: Knowledge, *, encoding: str | None = None
) -> tuple[DeclaredServer, ...]:
    """Return every declared server of a table, in order; rows that declare nothing are left out.

    Raises
    ------
    BomError
        Every problem at once: a missing column (BOM165), a cell that is no number or negative
        (BOM166), no row at all (BOM119).
    """
    path = Path(path)
    content, raw = read_raw(path, encoding=encoding)
    findings = Findings()
    sheet = raw.sheets[0] if raw.sheets else Sheet(file=path.name, name="", rows=())
    table = _Table(sheet, findings)
    servers = [
        server
        for row in table.rows
        if (server := _server(table, row, content, knowledge)) is not None
    ]
    if not findings.problems and not servers:
        findings.refuse(
            "BOM119", sheet.itself, "no row declares a footprint", "没有任何行声明碳足迹"
        )
    if findings.problems:
        raise BomError(findings.problems)
    return tuple(servers)


class _Table:
    """The rows of the table by column name; problems gather in ``findings``."""

    def __init__(self, sheet: Sheet, findings: Findings) -> None:
        self.sheet = sheet
        self._findings = findings
        head = sheet.rows[0] if sheet.rows else None
        titles = head.values if head else ()
        self._columns = {plain_text(title).strip().casefold(): i for i, title in enumerate(titles)}
        missing = [name for name in REQUIRED if name not in self._columns]
        for name in missing:
            findings.refuse(
                "BOM165", sheet.at(head.number if head else 1),
                f"column '{name}' is missing", f"缺少列“{name}”",
            )  # fmt: skip
        self.rows: Sequence[Row] = () if missing else sheet.rows[1:]

    def text(self, row: Row, name: str) -> str:
        column = self._columns.get(name)
        return "" if column is None else plain_text(row.value(column)).strip()

    def numbers(self, row: Row) -> dict[str, Stated]:
        """Return the numbers a row states, by column; what is none is a problem."""
        found = {}
        for name in NUMBERS:
            text = self.text(row, name)
            if not text:
                continue
            at = self.sheet.at(row.number, self._columns[name])
            number = _number(text)
            if number is None:
                self._findings.refuse(
                    "BOM166", at,
                    f"{name} is no number of 0 or more: '{shown(text)}'",
                    f"{name} 应为不小于 0 的数：“{shown(text)}”",
                    row=row.number, column=self._columns[name],
                )  # fmt: skip
                continue
            found[name] = Stated(value=number, at=at)
        return found


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0.0 <= number < float("inf") else None


def _server(table: _Table, row: Row, content: bytes, knowledge: Knowledge) -> DeclaredServer | None:
    numbers = table.numbers(row)
    declared = numbers.get(MANUFACTURING)
    name = table.text(row, "name")
    if declared is None or not name:
        return None
    at = table.sheet.at(row.number)
    year = figures_of(knowledge.tables[YEARS_TABLE], _year(table, row, numbers))
    chosen = _chosen(table, row, numbers, year, knowledge)
    archetype = chosen.archetype
    values = _values(numbers, year, chosen, at)
    grid = place_code(table.text(row, "use_location"), knowledge.tables)
    if grid is not None:
        values["grid"] = Stated(value=grid, at=at)
    values["name"] = Stated(value=name, at=at)
    configuration = Configuration(
        name=name,
        archetype=archetype.key,
        values=values,
        file=table.sheet.file,
        sha256=hashlib.sha256(content + f"\n# {row.number}".encode()).hexdigest(),
        at=at,
    )
    bom = filled_in(configuration, archetype)
    kwh = numbers.get("yearly_tec_kwh")
    return DeclaredServer(
        name=name,
        archetype=archetype.key,
        manufacturing_kgco2e=float(declared.value),
        annual_kwh=float(kwh.value) if kwh else 0.0,
        bom=replace(bom, lines=tuple(_of_its_year(line, year, archetype) for line in bom.lines)),
        assumed=_assumed(numbers, grid),
    )


def _year(table: _Table, row: Row, numbers: Mapping[str, Stated]) -> int | None:
    """Return the year of release, else that of the sheet, ``None`` where neither is known."""
    released = numbers.get("release_year")
    if released is not None:
        return int(float(released.value))
    said = _YEAR.search(table.text(row, "report_date"))
    return int(said[0]) if said else None


def _chosen(
    table: _Table,
    row: Row,
    numbers: Mapping[str, Stated],
    year: YearFigures,
    knowledge: Knowledge,
) -> Chosen:
    height, processors, disks = (numbers.get(n) for n in ("height_u", "number_cpu", "n_hdd"))
    return chosen_archetype(
        table.text(row, "name"),
        server_type=f"{table.text(row, 'server_type')} {table.text(row, 'subcategory')}",
        height_u=float(height.value) if height else year.value("height_u"),
        processors=int(float(processors.value)) if processors else 0,
        disks=int(float(disks.value)) if disks else 0,
        models=knowledge.tables[MODELS_TABLE],
        archetypes=knowledge.archetypes,
    )


def _values(
    numbers: Mapping[str, Stated], year: YearFigures, chosen: Chosen, at: CellRef
) -> dict[str, Stated]:
    archetype = chosen.archetype
    values = {mine: numbers[theirs] for theirs, mine in SAME.items() if theirs in numbers}
    values["memory_generation"] = Stated(value=year.text("memory_generation"), at=at)
    memory = values.setdefault("memory_gb", year.stated("memory_gb", archetype.file))
    modules = -(-float(memory.value) // year.value("dimm_gb"))
    values["dimm_count"] = Stated(value=modules, at=memory.at)
    usual_cores = archetype.defaults.get("cpu_cores")
    if "cpu_cores" not in values and usual_cores and usual_cores.value > year.value("cpu_cores"):
        values["cpu_cores"] = year.stated("cpu_cores", archetype.file)
    if chosen.enclosure_share is not None:
        place = CellRef(file=archetype.file, cell=MODELS_TABLE)
        values["enclosure_share"] = Stated(value=chosen.enclosure_share, at=place)
    return values | _drives(numbers, year, archetype, at)


def _drives(
    numbers: Mapping[str, Stated], year: YearFigures, archetype: Archetype, at: CellRef
) -> dict[str, Stated]:
    """Return drives of either kind: none of a kind where the row lists those of the other."""
    values = {}
    known = any(count in numbers for count, _ in DRIVES.values())
    for kind, (count_name, total_name) in DRIVES.items():
        count, total = numbers.get(count_name), numbers.get(total_name)
        values[f"{kind}_count"] = count or Stated(value=0.0, at=at)
        if count is not None and count.value and total is not None and total.value:
            each = float(total.value) / float(count.value)
            values[f"{kind}_gb"] = Stated(value=each, at=total.at)
        elif kind == "ssd":
            values["ssd_gb"] = year.stated("ssd_gb", archetype.file)
    if not known:
        values["ssd_count"] = year.stated("ssd_count", archetype.file)
    return values


def _of_its_year(line: BomLine, year: YearFigures, archetype: Archetype) -> BomLine:
    name = BY_YEAR.get(line.component_class)
    if name is None:
        return line
    return replace(line, stated={**line.stated, name: year.stated(name, archetype.file)})


def _assumed(numbers: Mapping[str, Stated], grid: str | None) -> tuple[str, ...]:
    """Return the columns the row leaves open and the configuration had to take from elsewhere."""
    open_columns = [
        name
        for name in ("release_year", "height_u", *SAME, "n_ssd", "n_hdd")
        if name not in numbers
    ]
    if numbers.get("n_ssd") and numbers["n_ssd"].value and "ssd_total_gb" not in numbers:
        open_columns.append("ssd_total_gb")
    if grid is None:
        open_columns.append("use_location")
    return tuple(open_columns)
