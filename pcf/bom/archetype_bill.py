"""A configuration laid over its archetype: a complete bill of materials, each value with its place.

What a configuration states keeps the place of its cell; what the archetype fills in keeps a
place in the archetype's file (``archetypes/rack_2u_2s.yaml › 1.1``), which later makes it a
default. A text the archetype fills in ends in ``(archetype)``.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from pcf.bom.open_counts import open_count, pieces_of
from pcf.bom.wording import listed, shown
from pcf.model.archetype import Archetype, ArchetypeLine
from pcf.model.bom import BillOfMaterials, BomLine, Disposition, Stated
from pcf.model.notices import Notice
from pcf.model.provenance import CellRef

FILLED_TEXT = "(archetype)"
#: Columns that are settings of the study, as they stand.
SETTING_COLUMNS = ("mass_kg", "annual_kwh", "lifetime_years", "grid", "pue", "market")
_MODULE = "dimm_gb"  # capacity of one module, from memory and modules


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """One server known by its configuration: stated values by column, each with its place."""

    name: str
    archetype: str
    values: Mapping[str, Stated]
    file: str
    sha256: str
    at: CellRef
    unused: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = field(default=())


def filled_in(configuration: Configuration, archetype: Archetype) -> BillOfMaterials:
    """Return the bill of materials of a configuration, empty cells taken from the archetype.

    Lines of which there are none are left out.
    """
    columns = _Columns(configuration, archetype)
    lines = [
        line for entry in archetype.lines if (line := _line(entry, archetype, columns)) is not None
    ]
    settings = {
        name: configuration.values[name] for name in SETTING_COLUMNS if name in configuration.values
    }
    name_at = configuration.values.get("name")
    settings["product_name"] = Stated(
        value=configuration.name, at=name_at.at if name_at else configuration.at
    )
    settings["product_model"] = Stated(value=archetype.title, at=configuration.at)
    settings["product_model_zh"] = Stated(value=archetype.title_zh, at=configuration.at)
    return BillOfMaterials(
        file=configuration.file,
        sha256=configuration.sha256,
        lines=tuple(lines),
        settings=settings,
        notices=(*configuration.notices, *_notices(configuration, archetype, columns)),
    )


class _Columns:
    """Value of every column: the cell's, else the archetype's."""

    def __init__(self, configuration: Configuration, archetype: Archetype) -> None:
        self._archetype = archetype
        self._cells = configuration.values
        self.filled: dict[str, None] = {}
        self._own: dict[str, Stated] = {}
        self._modules()

    def number(self, column: str) -> Stated:
        """Return the number of a column; 0 where neither cell nor archetype has one."""
        found = self._own.get(column) or self._cells.get(column)
        if found is not None:
            return found
        self.filled[column] = None
        figure = self._archetype.defaults.get(column)
        at = self.place(f"defaults {column}")
        if figure is None:
            return Stated(value=0.0, at=at)
        return Stated(value=figure.value, low=figure.low, high=figure.high, at=at)

    def text(self, column: str) -> Stated | None:
        """Return the text of a column; that of the archetype ends in ``(archetype)``."""
        found = self._cells.get(column)
        if found is not None:
            return found
        self.filled[column] = None
        text = self._archetype.text_defaults.get(column)
        return Stated(value=text, at=self.place(f"defaults {column}")) if text else None

    def given(self, column: str) -> bool:
        """Whether the configuration states the column."""
        return column in self._cells

    def place(self, where: str) -> CellRef:
        """Return a place in the archetype's file."""
        return CellRef(file=self._archetype.file, cell=where)

    def _modules(self) -> None:
        """Settle modules and their capacity: memory without modules comes in usual modules.

        Where nothing is known of memory the size of a module carries what is not known of the
        whole; the number of modules stays, or one ignorance would be counted twice.
        """
        usual_gb = self._usual_module_gb()
        memory, modules = self._cells.get("memory_gb"), self._cells.get("dimm_count")
        if modules is None:
            usual = self.number("dimm_count")
            self._own["dimm_count"] = replace(usual, low=None, high=None)
        if memory is not None and modules is None and usual_gb:
            count = float(math.ceil(float(memory.value) / usual_gb))
            self._own["dimm_count"] = Stated(value=count, at=memory.at)
        count = float(self.number("dimm_count").value)
        if memory is not None and count:
            self._own[_MODULE] = _divided(memory, count)
        else:
            self.filled["memory_gb"] = None
            at = self.place(f"defaults {_MODULE}")
            self._own[_MODULE] = Stated(value=usual_gb, at=at)

    def _usual_module_gb(self) -> float:
        memory = self._archetype.defaults.get("memory_gb")
        modules = self._archetype.defaults.get("dimm_count")
        return memory.value / modules.value if memory and modules and modules.value else 0.0


