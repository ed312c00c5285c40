"""What end-to-end tests share: one library, and every sample assessed once."""

from __future__ import annotations

import datetime as dt
import os
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from pcf.bom import read_bom
from pcf.library import Library, shipped_library
from pcf.pipeline import assess
from pcf.reports.document import result_document

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ("ai_8gpu", "liquid_node", "rack_1u_en", "rack_2u", "storage_4u")
CREATED = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@dataclass
class Assessed:
    """Results of the samples by name, each computed when first asked for."""

    library: Library
    results: dict = field(default_factory=dict)

    def __getitem__(self, name):
        if name not in self.results:
            bom = read_bom(ROOT / "bom_samples" / f"{name}.xlsx", self.library.knowledge)
            self.results[name] = assess(bom, None, self.library, created=CREATED)
        return self.results[name]

    def document(self, name):
        """The result document of a sample, as it is written to json."""
        return result_document(
            self[name],
            rows_name=f"{name}.rows.csv",
            knowledge=self.library.knowledge,
            sources=self.library.sources,
        )


@pytest.fixture(scope="session")
def session_cache(tmp_path_factory):
    """One cache folder for all tests of a run, shared by parallel workers."""
    folder = tmp_path_factory.getbasetemp()
    return (folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder) / "pcf-cache"


@pytest.fixture(scope="session")
def library(session_cache):
    return shipped_library(session_cache)


@pytest.fixture(scope="session")
def assessed(library):
    return Assessed(library)


@pytest.fixture(params=SAMPLES)
def sample(request):
    """The name of each good sample in turn."""
    return request.param


@pytest.fixture(scope="session", autouse=True)
def settled_surroundings(session_cache):
    """No variable and no file of the person running the tests has a say."""
    with pytest.MonkeyPatch.context() as surroundings:
        for name in list(os.environ):
            if name.startswith("PCF_") and name != "PCF_GOLDEN":
                surroundings.delenv(name)
        surroundings.setenv("PCF_CACHE_DIR", str(session_cache))
        surroundings.setenv("PCF_CONFIG", str(session_cache / "no-user-file.yaml"))
        surroundings.setenv("LC_ALL", "C.UTF-8")
        yield
