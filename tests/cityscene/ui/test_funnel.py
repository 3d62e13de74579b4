"""Chains, releases and the thin stage by build: built once, the same for every page."""

from __future__ import annotations

from cityscene.funnel import ThinReason
from cityscene.schema import ChainStage
from cityscene.ui import funnel

HEFEI, WUXI, WUHU, HITECH = "340100", "320200", "340200", "zone-510100-hitech"


def asked(**changes):
    given = {"areas": (), "my_city": HEFEI, "members": (HEFEI, WUXI), "lang": "zh", "shared": (),
             "year": None}  # fmt: skip
    return funnel.Asked(**given | changes)


def test_the_cards_of_a_view_are_built_and_drawn_once(real_db):
    cards = funnel.cards(real_db, asked())
    assert funnel.cards(real_db, asked()) is cards
    assert cards.chain.html("light") is cards.chain.html("light")


def test_every_area_with_a_stage_or_a_release_can_be_chosen(real_db):
    areas = funnel.areas_with_chain(real_db)
    assert set(funnel.all_chains(real_db)) | set(funnel.all_releases(real_db)) == set(areas)
    assert len(areas) == len(set(areas)) > 30


def test_the_thin_stage_of_an_area_among_its_peers(real_db):
    thin = funnel.thin(real_db, HEFEI, [HEFEI, WUXI, HITECH])
    assert (thin.reason, thin.of) == (ThinReason.NOT_PUBLISHED, 2)
    assert thin.stage is ChainStage.CAPABILITY
    nothing = funnel.thin(real_db, WUHU, [])
    assert (nothing.stage, len(nothing.missing)) == (ChainStage.DEMAND, 6)


def test_a_year_holds_its_own_figures_only(real_db):
    chains = funnel.all_chains(real_db, 2025)
    assert {o.as_of.year for own in chains.values() for o in own.observations} == {2025}
    assert HEFEI not in chains and HITECH in chains
    assert funnel.thin(real_db, HEFEI, [HITECH], 2025).stage is ChainStage.DEMAND
