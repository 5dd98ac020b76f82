"""The overview as a reader gets it: on counts written by hand, on nothing, and on the sample School."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from dashboard.queries.database import Database
from data_loader.programme import Programme
from tests.conftest import sample
from tests.dashboard.arrangement.reading import Opened, found, opened, tables, words

Page = Callable[..., Opened]


@pytest.fixture
def page(database: Database) -> Page:
    return lambda query="": opened(database, query)


@pytest.mark.parametrize(
    "query",
    ["", "city=tyumen", "city=tyumen,ishim", "cohort=2026-1", "cohort=never", "until=2026-05-31", "until=1950-01-01",
     "known_at=load:1", "city=tyumen&until=2026-02-28&known_at=load:1", "city=%3Cscript%3E&until=zzz"],
)  # fmt: skip
def test_the_page_answers_every_view(page: Page, query: str) -> None:
    shown = page(query)
    assert len(found(shown, "kpi")) == 4
    assert list(tables(shown)) == ["numbers", "cities"]
    assert len(words(shown)) > 300


def test_an_empty_database_says_what_to_do(empty_database: Database) -> None:
    shown = opened(empty_database)
    assert "Данных ещё нет" in words(shown)
    assert not found(shown, "kpi")


def test_the_blocks_are_laid_out_together_below_what_a_link_could_not_have(page: Page, empty_database: Database) -> None:
    (main,) = page("city=nowhere").root.css("main")
    dropped, split = main.iter()
    assert (dropped.attributes["class"], split.attributes["class"]) == ("note dropped", "split")
    parts = [(part.attributes.get("class") or "").split()[0] for part in split.iter()]
    assert parts == ["lead", "block", "watch", "block", "strip"]
    assert not found(opened(empty_database), "split")


def test_the_past_is_read_without_today(page: Page) -> None:
    titles = [column.title for column in tables(page("until=2026-05-31"))["cities"].columns]
    assert not any(title.startswith("Стоят") for title in titles)


def test_cohorts_have_no_goal_and_the_other_numbers_say_so(page: Page) -> None:
    text = words(page("cohort=2026-1"))
    assert text.count("по всем потокам") == 5
    assert words(found(page("cohort=2026-1"), "lead")) == "Поток 2026-1: зачислено 15 участников"
    assert "Цель задана на все потоки вместе" in text


def test_text_of_a_view_names_one_city(page: Page) -> None:
    assert words(found(page("city=tyumen"), "lead")).startswith("Тюмень: ")


# --- the sample School ------------------------------------------------------------------------------------------------


def test_the_school_says_its_numbers(school: Database) -> None:
    shown = opened(school)
    assert words(found(shown, "lead")) == "Помогли 1 150 людям — больше, чем обещали. Отстаёт реестр: 11 организаций из 25"
    values = {row[0]: row[1:3] for row in tables(shown)["numbers"].rows}
    assert values == {
        "Зачислено участников": (120, 149),
        "Организаций в реестре": (11, 25),
        "Благополучатели": (1150, 1000),
        "Часов наставников": (400.5, "не задана"),
    }
    assert "ИОПУ — 5, поставщиков социальных услуг — 6" in words(shown)


def test_the_school_s_cities_are_the_answers_and_sum_up(school: Database, programme: Programme) -> None:
    answers = json.loads((sample("school") / "answers.json").read_text())
    *rows, total = tables(opened(school))["cities"].rows
    for city, row in zip(programme.cities, rows, strict=True):
        entered = answers["participants_entered_by_city_item"]
        assert row[2:10] == tuple(entered.get(f"{city.key}|{step.key}", 0) for step in programme.steps)
        assert row[-1] == answers["people_reached_by_city"][city.key]
    assert total[1:] == tuple(sum(row[at] for row in rows) for at in range(1, len(total)))  # type: ignore[misc]
    assert [row[10] for row in (*rows, total)] == [10, 4, 3, 0, 9, 26]


def test_the_school_s_attention_and_where_it_leads(school: Database) -> None:
    (aside,) = found(opened(school), "watch")
    items = aside.css("li")
    assert [item.attributes.get("class") == "now" for item in items] == [True] * 3 + [False] * 4
    links = {words(item.css("a")).removeprefix("Срочно: "): item.css("a")[0].attributes["href"] for item in items}
    assert links == {
        "В октябре наставники провели 1 час из 200 заявленных": "/mentors?month=2026-10",
        "В реестре 11 организаций из 25": "/funnel?unit=organisations",
        "В Тюмени две организации ждут ответа 535 и 520 дней": "/funnel?city=tyumen&unit=organisations",
        "В Тюмени зачислен 41 человек из 75": "/funnel?city=tyumen",
        "В Заводоуковске четверо ждут теорию больше года": "/stages?city=zavodoukovsk",
        "У 24 организаций нет наставника": "/mentors",
        "В Заводоуковске до практики дошли 13 из 26 зачисленных": "/funnel?city=zavodoukovsk",
    }


def test_the_school_s_freshness(school: Database) -> None:
    (strip,) = found(opened(school), "strip")
    assert words(strip).endswith("Принята 3 961 строка, отклонено 8")
    assert [words(line) for line in found(strip, "old")] == ["Закрепления 20 апреля , 194 дня назад"]


def test_another_programme_has_its_own_overview(receipt: Database) -> None:
    shown = opened(receipt)
    text = words(shown)
    assert text.count("нет данных") >= 2
    assert "В программе не заданы реестры" in text
    titles = [column.title for column in tables(shown)["cities"].columns]
    assert titles[2] == "Confirmation of receipt"
    assert len(titles) == 9
