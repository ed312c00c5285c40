"""A background small enough to solve on paper."""

from pcf.model.background import (
    Dataset,
    ElementaryFlow,
    Flow,
    FlowClass,
    Inventory,
    Provenance,
    TechnosphereInput,
)

SOURCED = Provenance(kind="sourced", source="toy", pedigree=(1, 2, 3, 4, 5))
ASSUMED = Provenance(kind="assumption", source="assumption", note="toy", low=0.0, high=9.0)


def emission(flow, amount, provenance=SOURCED):
    return ElementaryFlow(flow=flow, amount=amount, provenance=provenance)


def drawn(product, location, amount, unit, provenance=SOURCED):
    return TechnosphereInput(
        product=product, location=location, amount=amount, unit=unit, provenance=provenance
    )


def dataset(product, unit, *, location="GLO", inputs=(), emissions=(), kind="unit"):
    return Dataset(
        product=product,
        location=location,
        unit=unit,
        name=product,
        kind=kind,
        group="toy",
        year="2024",
        inputs=tuple(inputs),
        emissions=tuple(emissions),
    )


def toy_inventory():
    """Coal power 1 kg CO2 + 0.01 kg CH4 per kWh and 1 % own use; steel; flight; wood."""
    datasets = [
        dataset(
            "electricity",
            "kWh",
            inputs=[drawn("electricity", "GLO", 0.01, "kWh")],
            emissions=[emission("co2", 1.0), emission("ch4", 0.01)],
        ),
        dataset(
            "steel",
            "kg",
            inputs=[drawn("electricity", "GLO", 0.5, "kWh", ASSUMED)],
            emissions=[emission("co2", 1.5), emission("unspecified", 0.5)],
        ),
        dataset(
            "flight",
            "tkm",
            emissions=[emission("co2_aircraft", 0.8), emission("co2", 0.2)],
        ),
        dataset("wood", "kg", emissions=[emission("uptake", 1.6), emission("co2_bio", 0.1)]),
        dataset(
            "bracket",
            "kg",
            inputs=[drawn("steel", "GLO", 1.1, "kg"), drawn("electricity", "GLO", 0.2, "kWh")],
        ),
    ]
    flows = [
        Flow(key="co2", name="CO2", unit="kg", flow_class=FlowClass.FOSSIL),
        Flow(key="ch4", name="CH4", unit="kg", flow_class=FlowClass.FOSSIL),
        Flow(key="co2_aircraft", name="CO2", unit="kg", flow_class=FlowClass.AIRCRAFT),
        Flow(key="uptake", name="CO2 in air", unit="kg", flow_class=FlowClass.BIOGENIC_REMOVAL),
        Flow(key="co2_bio", name="CO2", unit="kg", flow_class=FlowClass.BIOGENIC_EMISSION),
        Flow(
            key="unspecified",
            name="GHG",
            unit="kg",
            flow_class=FlowClass.FOSSIL,
            unspecified=True,
        ),
    ]
    return Inventory(
        datasets={entry.key: entry for entry in datasets},
        flows={flow.key: flow for flow in flows},
        factors={
            "gwp100": {
                "co2": 1.0,
                "ch4": 30.0,
                "co2_aircraft": 1.0,
                "uptake": -1.0,
                "co2_bio": 1.0,
                "unspecified": 1.0,
            }
        },
        sources={},
        parents={"CN": "GLO"},
        digest="toy",
    )
