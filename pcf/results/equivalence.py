"""Whether studies ask the same of their products: only then may products be ranked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pcf.results.comparison_side import Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Aspect:
    """One thing that has to be the same: its name and what each side says, in their order."""

    name: str
    values: tuple[str, ...]

    @property
    def same(self) -> bool:
        """Whether all sides say the same."""
        return len(set(self.values)) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Equivalence:
    """All aspects of the equivalence of studies (ISO 14044 asks for it before any assertion)."""

    aspects: tuple[Aspect, ...]

    @property
    def equivalent(self) -> bool:
        """Whether nothing differs."""
        return not self.differing

    @property
    def differing(self) -> tuple[str, ...]:
        """Names of the aspects that differ, in the order of the table."""
        return tuple(aspect.name for aspect in self.aspects if not aspect.same)


_SETTINGS = (
    "functional_unit", "boundary", "lifetime_years", "grid", "pue", "profile", "market",
    "spare_parts", "eol_allocation", "cut_off",
)  # fmt: skip

#: Settings that only some studies have; where one does, all have to say the same.
_OPTIONAL = ("load_profile", "grid_path", "use_start_year", "instrument_type", "data_centre")


def equivalence(sides: Sequence[Side]) -> Equivalence:
    """Return the equivalence table of two or more results.

    Functional unit with its lifetime, grid, PUE and profile; boundary, market, allocation and
    cut-off; method and background by digest; period and program.
    """
    optional = [name for name in _OPTIONAL if any(side.text(name) for side in sides)]
    readers: Mapping[str, Callable[[Side], str]] = {
        **{name: _setting(name) for name in (*_SETTINGS, *optional)},
        "configuration": _configuration,
        "method": lambda side: f"{side.text('method')} {_digest(side, 'method_digest')}".strip(),
        "data": lambda side: " ".join(
            part
            for part in (side.manifest.get("background", ""), _digest(side, "background_digest"))
            if part
        ),
        "period": _period,
        "program": lambda side: side.manifest.get("pcf_version", ""),
    }
    return Equivalence(
        aspects=tuple(
            Aspect(name=name, values=tuple(read(side) for side in sides))
            for name, read in readers.items()
        )
    )


#: Classes that do what a server is for, with the parameter that says how much.
_FUNCTION = {
    "processor": "",
    "accelerator": "",
    "memory_module": "capacity_gb",
    "solid_state_drive": "capacity_gb",
    "hard_disk_drive": "capacity_gb",
}


def _configuration(side: Side) -> str:
    """Return what the product can do, empty where its study states a functional unit.

    "One server of the stated configuration" is the same function only for servers of the same
    processors, memory and storage; a functional unit somebody stated speaks for itself.
    """
    if "functional_unit" not in side.defaults:
        return ""
    amounts: dict[str, float] = {}
    for piece in side.pieces:
        name = _FUNCTION.get(piece.component_class)
        if name is not None:
            size = piece.figures.get(name, 1.0)
            own = float(size) if not isinstance(size, str) else 1.0
            amounts[piece.component_class] = (
                amounts.get(piece.component_class, 0.0) + piece.quantity * own
            )
    return ", ".join(f"{cls} {amounts[cls]:g}" for cls in _FUNCTION if cls in amounts)


def _setting(name: str) -> Callable[[Side], str]:
    return lambda side: side.text(name)


def _digest(side: Side, name: str) -> str:
    return side.manifest.get(name, "")[:12]


def _period(side: Side) -> str:
    """Return the year a study stands for: that of its stated date, else of its making."""
    return (side.text("reporting_date") or side.manifest.get("created", ""))[:4]
