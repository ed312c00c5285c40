"""The tables of `docs/method.md`: defaults as they stand in the data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generation.markdown import number, table
from pcf.background.check_streams import figures_of_streams
from pcf.library import Library
from pcf.model.component import ComponentData

Row = Mapping[str, str]

#: Block -> table and the columns shown.
TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "defaults": (
        "study/defaults.csv",
        ("name", "value", "unit", "low", "high", "kind", "source", "note"),
    ),
    "assembly": (
        "study/assembly.csv",
        ("name", "value", "unit", "low", "high", "kind", "source", "note"),
    ),
    "pue": (
        "study/pue.csv",
        ("grid", "covers", "pue", "low", "high", "kind", "source", "year", "note"),
    ),
    "power-classes": (
        "study/power_classes.csv",
        ("power_class", "title", "sockets", "results_count", "idle_w", "max_w", "idle_share",
         "low", "high", "source", "year"),
    ),
    "supply-efficiency": (
        "study/supply_efficiency.csv",
        ("grade", "load_share", "efficiency", "low", "high", "kind", "source"),
    ),
    "transforms": (
        "study/transforms.csv",
        ("name", "value", "unit", "low", "high", "kind", "source", "note"),
    ),
    "efficiency-rules": (
        "study/efficiency_rules.csv",
        ("rule_title", "quantity", "load_share", "output", "threshold", "direction",
         "most_sockets", "unit", "source", "note"),
    ),
    "data-centres": (
        "study/data_centres.csv",
        ("data_centre", "title", "pue", "low", "high", "wue_l_per_kwh", "kind", "source", "year"),
    ),
    "grid-paths": (
        "study/grid_paths.csv",
        ("grid_path", "title", "grids", "year", "kgco2e_per_kwh", "low", "high", "kind", "source"),
    ),
    "levers": (
        "study/levers.csv",
        ("lever", "title", "target", "parameter", "low_end", "high_end", "unit", "kind", "note"),
    ),
    "spare-parts": (
        "study/spare_parts.csv",
        ("component_class", "replacements_per_year", "low", "high", "kind", "source", "note"),
    ),
    "routes": (
        "study/routes.csv",
        ("direction", "market", "leg", "mode", "location", "distance_km", "share", "low", "high",
         "kind", "source"),
    ),
    "collection": (
        "end_of_life/collection.csv",
        ("market", "collection_rate", "low", "high", "kind", "note"),
    ),
    "recovery-classes": (
        "end_of_life/recovery_classes.csv",
        ("key", "title", "pretreatment_product", "metal_capture_share", "precious_capture_share",
         "kind", "source", "note"),
    ),
    "recycled-content": (
        "end_of_life/recycled_content.csv",
        ("product", "recycled_content_share", "virgin_product", "recycled_product", "material",
         "low", "high", "kind", "source", "note"),
    ),
    "reuse": (
        "end_of_life/reuse.csv",
        ("component_class", "parameter", "value", "unit", "low", "high", "kind", "note"),
    ),
    "treatment": (
        "end_of_life/routes.csv",
        ("material", "market", "recycling_share", "energy_recovery_share", "landfill_share",
         "recycling_yield", "low", "high", "kind", "source"),
    ),
    "board-metals": (
        "end_of_life/board_metals.csv",
        ("material", "metal", "content_share", "smelter_yield", "low", "high", "kind", "source"),
    ),
    "cff": (
        "end_of_life/materials.csv",
        ("key", "family", "cff_a", "quality_factor", "kind", "source", "note"),
    ),
    "thresholds": ("mapping/thresholds.csv", ("name", "value", "note")),
}  # fmt: skip


def method_blocks(library: Library, families: Mapping[str, str]) -> dict[str, str]:
    """Return the generated blocks of `docs/method.md` by name.

    ``families`` maps a component class to the page that holds its formula.
    """
    blocks = {
        block: _shown(library.folder.table(name), columns)
        for block, (name, columns) in TABLES.items()
    }
    return {
        **blocks,
        "profiles": _profiles(library.folder.table("study/profiles.csv")),
        "flows": _flows(library),
        "pedigree": _pedigree(library.folder.table("uncertainty/pedigree.csv")),
        "streams": _streams(library),
        "models": _models(library.knowledge.components, families),
    }


def _shown(rows: Sequence[Row], columns: Sequence[str]) -> str:
    return table(columns, [[row[column] for column in columns] for row in rows])


def _profiles(rows: Sequence[Row]) -> str:
    shares: dict[str, dict[float, str]] = {}
    titles: dict[str, tuple[str, str]] = {}
    for row in rows:
        shares.setdefault(row["profile"], {})[float(row["load_share"])] = row["time_share"]
        titles[row["profile"]] = (row["title"], row["note"])
    loads = sorted({load for profile in shares.values() for load in profile})
    return table(
        ("profile", "title", *(f"{load:.0%}" for load in loads), "note"),
        [
            (
                f"`{name}`",
                titles[name][0],
                *(profile.get(load, "") for load in loads),
                titles[name][1],
            )
            for name, profile in shares.items()
        ],
    )


def _flows(library: Library) -> str:
    flows = library.inventory.flows
    factors = library.inventory.factors
    sources = {row["flow"]: row["source"] for row in library.folder.table("methods/gwp100.csv")}
    return table(
        ("flow", "class", "GWP100", "GWP20", "source"),
        [
            (
                flow.name,
                flow.flow_class.value,
                number(factors["gwp100"][key]),
                number(factors["gwp20"][key]),
                sources[key],
            )
            for key, flow in flows.items()
        ],
    )


def _pedigree(rows: Sequence[Row]) -> str:
    variances: dict[str, dict[str, str]] = {}
    for row in rows:
        variances.setdefault(row["indicator"], {})[row["score"]] = row["variance"]
    scores = ("1", "2", "3", "4", "5")
    return table(
        ("indicator", *scores),
        [(name, *(entry[score] for score in scores)) for name, entry in variances.items()],
    )


def _streams(library: Library) -> str:
    found = figures_of_streams(library.inventory, library.knowledge)
    return table(
        ("stream", "figures", "what"),
        [
            (f"`{stream}`", str(len(figures)), ", ".join(sorted({f"`{f[1]}`" for f in figures})))
            for stream, figures in sorted(found.items())
        ],
    )


def _models(components: Mapping[str, ComponentData], families: Mapping[str, str]) -> str:
    return table(
        ("class", "中文", "group", "model", "recovery class", "formula"),
        [
            (
                f"[{name}](components/{name}.md)",
                data.title_zh,
                data.group,
                f"`{data.model or name}`",
                data.recovery_class,
                f"[{families[name]}](components/{families[name]}.md)" if families[name] else "–",
            )
            for name, data in sorted(components.items(), key=lambda item: (item[1].group, item[0]))
        ],
    )
