"""What an archetype filled in is recorded with its interval and read back to the last bit."""

from pcf.bom.archetype_bill import Configuration, filled_in
from pcf.library import shipped_library
from pcf.model.provenance import CellRef
from pcf.pipeline import assess
from pcf.reports.document import result_document
from pcf.reports.recorded_inputs import recorded_inputs


def test_open_counts_and_intervals_come_back_as_they_were(tmp_path):
    library = shipped_library()
    at = CellRef(file="quote.csv", cell="A2")
    bom = filled_in(
        Configuration(
            name="a", archetype="blade_2s", values={}, file="quote.csv", sha256="0", at=at
        ),
        library.knowledge.archetypes["blade_2s"],
    )
    document = result_document(assess(bom, None, library))
    lines = recorded_inputs(tmp_path / "a.json", document).bom.lines
    assert sum(line.open_count is not None for line in lines) > 5
    assert [line.open_count for line in lines] == [line.open_count for line in bom.lines]
    assert [line.stated for line in lines] == [line.stated for line in bom.lines]
