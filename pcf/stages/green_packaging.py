"""Share of the packaging that meets a stated green rule, line by line."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pcf.errors import Problem
from pcf.model.study import ResolvedStudy, Setting
from pcf.stages.placed import PlacedComponent
from pcf.stages.reviewed import Tables, rows

SETTING = "green_packaging"
_SEPARATOR = re.compile(r"[,;，；、\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagingLine:
    """One material of one packaging line and whether the rule counts it as green.

    ``biogenic_carbon_kgc`` [kg C] is what the line holds, taken up as its fibre grew.
    """

    item: str
    name: str
    material: str
    title: str
    title_zh: str
    mass_kg: float
    biogenic_carbon_kgc: float
    green: bool
    reason: str
    reason_zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PackagingFacts:
    """Packaging by mass under a rule; ``stated`` where the study gives the rule itself."""

    mass_kg: float
    green_mass_kg: float
    biogenic_carbon_kgc: float
    stated: bool
    materials: tuple[str, ...]
    lines: tuple[PackagingLine, ...]

    @property
    def green_share(self) -> float:
        """Share of the packaging mass that is green [-]; 0 without packaging."""
        return self.green_mass_kg / self.mass_kg if self.mass_kg else 0.0


def packaging_facts(
    parts: Sequence[PlacedComponent], study: ResolvedStudy, tables: Tables
) -> PackagingFacts:
    """Return the share of packaging whose material the rule names.

    The rule is the study's own (setting ``green_packaging``: keys of
    ``end_of_life/materials.csv``), else that of ``end_of_life/green_packaging.csv``. Neither is
    a standard: no standard was read that gives a share by mass, hence the rule is printed.
    """
    stated = study.has(SETTING)
    reasons = {entry["material"]: entry for entry in rows(tables, "eol_green_packaging")}
    titles = {entry["key"]: entry for entry in rows(tables, "eol_materials")}
    green = (
        named_materials(study.text(SETTING))
        if stated
        else tuple(name for name, entry in reasons.items() if entry["green"] == "1")
    )
    lines = tuple(
        PackagingLine(
            item=part.item,
            name=part.component.line.label,
            material=content.material,
            title=titles[content.material]["title"],
            title_zh=titles[content.material]["title_zh"],
            mass_kg=content.mass_kg * part.count,
            biogenic_carbon_kgc=_held_kgc(part, content.mass_kg),
            green=content.material in green,
            reason="" if stated else reasons.get(content.material, {}).get("reason", ""),
            reason_zh="" if stated else reasons.get(content.material, {}).get("reason_zh", ""),
        )
        for part in parts
        if part.is_packaging
        for content in part.inventory.materials
    )
    return PackagingFacts(
        mass_kg=math.fsum(line.mass_kg for line in lines),
        green_mass_kg=math.fsum(line.mass_kg for line in lines if line.green),
        biogenic_carbon_kgc=math.fsum(line.biogenic_carbon_kgc for line in lines),
        stated=stated,
        materials=tuple(sorted(green)),
        lines=lines,
    )


def named_materials(text: str) -> tuple[str, ...]:
    """Return the material keys a setting names, parted by comma, semicolon or blank."""
    return tuple(name for name in _SEPARATOR.split(text.strip()) if name)


def rule_problems(settings: Mapping[str, Setting], tables: Tables) -> Iterable[Problem]:
    """Yield a problem for a rule that names what is no end-of-life material."""
    if SETTING not in settings:
        return
    setting = settings[SETTING]
    known = {entry["key"] for entry in rows(tables, "eol_materials")}
    unknown = [name for name in named_materials(str(setting.value)) if name not in known]
    if unknown:
        shown = ", ".join(sorted(known))
        yield Problem(
            code="STU120",
            message=f"{SETTING} names no material: {', '.join(unknown)} (known: {shown})",
            message_zh=f"{SETTING} 含未知材料：{'、'.join(unknown)}（可选：{shown}）",
            at=setting.at,
        )


def _held_kgc(part: PlacedComponent, mass_kg: float) -> float:
    """Return the biogenic carbon of one material of a line, by its share of the mass [kg C]."""
    if not part.inventory.mass_kg:
        return 0.0
    return part.inventory.biogenic_carbon_kgc * part.count * mass_kg / part.inventory.mass_kg
