"""What `import pcf` offers: read a BOM, assess it, write a report."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path

from pcf import pipeline
from pcf.bom.products import read_product
from pcf.config import cache_folder
from pcf.library import Library, shipped_library
from pcf.model.bom import BillOfMaterials
from pcf.model.study import Study
from pcf.reports.document import result_document
from pcf.reports.registry import write_report as write_document
from pcf.results.assessment import Assessment
from pcf.results.compare import compare as compare_results
from pcf.results.comparison import Comparison


@cache
def _library() -> Library:
    return shipped_library(cache_folder())


def read_bom(path: str | Path, *, encoding: str | None = None) -> BillOfMaterials:
    """Read a bill of materials (.xlsx, .xls, .csv), or the one configuration of a table.

    ``encoding`` names that of a text file that is neither UTF-8, UTF-16 nor GB 18030.

    Raises
    ------
    BomError
        All problems of the file at once, each with its cell.
    """
    return read_product(Path(path), _library().knowledge, encoding=encoding)


def assess(
    bom: BillOfMaterials,
    study: Study | None = None,
    *,
    created: dt.datetime | None = None,
    samples: int = 0,
    seed: int = 1,
) -> Assessment:
    """Return the footprint of a product with the shipped inventory.

    Parameters
    ----------
    bom
        As returned by :func:`read_bom`.
    study
        What is asked; open settings come from the workbook's sheets, then the defaults.
    created
        Time stamp of the result; now where not given.
    samples, seed
        Number of Monte Carlo draws, none by default, and what their streams start from; the
        spreads are in ``uncertainty`` of the result.

    Raises
    ------
    StudyError
        A setting is unknown or out of range.
    """
    return pipeline.assess(bom, study, _library(), created=created, samples=samples, seed=seed)


def compare(result: Assessment, other: Assessment) -> Comparison:
    """Return why ``other`` differs from ``result``, cause by cause [kg CO2e per product].

    ``causes`` add up to ``difference_kgco2e`` exactly and turn their signs where the two change
    places; ``better`` is ``None`` unless the studies are equivalent.
    """
    return compare_results(result, other, _library().knowledge)


def write_report(result: Assessment, path: str | Path, *, lang: str = "en") -> Path:
    """Write one report; its suffix (.json, .xlsx, .pdf) is the format.

    Raises
    ------
    OutputError
        Unknown format, or the file cannot be written.
    """
    library = _library()
    document = result_document(result, knowledge=library.knowledge, sources=library.sources)
    return write_document(document, result.rows, Path(path), lang=lang)
