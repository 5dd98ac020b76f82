"""Parts of the methodology: contents, definitions, rules, settings."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html

from dashboard import formats
from dashboard.components.chart import definitions
from dashboard.components.parts import aria
from dashboard.indicators.definition import Indicator
from dashboard.indicators.methodology import Rule, Setting

RULES, SETTINGS = "rules", "settings"


def contents(indicators: Sequence[Indicator]) -> html.Nav:
    links = [html.A(indicator.title, href=f"#{indicator.key}") for indicator in indicators]
    links += [html.A("Общие правила", href=f"#{RULES}"), html.A("Пороги и сроки", href=f"#{SETTINGS}")]
    return html.Nav(html.Ul([html.Li(link) for link in links]), className="contents", **aria(label="Содержание"))


def definitions_of(indicators: Sequence[Indicator]) -> html.Div:
    """Each indicator under the anchor that «Как считаем» leads to."""
    return html.Div(
        [
            html.Section([html.H2(indicator.title), *definitions([indicator], link=False)], id=indicator.key, className="fig")
            for indicator in indicators
        ]
    )


def rules(found: Sequence[Rule]) -> html.Section:
    entries = [part for rule in found for part in (html.Dt(rule.title), html.Dd(formats.bind(rule.text)))]
    return html.Section([html.H2("Общие правила"), html.Dl(entries, className="def wide")], id=RULES, className="fig")


def settings(found: Sequence[Setting]) -> html.Section:
    head = html.Tr([html.Th(title, scope="col") for title in ("Что решает", "Значение", "Ключ в programme.toml")])
    rows = [html.Tr([html.Th(s.title, scope="row"), html.Td(s.value), html.Td(html.Code(s.key))]) for s in found]
    note = "Сроки — настройка программы, а не норма права: сверьте с действующим актом."
    return html.Section(
        [
            html.H2("Пороги и сроки"),
            html.P(note, className="sub"),
            html.Table([html.Thead(head), html.Tbody(rows)], className="twin"),
        ],
        id=SETTINGS,
        className="fig",
    )