def _line(entry: ArchetypeLine, archetype: Archetype, columns: _Columns) -> BomLine | None:
    at = columns.place(f"{entry.item} {entry.name}")
    counts = {column: columns.number(column) for column in entry.per}
    count = max(pieces_of(entry, counts), entry.at_least)
    if count == 0:
        return None
    stated = {name: Stated(value=figure.value, at=at) for name, figure in entry.figures.items()}
    stated |= {name: Stated(value=text, at=at) for name, text in entry.choices.items()}
    stated |= {name: columns.number(column) for name, column in entry.columns.items()}
    for name, column in entry.choice_columns.items():
        text = columns.text(column)
        if text is not None:
            stated[name] = text
    mass = entry.figures.get("mass_kg")
    counted_at = next((counts[name].at for name in entry.per if columns.given(name)), at)
    return BomLine(
        item=entry.item,
        level=1,
        parent=None,
        part_number="",
        name=entry.name,
        description=_description(entry, columns),
        material=entry.material,
        component_class=entry.component_class,
        supplier="",
        country="",
        designators="",
        quantity=count,
        count=count,
        unit="pcs",
        mass_kg=mass.value if mass else None,
        stated=stated,
        disposition=Disposition.COUNTED,
        at=counted_at,
        section=entry.section,
        name_zh=entry.name_zh,
        open_count=open_count(entry, counts),
    )


def _description(entry: ArchetypeLine, columns: _Columns) -> str:
    """Return what the line says of itself; a processor also says its cores."""
    parts = [entry.description] if entry.description else []
    if entry.text_column:
        text = columns.text(entry.text_column)
        if text is not None:
            parts.append(_marked(str(text.value), columns.given(entry.text_column)))
    if entry.component_class == "processor":
        cores = columns.number("cpu_cores")
        if cores.value:
            parts.append(_marked(_cores(cores), cores.low is None))
    return ", ".join(parts)


def _divided(whole: Stated, pieces: float) -> Stated:
    """Return one of equal pieces of a whole, its interval with it."""
    return replace(
        whole,
        value=float(whole.value) / pieces,
        low=None if whole.low is None else whole.low / pieces,
        high=None if whole.high is None else whole.high / pieces,
    )


def _cores(cores: Stated) -> str:
    """Return the cores of a processor in words, with their range where they are filled in."""
    if cores.low is None or cores.high is None:
        return f"{cores.value:g} cores"
    return f"{cores.value:g} cores ({cores.low:g} to {cores.high:g})"


def _marked(text: str, given: bool) -> str:
    return text if given else f"{text} {FILLED_TEXT}"


def _notices(
    configuration: Configuration, archetype: Archetype, columns: _Columns
) -> tuple[Notice, ...]:
    said = []
    if columns.filled:
        names = listed(list(columns.filled), at_most=20)
        said.append(
            Notice(
                code="BOM251",
                message=f"filled in from archetype {archetype.key}: {names}",
                message_zh=f"以下取自原型 {archetype.key}：{names}",
                at=configuration.at,
            )
        )
    memory, modules = (configuration.values.get(name) for name in ("memory_gb", "dimm_count"))
    if memory and modules and float(modules.value) and float(memory.value) % float(modules.value):
        said.append(
            Notice(
                code="BOM250",
                message=f"{memory.value:g} GB do not divide into {modules.value:g} modules "
                "of whole size; modules of equal size are taken",
                message_zh=f"{memory.value:g} GB 不能整分为 {modules.value:g} 条；"
                "按等容量内存条计算",
                at=memory.at,
            )
        )
    if memory and float(memory.value) and modules and not float(modules.value):
        said.append(
            Notice(
                code="BOM252",
                message=f"{memory.value:g} GB of memory in no module: memory is not counted",
                message_zh=f"内存 {memory.value:g} GB 但内存条数为 0：未计入内存",
                at=modules.at,
            )
        )
    if configuration.unused:
        names = listed([shown(title) for title in configuration.unused])
        said.append(
            Notice(
                code="BOM253",
                message=f"columns that no configuration has are not read: {names}",
                message_zh=f"未读取的列：{names}",
                at=configuration.at,
            )
        )
    return tuple(said)
