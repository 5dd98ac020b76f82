"""The methodology as HTML: every definition under the anchor that «Как считаем» leads to."""

from pathlib import Path

from dashboard.components.methodology import methodology
from dashboard.indicators.beneficiaries import INDICATORS
from dashboard.indicators.methodology import Rule, Setting, rules_of, settings_of
from data_loader.programme import load_programme
from tests.dashboard.hypertext import found, parsed, words

SCHOOL = load_programme(Path(__file__).parents[3] / "programme.toml")


def test_the_contents_lead_to_every_section() -> None:
    drawn = parsed(methodology(INDICATORS, rules_of(SCHOOL), settings_of(SCHOOL)))
    (contents,) = found(drawn, "contents")
    targets = [(link.attributes["href"] or "").removeprefix("#") for link in contents.css("a")]
    assert targets == [section.attributes["id"] for section in drawn.css("section.block")]
    assert targets == ["people_reached", "services_given", "rules", "settings"]


def test_rules_and_settings_are_said_in_full() -> None:
    drawn = parsed(methodology((), [Rule("Кто ждёт", "Тот, кто <не> выбыл.")], [Setting("Стоит дольше", "30 дней", "a.b")]))
    assert words(drawn.css("#rules dl")) == "Кто ждёт Тот, кто <не> выбыл."
    assert [words(cell) for cell in drawn.css("#settings tbody tr > *")] == ["Стоит дольше", "30 дней", "a.b"]
    assert "сверьте с действующим актом" in words(drawn.css("#settings .subtitle"))
