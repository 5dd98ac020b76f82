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
    assert words(lead.css("h1")) == "В реестр ИОПУ вошли 5 из 11 начавших организаций; ещё 5 стоят дольше срока"
    assert [radio.attributes["value"] for radio in lead.css("input[name=unit][checked]")] == ["organisations"]


@pytest.mark.parametrize(
    ("query", "title", "key"),
    [
        ("", "кто на шаге, кто стоит и кто выбыл", "на шаге до 30 дней стоят дольше 30 дней"),
        ("until=2026-03-31", "кто на шаге и кто выбыл", "на шаге: кто дольше 30 дней, видно только на последний день"),
    ],
)
def test_on_a_past_day_nobody_is_said_to_stand(school: Database, query: str, title: str, key: str) -> None:
    figure = drawn(school, query)[1]
    assert words(figure.css("h2")).endswith(title)
    assert key in words(found(figure, "keyline"))


def test_who_stands_is_found_at_the_step_of_the_city_under_the_same_choices(school: Database) -> None:
    links = {link.attributes["href"] or "" for link in drawn(school, "city=zavodoukovsk&cohort=2026-1")[1].css("td a")}
    assert links and all(link.startswith("/stages?city=zavodoukovsk&cohort=2026-1#standing-zavodoukovsk-") for link in links)


def test_the_city_that_chance_does_not_explain_is_named_and_red_and_the_key_says_so(school: Database) -> None:
    lead, figure = drawn(school, "")
    assert words(lead.css("h1")) == "В Заводоуковске до практики дошли 11 из 21 зачисленного, в других городах — 71 из 83"
    assert words(lead.css("p")).startswith("Сюда не вошёл поток 2026-2") and "не в счёт" in words(lead.css("p"))
    assert [words(one) for one in figure.css("thead .urgent")] == ["Заводоуковск"]
    assert "красным — дошла меньшая доля зачисленных, чем в других городах" in words(found(figure, "keyline"))


def test_cities_that_chance_explains_are_neither_named_nor_red(school: Database) -> None:
    lead, figure = drawn(school, "city=ishim")
    assert "Не видно, чтобы этот город отставал от других" in words(lead.css("p"))
    assert not found(figure, "urgent") and "красным" not in words(found(figure, "keyline"))


def test_the_outcome_of_young_cohorts_is_not_judged(school: Database) -> None:
    lead, figure = drawn(school, "cohort=2026-2&city=tyumen,tobolsk")
    assert words(lead.css("h1")).startswith("Пока рано судить: до сопровождения")
    assert words(lead.css("p")) == "Поток 2026-2 начался меньше 180 дней назад."
    assert len(found(figure, "early")) == len(figure.css("tbody.outcome tr:first-child td"))


def test_cohorts_do_not_choose_organisations_and_that_is_said(school: Database) -> None:
    assert "; по всем потокам." in words(drawn(school, "unit=organisations&cohort=2026-1")[1].css(".subtitle"))


def test_of_nobody_nothing_is_drawn(school: Database) -> None:
    assert "Воронке нечего показать" in words(drawn(school, "until=2020-01-01")[1])
    tracks = drawn(school, "until=2020-01-01&unit=organisations")[1:]
    assert ["На этом пути пока никого" in words(track) for track in tracks] == [True, True]


def test_both_ways_are_one_drawing(school: Database) -> None:
    """What a cell is made of, and in which order."""
    people, track = drawn(school, "")[1], drawn(school, "unit=organisations")[1]
    for figure in (people, track):
        cell = figure.css("tbody td")[0]
        assert [node.attributes.get("class") for node in cell.iter()][::2] == ["top", "why"]


@pytest.mark.parametrize("query", ["", "unit=organisations", "city=ishim", "until=2026-03-31"])
def test_nothing_is_said_to_wait_or_to_be_lost_and_no_heading_is_empty(school: Database, query: str) -> None:
    said = " ".join(words(one) for one in drawn(school, query))
    assert not [word for word in ("ждёт", "ждут", "ждал", "теряет", "ход ") if word in said]
    assert all(words(head) for one in drawn(school, query) for head in one.css("th"))


def test_what_counts_everybody_does_not_claim_to_leave_out_young_cohorts(school: Database) -> None:
    lead = drawn(school, "until=2025-10-15")[0]
    assert words(lead.css("h1")) == "Больше всего путей закончилось на шаге «Заявка»: отказано 10 из 87"
    assert "Сюда не" not in words(lead.css("p"))
