"""The study resolved: every setting from the strongest place that gives it, then checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from types import MappingProxyType

from pcf.errors import StudyError
from pcf.model.bom import BillOfMaterials
from pcf.model.study import LEGS, ResolvedStudy, Setting, Study
from pcf.stages.leg_checks import checked_legs
from pcf.stages.mean_pue import pue_row
from pcf.stages.reviewed import Tables, row, rows
from pcf.stages.set_aside import set_aside, weaker, weaker_problems
from pcf.stages.study_checks import checked_settings, in_reading_order
from pcf.stages.transforms import effective_pue, liquid_cooled

NOTHING: Mapping[str, Setting] = MappingProxyType({})

#: Name of the profile where the study states its time shares (table ``choices``).
STATED_PROFILE = "stated"

#: Settings of every study, in the order they are printed (method.md §1).
ORDER: tuple[str, ...] = (
    "product_name", "product_model", "manufacturer", "functional_unit", "functional_unit_zh",
    "declared_unit", "declared_unit_zh", "boundary", "lifetime_years", "grid", "factory_grid",
    "supply_location",
    "pue", "profile", "market", "method", "cut_off", "eol_allocation", "spare_parts",
)  # fmt: skip


def resolve_study(
    study: Study,
    bom: BillOfMaterials,
    tables: Tables,
    *,
    grids: frozenset[str],
    above_sheet: Mapping[str, Setting] = NOTHING,
    below_sheet: Mapping[str, Setting] = NOTHING,
) -> ResolvedStudy:
    """Return the study with every setting of method.md §1 resolved and checked.

    Precedence: ``study`` (origin ``option``), ``above_sheet`` (options and environment), the
    sheets of the BOM (``sheet``), ``below_sheet`` (study and user file), then ``default`` from
    ``lci_data/study/defaults.csv``; PUE defaults to the mean of the grid's country.

    Parameters
    ----------
    grids
        Codes of the grids the background knows.

    Raises
    ------
    StudyError
        All problems at once, in the order of the settings or, in a file, of its lines (codes
        ``STU0nn`` and ``STU1nn``); a setting that gives way to a stronger place is checked too.
    """
    sheet = _sheet_settings(bom)
    given = {**below_sheet, **sheet, **above_sheet, **_argument_settings(study)}
    route = given.pop(LEGS, None)
    settings, problems = checked_settings(_with_defaults(given, tables), tables, grids)
    stated = bom.legs or (route.legs if route else ())
    legs, leg_problems = checked_legs(stated, tables)
    hidden = weaker(below_sheet, given, bom.legs)
    found = (*problems, *leg_problems, *weaker_problems(hidden, route, tables, grids))
    if found:
        raise StudyError(in_reading_order(found))
    if "load_profile" in settings:
        # the shares stated are the profile: the name of another would mislead
        settings["profile"] = replace(settings["load_profile"], value=STATED_PROFILE)
    notices = set_aside(hidden, settings, bom.legs)
    if "pue" not in settings:
        settings["pue"] = _default_pue(settings, tables)
    _fill_liquid_pue(settings, tables)
    _fill_units(settings, tables)
    ordered = [name for name in ORDER if name in settings]
    ordered += [name for name in settings if name not in ORDER]
    return ResolvedStudy(
        settings=MappingProxyType({name: settings[name] for name in ordered}),
        legs=legs,
        notices=notices,
    )


def _argument_settings(study: Study) -> dict[str, Setting]:
    values = {entry.name: getattr(study, entry.name) for entry in fields(study)}
    return {
        name: Setting(value=value, origin="option", source="option")
        for name, value in values.items()
        if value is not None
    }


def _sheet_settings(bom: BillOfMaterials) -> dict[str, Setting]:
    return {
        name: Setting(value=stated.value, origin="sheet", source=str(stated.at), at=stated.at)
        for name, stated in bom.settings.items()
    }


def _with_defaults(given: Mapping[str, Setting], tables: Tables) -> dict[str, Setting]:
    """Return ``given`` completed by the text and number defaults of method.md §1."""
    settings = {
        entry["name"]: Setting(
            value=entry["value"] if entry["unit"] == "text" else float(entry["value"]),
            origin="default",
            source=entry["source"],
        )
        for entry in rows(tables, "defaults")
        if entry["name"] in ORDER
    }
    if "functional_unit" in given and "functional_unit_zh" not in given:
        settings["functional_unit_zh"] = given["functional_unit"]
    if "declared_unit" in given and "declared_unit_zh" not in given:
        settings["declared_unit_zh"] = given["declared_unit"]
    return {**settings, **given}


def _default_pue(settings: Mapping[str, Setting], tables: Tables) -> Setting:
    """Return the PUE of the data centre, else the mean of the place of the grid."""
    if "data_centre" in settings:
        site = row(tables, "data_centres", data_centre=str(settings["data_centre"].value))
        return Setting(value=float(site["pue"]), origin="default", source=site["source"])
    entry = pue_row(str(settings["grid"].value), tables)
    return Setting(value=float(entry["pue"]), origin="default", source=entry["source"])


def _fill_liquid_pue(settings: dict[str, Setting], tables: Tables) -> None:
    """Say the PUE a liquid-cooled server runs at, where the study does not state it."""
    study = ResolvedStudy(settings=MappingProxyType(settings))
    if liquid_cooled(study) and "liquid_pue" not in settings:
        pue = effective_pue(study, tables)
        stands = pue == study.number("pue")
        source = (
            settings["pue"].source
            if stands
            else row(tables, "transforms", name="liquid_pue")["source"]
        )
        settings["liquid_pue"] = Setting(value=pue, origin="default", source=source)


def _fill_units(settings: dict[str, Setting], tables: Tables) -> None:
    """Fill the braces of the default functional unit with the settings it speaks of, in words."""
    for name in ("functional_unit", "functional_unit_zh"):
        setting = settings[name]
        if setting.origin == "default":
            words = _in_words(settings, tables, chinese=name.endswith("_zh"))
            settings[name] = Setting(
                value=str(setting.value).format_map(words),
                origin=setting.origin,
                source=setting.source,
            )


def _in_words(
    settings: Mapping[str, Setting], tables: Tables, *, chinese: bool
) -> Mapping[str, str]:
    """Return settings as a reader knows them: profiles by title, grids by name and code."""
    words = {
        name: f"{setting.value:g}" if isinstance(setting.value, float) else str(setting.value)
        for name, setting in settings.items()
    }
    if "liquid_pue" in words and words.get("liquid_cooling") == "yes":
        words["pue"] = words["liquid_pue"]  # that of the overhead
    title, place = ("title_zh", "name_zh") if chinese else ("title", "name")
    for entry in (*rows(tables, "profiles"), *rows(tables, "choices")):
        if entry.get("profile", entry.get("value")) == words["profile"]:
            words["profile"] = entry[title]
            break
    for entry in rows(tables, "geographies"):
        if entry["code"] == words["grid"]:
            words["grid"] = entry[place] if chinese else f"{entry[place]} ({entry['code']})"
            break
    return words
