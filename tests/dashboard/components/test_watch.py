"""«На что обратить внимание» on screen."""

from __future__ import annotations

from dashboard.components.watch import watch
from dashboard.indicators.attention import Fact
from tests.dashboard.hypertext import found, parsed, words

TITLE = "На что обратить внимание"
URGENT = Fact("goal", "В реестре 11 организаций", "Осталось 61 день", "funnel", now=True)
OTHER = Fact("stale", "<b>Лист</b>", "", "methodology")


def test_facts_are_links_and_the_urgent_are_said_to_be() -> None:
    shown = parsed(watch(TITLE, [(URGENT, "/funnel?unit=organisations&city=ishim"), (OTHER, "/methodology")], "Проверено"))
    first, second = shown.css("li")
    assert (words(first), first.attributes["class"]) == ("Срочно: В реестре 11 организаций Осталось 61 день", "now")
    assert (words(second), second.attributes.get("class")) == ("<b>Лист</b>", None)
    assert [link.attributes["href"] for link in shown.css("a")] == ["/funnel?unit=organisations&city=ishim", "/methodology"]
    assert "Проверено" not in words(shown) and not found(shown, "calm")


def test_calm_says_what_was_looked_at() -> None:
    shown = parsed(watch(TITLE, [], "Проверено: цели.", "Участники — выбранных потоков"))
    assert words(found(shown, "calm")) == f"{TITLE} Участники — выбранных потоков Проверено: цели."
