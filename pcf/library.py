"""The shipped inventory with its knowledge and unit scores, each loaded when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pcf.background.inventory import INVENTORY_PARTS, read_inventory
from pcf.background.knowledge import read_knowledge
from pcf.background.reading import Findings
from pcf.background.sources import read_sources
from pcf.background.store import DataFolder, read_folder, shipped_folder
from pcf.engine.score_cache import load_scores, score_key, store_scores
from pcf.model.background import Inventory, Source
from pcf.model.knowledge import Knowledge
from pcf.model.scores import UnitScores

if TYPE_CHECKING:
    from pcf.engine.score_draws import ScoreDraws

PEDIGREE_TABLE = "uncertainty/pedigree.csv"


@dataclass(frozen=True)
class Library:
    """One background: reviewed tables, unit processes and the scores they give.

    ``cache`` is a folder for parsed data and unit scores, ``None`` keeps nothing on disk. The
    inventory itself is read only when scores have to be solved, for an audit, or to be shown.
    """

    folder: DataFolder
    cache: Path | None = None
    name: str = "bundled"
    _solved: dict[str, UnitScores] = field(default_factory=dict, repr=False, compare=False)
    _drawn: dict[tuple[str, int, int], ScoreDraws] = field(
        default_factory=dict, repr=False, compare=False
    )

    @cached_property
    def knowledge(self) -> Knowledge:
        """Headers, classes, materials, parts, component data and study tables."""
        return read_knowledge(self.folder, cache=self.cache)

    @cached_property
    def inventory(self) -> Inventory:
        """All unit processes, linked."""
        return read_inventory(self.folder)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Citations by key."""
        findings = Findings()
        sources = read_sources(self.folder, findings, cache=self.cache)
        findings.raise_if_any()
        return sources

    @cached_property
    def grids(self) -> frozenset[str]:
        """Places whose electricity the inventory has."""
        mixes = {row["location"] for row in self.folder.table("grids/mixes.csv")}
        return frozenset(self.scores("gwp100").locations.get("electricity", ())) | mixes

    @cached_property
    def digest(self) -> str:
        """Hash of the inventory files (hexadecimal)."""
        return self.folder.digest(INVENTORY_PARTS)

    def method_digest(self, method: str) -> str:
        """Hash of the characterization factors of ``method``."""
        return self.folder.digest([f"methods/{method}.csv"])

    def scores(self, method: str) -> UnitScores:
        """Unit scores under ``method``: from memory, from the cache, or solved now."""
        if method not in self._solved:
            self._solved[method] = self._cached_scores(method)
        return self._solved[method]

    def _cached_scores(self, method: str) -> UnitScores:
        key = score_key(inventory_digest=self.digest, method=method)
        found = load_scores(self.cache, key) if self.cache else None
        if found is not None:
            return found
        # Brightway is imported only where something has to be solved
        from pcf.engine.scores import unit_scores

        solved = unit_scores(self.inventory, method)
        if self.cache:
            store_scores(self.cache, key, solved)
        return solved

    def draws(self, method: str, *, samples: int, seed: int) -> ScoreDraws:
        """Unit scores of ``samples`` draws: from memory, from the cache, or sampled now."""
        asked = (method, samples, seed)
        if asked not in self._drawn:
            # draws are large: those of one question are kept
            self._drawn.clear()
            self._drawn[asked] = self._cached_draws(method, samples, seed)
        return self._drawn[asked]

    def _cached_draws(self, method: str, samples: int, seed: int) -> ScoreDraws:
        from pcf.engine.score_draws import draws_key, load_draws, store_draws

        key = draws_key(
            inventory_digest=self.digest,
            factor_digest=self.folder.digest([PEDIGREE_TABLE]),
            method=method,
            seed=seed,
            samples=samples,
        )
        found = load_draws(self.cache, key) if self.cache else None
        if found is not None:
            return found
        # scipy is imported only where draws have to be solved
        from pcf.engine.distributions import pedigree_variances
        from pcf.engine.monte_carlo import score_draws

        variances = pedigree_variances(self.folder.table(PEDIGREE_TABLE))
        solved = score_draws(self.inventory, method, variances, samples=samples, seed=seed)
        if self.cache:
            store_draws(self.cache, key, solved)
        return solved


def shipped_library(cache: Path | None = None) -> Library:
    """Return the inventory that ships with the tool."""
    return Library(read_folder(shipped_folder()), cache)
