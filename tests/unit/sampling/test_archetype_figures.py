"""What an archetype states of a line is drawn within its own interval."""

from pcf.bom.products import read_products
from pcf.pipeline import identify
from pcf.sampling.parameters import Sampler, parameter_draws


def test_a_power_cord_weighs_what_its_archetype_says_in_every_draw(library, tmp_path):
    table = tmp_path / "one.csv"
    table.write_text("name,archetype\nA,rack_2u_2s\n", encoding="utf-8")
    bom = read_products(table, library.knowledge)[0].bom
    parts = identify(bom, library.knowledge).components
    cord = next(part for part in parts if part.line.name == "Power cord")
    data = library.knowledge.components["cable"]
    drawn = parameter_draws(cord, data, Sampler(samples=400, seed=1))["mass_kg"].values
    # 0.20 kg within 0.17 to 0.24 kg (95 %), not the class's kg per metre of unknown length
    assert drawn.min() > 0.14
    assert drawn.max() < 0.29
