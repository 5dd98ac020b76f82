from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.queries.database import Database
from data_loader.measures import MEASURES

from .conftest import client_of

COUNTS = "/api/v1/counts"


def rows(client: FlaskClient, query: str) -> list[dict[str, object]]:
    answer = client.get(f"{COUNTS}?{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, object]] = answer.get_json()["rows"]
    return found


def error(client: FlaskClient, query: str) -> str:
    answer = client.get(f"{COUNTS}?{query}")
    assert answer.status_code == 400, answer.text
    return str(answer.get_json()["error"])


def test_counts_in_the_programmes_order(client: FlaskClient) -> None:
    answer = client.get(f"{COUNTS}?measure=participants_entered&by=city,item").get_json()
    assert (answer["load"], answer["measure"], answer["by"]) == (2, "participants_entered", ["city", "item"])
    assert answer["rows"] == [
        {"city": "tyumen", "item": "applied", "count": 50},
        {"city": "tyumen", "item": "enrolled", "count": 41},
        {"city": "ishim", "item": "applied", "count": 18},
        {"city": "ishim", "item": "enrolled", "count": 15},
    ]


def test_without_by_there_is_one_row(client: FlaskClient) -> None:
    assert rows(client, "measure=people_reached") == [{"count": 15}]
    assert rows(client, "measure=people_reached&city=tobolsk") == [{"count": 0}]


def test_filters_narrow_and_may_repeat(client: FlaskClient) -> None:
    assert rows(client, "measure=participants_entered&item=applied&city=tyumen&city=ishim") == [{"count": 68}]
    assert rows(client, "measure=participants_entered&item=applied&city=tyumen,ishim&until=2026-02-01") == [{"count": 50}]
    assert rows(client, "measure=people_reached&by=place,day&place=p2") == [{"place": "p2", "day": "2026-09-01", "count": 5}]


def test_a_cohort_without_data_gives_no_rows(client: FlaskClient) -> None:
    assert rows(client, "measure=participants_entered&by=city&cohort=2031-9") == []


def test_as_known_then(client: FlaskClient) -> None:
    for known_at in ("load:1", "2026-10-15"):
        answer = client.get(f"{COUNTS}?measure=participants_entered&item=applied&known_at={known_at}").get_json()
        assert (answer["load"], answer["demo"], answer["rows"]) == (1, True, [{"count": 70}])


def test_csv(client: FlaskClient) -> None:
    answer = client.get(f"{COUNTS}?measure=participants_entered&by=city&format=csv")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert answer.text == "city,count\r\ntyumen,91\r\nishim,33\r\n"


@pytest.mark.parametrize(
    ("query", "named"),
    [
        ("", "participants_reached"),
        ("measure=nothing", "participants_reached"),
        ("measure=people_reached&by=cohort", "city, item, place, day"),
        ("measure=people_reached&cohort=2025-1", "city, item, place, day"),
        ("measure=people_reached&by=galaxy", "city, item, place, day"),
        ("measure=people_reached&city=moskva", "tyumen, tobolsk"),
        ("measure=participants_entered&item=flight", "applied, accepted"),
        ("measure=people_reached&place=atlantis", "p1, p2, p3"),
        ("measure=open_cases&item=nobody", "item: значения «nobody» нет"),
        ("measure=people_reached&colour=red", "measure, by, city"),
        ("measure=people_reached&until=31.02.2026", "2026-09-30"),
        ("measure=people_reached&until=2026-02-31", "2026-09-30"),
        ("measure=people_reached&known_at=load:abc", "load:17"),
        ("measure=people_reached&known_at=load:99", "№ 2"),
        ("measure=people_reached&known_at=load:99999999999", "load:17"),
        ("measure=people_reached&known_at=2001-01-01", "30\u00a0сентября"),
        ("measure=people_reached&format=xml", "json, csv"),
        ("measure=people_reached&measure=open_cases", "один"),
        ("measure=participants_waiting&until=2026-09-30", "participants_entered"),
        ("measure=participants_entered&cohort=a%00b", "cohort"),
        ("measure=participants_entered&cohort=" + "x" * 7000, "cohort"),
        ("measure=participants_entered&cohort=" + ",".join(map(str, range(300))), "200"),
    ],
)
def test_a_mistake_is_a_sentence_that_says_what_is_allowed(client: FlaskClient, query: str, named: str) -> None:
    assert named in error(client, query)


_JUNK = st.text(max_size=30) | st.sampled_from(
    [*MEASURES, "city", "city,item", "2026-09-30", "load:1", "tyumen", "csv", "\0", "-", ",", "%"]
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["measure", "by", "city", "cohort", "item", "place", "until", "known_at", "format"])
            | st.text(max_size=8),
            _JUNK,
        ),
        max_size=6,
    )
)
def test_no_request_is_a_fault(client: FlaskClient, parameters: list[tuple[str, str]]) -> None:
    query = "&".join(f"{quote(name)}={quote(value)}" for name, value in parameters)
    answer = client.get(f"{COUNTS}?{query}")
    assert answer.status_code in (200, 400)
    assert answer.status_code == 200 or answer.get_json()["error"].endswith((".", "…"))


def test_bytes_that_are_no_text_are_refused(client: FlaskClient) -> None:
    assert client.get(f"{COUNTS}?measure=%ff%fe&%ff=1").status_code == 400


def test_version_is_small_and_cached_by_its_tag(client: FlaskClient) -> None:
    answer = client.get("/version")
    assert answer.get_json() == {"load": 2, "loaded_at": "2026-10-31T09:30:00+05:00"}
    assert answer.headers["Cache-Control"] == "no-cache"
    again = client.get("/version", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_empty_database_has_version_zero(empty_database: Database) -> None:
    client = client_of(empty_database)
    assert client.get("/version").get_json() == {"load": 0, "loaded_at": None}
    assert rows(client, "measure=people_reached&by=city") == []


def test_health(client: FlaskClient, programme: object, tmp_path: object) -> None:
    from data_loader.database import open_engine

    assert client.get("/healthz").status_code == 200
    silent = client_of(Database(open_engine(f"sqlite:///{tmp_path}/empty.db"), programme))  # type: ignore[arg-type]
    for path in ("/healthz", "/version", f"{COUNTS}?measure=people_reached"):
        answer = silent.get(path)
        assert answer.status_code == 503
        assert "База" in answer.get_json()["error"]


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v2/counts", "/api/v1/counts/x"])
def test_unknown_addresses_are_404_in_words(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "openapi.json" in answer.get_json()["error"]


def test_the_catalogue(client: FlaskClient) -> None:
    found = client.get("/api/v1/indicators").get_json()["indicators"]
    assert all(set(entry) >= {"key", "title", "unit", "definition", "formula", "source"} for entry in found)


def test_the_description_names_everything(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").get_json()
    served = {
        str(rule) for rule in client.application.url_map.iter_rules() if not str(rule).startswith(("/static", "/api/<", "/api/"))
    }
    assert set(document["paths"]) >= served
    parameters = {entry["name"]: entry for entry in document["paths"][COUNTS]["get"]["parameters"]}
    assert parameters["measure"]["schema"]["enum"] == list(MEASURES)
    assert parameters["city"]["schema"]["items"]["enum"][0] == "tyumen"
    referenced = {part.split("/")[-1] for part in str(document).replace("'", " ").split() if part.startswith("#/components")}
    assert referenced == set(document["components"]["schemas"])
