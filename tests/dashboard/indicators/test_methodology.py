"""The methodology says what the program does: its own definitions, thresholds and terms."""

from pathlib import Path

from dashboard.indicators.catalogue import INDICATORS
from dashboard.indicators.methodology import message, rules_of, settings_of
from data_loader.measures import MEASURES
from data_loader.programme import load_programme
from data_loader.sheets import GOALS, SHEETS

ROOT = Path(__file__).parents[3]
SCHOOL = load_programme(ROOT / "programme.toml")


def test_every_indicator_is_explained_completely() -> None:
    sheets = {sheet.russian for sheet in SHEETS.values()}
    for indicator in INDICATORS:
        assert all([indicator.title, indicator.unit, indicator.what, indicator.formula, indicator.why]), indicator.key
        assert indicator.sheets and set(indicator.sheets) <= sheets, indicator.key
        assert set(indicator.measures) <= set(MEASURES), indicator.key


def test_the_message_counts_the_indicators() -> None:
    assert message(INDICATORS[:1]).text.startswith("1\u00a0показатель,")
    assert message(INDICATORS[:2]).text.startswith("2\u00a0показателя,")


def test_thresholds_are_those_of_the_programme() -> None:
    other = SCHOOL.model_copy(update={"attention": SCHOOL.attention.model_copy(update={"waiting_days": 21})})
    assert "21\u00a0дня" in next(rule.text for rule in rules_of(other) if rule.title == "Кто стоит")
    assert settings_of(other)[0].value == "21\u00a0дня"


def test_legal_terms_are_shown_as_settings() -> None:
    values = {setting.title: setting.value for setting in settings_of(SCHOOL)}
    assert values["Реестр ИОПУ: Заявление в орган"] == "30\u00a0дней, с продлением 60"


def test_a_programme_without_registers_has_no_terms() -> None:
    assert len(settings_of(SCHOOL.model_copy(update={"tracks": ()}))) == 6


def test_what_may_have_a_goal_is_an_indicator_and_called_by_its_title() -> None:
    titles = {indicator.key: indicator.title for indicator in INDICATORS}
    for key, names in GOALS.items():
        assert titles[key] in names, key
