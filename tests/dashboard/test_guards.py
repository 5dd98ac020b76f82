from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboard.dash_private import UPDATE
from dashboard.guards import MAX_BODY
from tests.dashboard.asking import body
from tests.dashboard.hypertext import parsed

GOOD = body("funnel", "city=ishim")


def test_what_a_page_sends_is_answered(visitor: FlaskClient) -> None:
    assert visitor.post(UPDATE, json=GOOD).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        None, 1, "text", [], [GOOD], {}, {"output": 1}, {"output": "no.such"}, {"output": "..a.b...c.d.."},
        GOOD | {"outputs": None}, GOOD | {"outputs": {}}, GOOD | {"outputs": [1, 2]}, GOOD | {"outputs": [GOOD["outputs"]]},
        GOOD | {"inputs": []}, GOOD | {"inputs": {}}, GOOD | {"inputs": [1]}, GOOD | {"inputs": GOOD["inputs"] * 2},
        GOOD | {"inputs": [GOOD["inputs"]]}, GOOD | {"inputs": body("stages")["inputs"]}, GOOD | {"state": [1]},
        GOOD | {"changedPropIds": 1}, GOOD | {"changedPropIds": [{}]}, GOOD | {"output": "funnel.asked"}, GOOD | {"output": "stages.answer"},
    ],
)  # fmt: skip
def test_a_body_that_no_page_sends_is_400_with_a_short_text(visitor: FlaskClient, sent: Any) -> None:
    answer = visitor.post(UPDATE, json=sent)
    assert answer.status_code == 400
    assert answer.text == "Непонятный запрос."


@pytest.mark.parametrize("text", ["", "{", "\ufeff{}", "[" * 100_000, '{"output":' * 50_000])
def test_a_body_that_is_not_json_is_400(visitor: FlaskClient, text: str) -> None:
    assert visitor.post(UPDATE, data=text, content_type="application/json").status_code == 400
    assert visitor.post(UPDATE, data=json.dumps(GOOD), content_type="text/plain").status_code == 400


def test_a_huge_body_is_413(visitor: FlaskClient) -> None:
    assert visitor.post(UPDATE, data=b" " * (MAX_BODY + 1), content_type="application/json").status_code == 413


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


def places(sent: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = sent.items() if isinstance(sent, dict) else enumerate(sent) if isinstance(sent, list) else ()
    return [path, *(place for key, value in inner for place in places(value, (*path, key)))]


def replaced(sent: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(sent) if isinstance(sent, dict) else list(sent)
    copy[path[0]] = replaced(copy[path[0]], path[1:], value)
    return copy


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(path=st.sampled_from(places(GOOD)), value=JSON)
def test_no_body_is_a_fault(visitor: FlaskClient, path: tuple[Any, ...], value: Any) -> None:
    assert visitor.post(UPDATE, json=replaced(GOOD, path, value)).status_code in (200, 204, 400)


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[::1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_post_from_another_site_is_refused(visitor: FlaskClient, headers: dict[str, str]) -> None:
    assert visitor.post(UPDATE, json=GOOD, headers=headers).status_code == 403


@pytest.mark.parametrize("host", ["rebind.example", "rebind.example:8050", "127.0.0.1.rebind.example", "[::1", ""])
def test_a_dashboard_for_this_machine_answers_to_no_other_name(visitor: FlaskClient, host: str) -> None:
    assert visitor.get("/", headers={"Host": host}).status_code == 400
    assert visitor.post(UPDATE, json=GOOD, headers={"Host": host, "Origin": f"http://{host}"}).status_code in (400, 403)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8050", "127.0.0.1:8050", "[::1]:8050"])
def test_a_dashboard_for_this_machine_answers_to_its_own_names(visitor: FlaskClient, host: str) -> None:
    assert visitor.get("/version", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "value",
    [None, 1, True, [], "city=ishim", {}, {"query": "a"}, {"load": 1}, {"query": 1, "load": 1}, {"query": "", "load": "1"}],
)
def test_a_view_that_is_none_is_400(visitor: FlaskClient, value: Any) -> None:
    sent = [place | {"value": value} for place in GOOD["inputs"]]
    assert visitor.post(UPDATE, json=GOOD | {"inputs": sent}).status_code == 400


@pytest.mark.parametrize(
    ("places", "status"),
    [([], 200), (["map-wide"], 200), (["x"] * 10, 200), (["x"] * 11, 400), ([1], 400), ("map-wide", 400), (None, 400)],
)
def test_drawings_are_asked_for_by_a_few_places(visitor: FlaskClient, places: Any, status: int) -> None:
    sent = body("beneficiaries", kind="figures")
    sent["inputs"][0]["value"]["places"] = places
    assert visitor.post(UPDATE, json=sent).status_code == status


def test_a_post_from_our_page_is_taken(visitor: FlaskClient) -> None:
    headers = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    assert visitor.post(UPDATE, json=GOOD, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/", "/nope", "/version", "/assets/look.css", "/assets/nope.css", "/_dash-layout"])
def test_every_answer_carries_the_security_headers(visitor: FlaskClient, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in policy
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy.split("script-src")[1].split(";")[0]


def test_no_script_stands_in_a_document(visitor: FlaskClient) -> None:
    for script in parsed(visitor.get("/").text).css("script"):
        assert script.attributes.get("type") == "application/json" or not script.text()
