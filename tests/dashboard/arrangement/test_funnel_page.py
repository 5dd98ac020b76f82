"""The page of the funnel: people or organisations, today or on a past day, somebody or nobody."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborNode

from dashboard.arrangement import funnel
from dashboard.arrangement.view import View
from dashboard.blocks import Block
from dashboard.components.frame import block
from dashboard.queries.database import Database
from tests.dashboard.arrangement.reading import viewing
from tests.dashboard.hypertext import found, parsed, words


def blocks(database: Database, query: str) -> tuple[View, list[Block]]:
    with viewing(database, query, funnel.SUBJECT) as view:
        return view, funnel.SUBJECT.blocks(view)


def drawn(database: Database, query: str) -> list[LexborNode]:
    view, made = blocks(database, query)
    return [parsed(block(one, view.shown)) for one in made]


def test_people_come_first_and_organisations_by_choice(school: Database) -> None:
    assert [one.key for one in blocks(school, "")[1]] == ["lead", "steps"]
    assert [one.key for one in blocks(school, "unit=organisations")[1]] == ["lead", "track-iopu", "track-provider"]


def test_the_message_stands_beside_the_switch(school: Database) -> None:
    lead = drawn(school, "unit=organisations")[0]
    assert words(lead.css("h1")) == "В реестр ИОПУ вошли 5 организаций из 11 начавших; ещё 5 стоят дольше срока"
    assert [radio.attributes["value"] for radio in lead.css("input[name=unit][checked]")] == ["organisations"]


@pytest.mark.parametrize(
    ("query", "title", "key"),
    [
        ("", "ждёт, стоит и выбыл", "ждут до 30 дней стоят дольше 30 дней"),
        ("until=2026-03-31", "ждёт и выбыл", "ждали: кто дольше 30 дней, видно только на последний день"),
    ],
)
def test_on_a_past_day_nobody_is_said_to_stand(school: Database, query: str, title: str, key: str) -> None:
    figure = drawn(school, query)[1]
    assert words(figure.css("h2")).endswith(title)
    assert key in words(found(figure, "keyline"))


def test_a_bar_leads_to_those_who_stand_in_its_city_under_the_same_choices(school: Database) -> None:
    figure = drawn(school, "city=ishim&cohort=2026-1")[1]
    links = {link.attributes["href"] for link in figure.css("section .row a")}
    assert links == {"/stages?city=ishim&cohort=2026-1"}


def test_cohorts_do_not_choose_organisations_and_that_is_said(school: Database) -> None:
    assert "; по всем потокам." in words(drawn(school, "unit=organisations&cohort=2026-1")[1].css(".subtitle"))


def test_of_nobody_nothing_is_drawn(school: Database) -> None:
    assert "Воронке нечего показать" in words(drawn(school, "until=2020-01-01")[1])
    tracks = drawn(school, "until=2020-01-01&unit=organisations")[1:]
    assert ["На этом пути пока никого" in words(track) for track in tracks] == [True, True]


def test_both_ways_are_one_drawing(school: Database) -> None:
    """What a row is made of, and in which order."""
    people, track = drawn(school, "")[1], drawn(school, "unit=organisations")[1]
    for figure in (people, track):
        row = figure.css("section .row")[1]
        assert [node.attributes.get("class") for node in row.iter()][::2] == ["top", "why"]
