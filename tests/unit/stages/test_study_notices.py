"""What a study makes us say."""

from __future__ import annotations

import pytest
from placing import HAND, leg, part, study

from pcf.stages.study_notices import study_notices


def codes(resolved, parts=()):
    return [notice.code for notice in study_notices(resolved, parts, HAND)]


BOX = part("9", section="packaging")


def test_a_study_that_fits_together_is_silent():
    assert codes(study(annual_kwh=10.0), [BOX]) == []
    assert codes(study(mean_w=10.0, grid="CN-GD"), [BOX]) == []
    assert codes(study(idle_w=1.0, max_w=10.0, grid="DE", market="EU"), [BOX]) == []


def test_a_grid_outside_the_market_is_said_unless_legs_are_stated():
    assert codes(study(annual_kwh=10.0, grid="DE"), [BOX]) == ["STU201"]
    assert codes(study(annual_kwh=10.0, grid="DE", legs=(leg("sea", 9.0),)), [BOX]) == []


@pytest.mark.parametrize(
    ("years", "said"), [(2.9, ["STU222"]), (3.0, []), (8.0, []), (60.0, ["STU222"])]
)
def test_a_lifetime_nobody_uses_a_server_for_is_said(years, said):
    assert codes(study(annual_kwh=10.0, lifetime_years=years), [BOX]) == said


def test_estimated_power_is_said():
    assert codes(study(), [BOX]) == ["STU202"]
    assert codes(study(), [BOX, part(active_w=100.0)]) == ["STU203"]


def test_a_bom_without_packaging_is_said():
    assert codes(study(annual_kwh=10.0), [part()]) == ["STU204"]


def test_wishes_without_effect_are_said_in_both_languages():
    notices = study_notices(study(annual_kwh=10.0, renewable_share=0.4), [BOX], HAND)
    assert [notice.code for notice in notices] == ["STU205"]
    assert notices[0].message == "renewable_share is recorded but changes no figure"
    assert notices[0].message_zh == "renewable_share 已记录，但不影响任何数值"


def test_a_board_alone_is_told_that_it_gets_the_assembly_of_a_server():
    board = part(mass_kg=0.9)
    assert codes(study(annual_kwh=10.0), [BOX, board]) == ["STU206"]
    stated = study(annual_kwh=10.0, assembly_kwh=0.1, burn_in_hours=1.0)
    assert codes(stated, [BOX, board]) == []
    assert codes(study(annual_kwh=10.0), [BOX, part(mass_kg=1.0)]) == []
