"""The overview as a reader gets it: on counts written by hand, on nothing, and on the sample School."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dashboard.queries.database import Database
from data_loader.programme import Programme
from tests.conftest import sample
from tests.dashboard.arrangement.reading import Opened, found, opened, tables, words
from tests.situations import situated

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
    assert list(tables(shown)) == ["numbers", "cities", *(["goals"] if "cohort=2" not in query else [])]
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
    assert parts == ["lead", "block", "watch", "block", "block", "strip"]
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
    assert words(found(shown, "lead")) == (
        "Помогли 1 150 людям — больше, чем обещали, но в октябре новых людей не было. "
        "Отстают реестр и набор: 11 организаций из 25 и 120 участников из 149"
    )
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
    assert [row[10:13] for row in (*rows, total)] == [(10, 2, 3), (4, 3, 0), (3, 0, 0), (0, 0, 1), (9, 0, 2), (26, 5, 6)]


def test_the_school_s_attention_and_where_it_leads(school: Database) -> None:
    (aside,) = found(opened(school), "watch")
    items = aside.css("li")
    assert [item.attributes.get("class") == "now" for item in items] == [True] * 4 + [False] * 3
    links = {words(item.css("a")).removeprefix("Срочно: "): item.css("a")[0].attributes["href"] for item in items}
    assert links == {
        "В реестре 11 организаций из 25": "/funnel?unit=organisations",
        "В октябре наставники с открытыми делами провели 1 час из 170 заявленных": "/mentors?month=2026-10",
        "В Тюмени две организации стоят 535 и 520 дней на шаге «Заявление в орган»": "/funnel?city=tyumen&unit=organisations",
        "В 23 из 24 дел больше 30 дней не было встреч": "/mentors",
        "В Тюмени зачислен 41 человек из 75": "/funnel?city=tyumen",
        "В Заводоуковске до практики дошли 11 из 21 зачисленного": "/funnel?city=zavodoukovsk",
        "В Заводоуковске четверо зачислены больше года назад, записи о теории нет": "/stages?city=zavodoukovsk#standing-zavodoukovsk-enrolled",
    }


def test_the_school_s_freshness(school: Database) -> None:
    (strip,) = found(opened(school), "strip")
    assert words(strip).endswith("На учёте 3 961 строка, не исправлено отклонённых: 8")
    assert [words(line) for line in found(strip, "old")] == ["Закрепления 20 апреля , 194 дня назад"]


def test_another_programme_has_its_own_overview(receipt: Database) -> None:
    shown = opened(receipt)
    text = words(shown)
    assert text.count("нет данных") >= 2
    assert "В программе не заданы реестры" in text
    titles = [column.title for column in tables(shown)["cities"].columns]
    assert titles[2] == "Confirmation of receipt"
    assert len(titles) == 9


@pytest.mark.parametrize(
    ("name", "said"), [("steps only", "Цель не задана"), ("all goals behind", "Цель задана на все потоки вместе")]
)
def test_a_goal_for_all_cohorts_is_spoken_of_only_where_there_is_one(name: str, said: str, tmp_path: Path) -> None:
    with situated(name, tmp_path) as database:
        (card, *_) = found(opened(database, "cohort=2025-1"), "kpi")
        assert said in words(card)


def test_goals_that_fell_due_stay_listed(tmp_path: Path) -> None:
    with situated("missed", tmp_path) as database:
        rows = {row[0]: row[-1] for row in tables(opened(database))["goals"].rows}
        assert str(rows["Зачислено участников"]).replace("\u00a0", " ") == "не достигнута: не хватило 29"
        then = tables(opened(database, "until=2026-03-31"))["goals"].rows
        assert next(str(row[-1]).partition(":")[0] for row in then) in {"идёт", "отстаёт"}


def test_links_from_a_past_day_carry_what_the_page_understands(tmp_path: Path) -> None:
    with situated("silent cases", tmp_path) as database:
        (watch,) = found(opened(database, "until=2026-06-15"), "watch")
        hrefs = [link.attributes["href"] or "" for link in watch.css("a") if "/mentors" in (link.attributes["href"] or "")]
        assert hrefs and all("month=2026-0" in href and "until" not in href for href in hrefs)
