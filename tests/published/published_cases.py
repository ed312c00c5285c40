"""A published study: its server assessed from configuration and parts, row beside row."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import yaml

from pcf.bom.products import read_products
from pcf.model.bom import Stated
from pcf.pipeline import assess
from pcf.sampling.parameters import Sampler
from pcf.sampling.run import sampled_contributions, sampled_parts, unit_scores

FOLDER = Path(__file__).parent
GATE = ("materials", "manufacturing")
SAMPLES = 400
SEED = 1
FACTOR = 2.0


@dataclass(frozen=True)
class Row:
    """One published figure and ours [kg CO2e], with P5 and P95."""

    case: str
    name: str
    published: float
    ours: float
    p5: float
    p95: float
    expected: str
    recorded: float
    reason: str

    @property
    def ratio(self):
        return self.ours / self.published

    @property
    def verdict(self):
        """``factor 2``, else ``inside`` our P5 to P95, else ``miss``."""
        if 1 / FACTOR <= self.ratio <= FACTOR:
            return "factor 2"
        inside = self.p5 <= self.published <= self.p95
        return "inside" if inside else "miss"


@dataclass
class Case:
    """One file of this folder, assessed: the results of its products by name."""

    name: str
    data: dict
    results: dict = field(default_factory=dict)
    terms: dict = field(default_factory=dict)

    @property
    def rows(self):
        return [row for product in self.data["products"] for row in self._rows(product)]

    def _rows(self, product):
        result, terms = self.results[product["name"]], self.terms[product["name"]]
        for row in product["rows"]:
            low, high = spread(row, terms)
            yield Row(
                case=self.name,
                name=f"{product['name']}: {row['name']}",
                published=row["published_kgco2e"],
                ours=ours(row, result),
                p5=low,
                p95=high,
                expected=row["verdict"],
                recorded=row["ours_kgco2e"],
                reason=row["reason"],
            )


def load(name, library, folder, *, samples=SAMPLES):
    """Read ``<name>.yaml`` of this folder and assess its products."""
    data = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    case = Case(name=name, data=data)
    draws = library.draws("gwp100", samples=samples, seed=SEED)
    for number, product in enumerate(data["products"]):
        bom = read(product, library, Path(folder) / f"{name}-{number}.csv")
        result = assess(bom, None, library, samples=samples, seed=SEED)
        case.results[product["name"]] = result
        case.terms[product["name"]] = sampled_terms(result, library.knowledge, draws)
    return case


def read(product, library, path):
    """The bill of materials of a product: a configuration, lines, or one with the other added."""
    lines = []
    bom = None
    if "configuration" in product:
        write(path, [{"name": product["name"], **product["configuration"]}])
        bom = read_products(path, library.knowledge)[0].bom
    if "lines" in product:
        write(path, product["lines"])
        added = read_products(path, library.knowledge)[0].bom
        lines = list(added.lines)
        bom = replace(bom, lines=(*bom.lines, *lines)) if bom else added
    return replace(bom, lines=tuple(with_stated(line, product) for line in bom.lines))


def with_stated(line, product):
    """The line with what the study says of it, by item or by class."""
    values = {
        **product.get("by_class", {}).get(line.component_class, {}),
        **product.get("stated", {}).get(line.item, {}),
    }
    said = {name: stated(value, line.at) for name, value in values.items()}
    mass = values.get("mass_kg", line.mass_kg)
    return replace(line, stated={**line.stated, **said}, mass_kg=mass) if said else line


def stated(value, at):
    """A figure of a study as stated, or with the interval of what the study leaves open."""
    return Stated(at=at, **value) if isinstance(value, dict) else Stated(value=value, at=at)


def write(path, rows):
    names = list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def chosen(row, stage, item, product="", component_class=""):
    """Whether a term belongs to a published row."""
    if stage not in row.get("stages", GATE):
        return False
    if item in row.get("without_items", ()):
        return False
    items, classes = row.get("items", ()), row.get("classes", ())
    if (items or classes) and item not in items and component_class not in classes:
        return False
    products = row.get("products")
    if products and not product.startswith(tuple(products)):
        return False
    return not product.startswith(tuple(row.get("without_products", ("\0",))))


def ours(row, result):
    return math.fsum(
        entry.value_kgco2e
        for entry in result.rows
        if not entry.credit
        and chosen(row, entry.stage, entry.item, entry.product, entry.component_class)
    )


@dataclass(frozen=True)
class Term:
    """One product a part draws, or a process of no part, in every draw [kg CO2e]."""

    stage: str
    item: str
    product: str
    component_class: str
    kgco2e: np.ndarray


def sampled_terms(result, knowledge, draws):
    """Every term of a result in every draw; the way of parts to the factory is ``lorry``."""
    sampler = Sampler(samples=SAMPLES, seed=SEED)
    score = unit_scores(result.scores, draws)
    whole = sampled_contributions(result, knowledge, draws)
    grid = result.study.text("factory_grid")
    terms = [Term(stage, item, item, "", values) for (stage, item), values in whole.others.items()]
    for entry in sampled_parts(result, knowledge, sampler):
        component = entry.part.component
        item, cell = entry.key
        for (stage, name, at), values in whole.components.items():
            if (name, at) != (item, cell):
                continue
            left = values.copy()
            for product, amounts, place in drawn_products(entry, stage, grid):
                kgco2e = amounts * entry.count * score(product, place)
                terms.append(Term(stage, item, product, component.component_class, kgco2e))
                left -= kgco2e
            terms.append(Term(stage, item, "lorry", component.component_class, left))
    return terms


def drawn_products(entry, stage, grid):
    """Products a part draws in a stage, with the place each is made at."""
    exchanges, place = {
        "materials": (entry.inventory.exchanges, entry.place),
        "manufacturing": (entry.inventory.maker_exchanges, grid),
    }.get(stage, ({}, ""))
    return [(key[0], amounts, key[2] or place) for key, amounts in exchanges.items()]


def spread(row, terms):
    """P5 and P95 of the terms of a published row [kg CO2e]."""
    found = [
        term.kgco2e
        for term in terms
        if chosen(row, term.stage, term.item, term.product, term.component_class)
    ]
    low, high = np.percentile(sum(found), [5, 95])
    return float(low), float(high)
