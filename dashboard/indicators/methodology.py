"""What the methodology says beside the definitions: the rules that all numbers share, and the settings of a programme in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.indicators.definition import Indicator
from data_loader.programme import Programme, Track, TrackStep

INDICATOR_WORDS = ("показатель", "показателя", "показателей")


@dataclass(frozen=True)
class Said:
    """The message of the page and the sentence below it."""

    text: str
    detail: str


@dataclass(frozen=True)
class Rule:
    """One rule of counting: what is asked, and the answer."""

    title: str
    text: str


@dataclass(frozen=True)
class Setting:
    """One setting of `programme.toml` in words: what it decides, its value, its key."""

    title: str
    value: str
    key: str


def message(indicators: Sequence[Indicator]) -> Said:
    sheets = sorted({sheet for indicator in indicators for sheet in indicator.sheets})
    named = formats.listed([f"«{sheet}»" for sheet in sheets])
    return Said(
        f"{formats.counted(len(indicators), *INDICATOR_WORDS)}, и каждый можно пересчитать по таблицам фонда",
        f"Определения берутся из тех же мест программы, что и сами числа. Источники — листы {named}." if sheets else "",
    )


def rules_of(programme: Programme) -> tuple[Rule, ...]:
    """The rules that every page follows, in the order of questions that reviewers ask."""
    days = formats.days_genitive(programme.attention.waiting_days)
    maturity = formats.days_genitive(programme.attention.maturity_days)
    enrolled = formats.quoted(programme.enrolment.name)
    return (
        Rule("Вошли в шаг", "Участник вошёл в шаг, если есть запись об этом шаге или о любом более позднем. Поэтому на каждом шаге: "
             "вошли = пошли дальше + ждут + выбыли, и суммы сходятся."),
        Rule("Засчитана часть", "Часть засчитана, если на неё есть запись. Части можно пройти не по порядку или пропустить: пропуски "
             "показаны отдельно."),
        Rule("Кто выбыл", "Выход не считается, если после него есть более поздний шаг; в тот же день выход считается. Из нескольких "
             "выходов берётся последний. Выход без единого шага не считается нигде."),
        Rule("Кто ждёт", f"Ждёт тот, кто не выбыл и не пошёл дальше. Дольше {days} — стоит: это место, где нужно действие. Сколько "
             "человек стоит, показано только на последний день: на прошлую дату это было бы догадкой."),
        Rule("Доли", f"У доли всегда назван знаменатель. До {formats.SMALL_GROUP} человек — «3 из 7» без процентов, дальше — проценты с 95-процентным "
             f"интервалом Уилсона. Части считаются от вошедших в шаг {enrolled}."),
        Rule("Молодые потоки", f"Поток моложе {maturity} после медианного первого дня своих участников заштрихован: «рано судить»."),
        Rule("Люди, которым помогли", "Каждый посчитан один раз — по первой услуге: наименьшие дата, организация, услуга, место. Более ранняя "
             "услуга, пришедшая позже, переносит человека, а не добавляет его. Участники и благополучатели не складываются."),
        Rule("Попытки", "Организация считается по последней попытке. После новой попытки «вошли» может быть меньше, чем «дошли»: воронка "
             "показывает «вошли»."),
        Rule("События по день", "Дневные числа берутся по этот день включительно, месячные — по последний полный месяц, и фраза над "
             "страницей это говорит."),
        Rule("Как было известно", "Каждая загрузка записывает изменения чисел. Поэтому любое число можно показать таким, каким оно было после "
             "любой загрузки; исправление прошлого не переписывает прошлого показа."),
        Rule("Город", "У участника — его собственный, у людей и услуг — город населённого пункта, у остального — город организации. "
             "Сумма по городам равна итогу во всех видах и выгрузках."),
    )  # fmt: skip


def settings_of(programme: Programme) -> tuple[Setting, ...]:
    """The thresholds and terms of this programme."""
    attention = programme.attention
    return (
        Setting("Стоит дольше", formats.days_genitive(attention.waiting_days), "attention.waiting_days"),
        Setting(
            "Отстаёт от всех городов", f"больше {formats.number(attention.points_behind)} пунктов", "attention.points_behind"
        ),
        Setting("Цель отстаёт", f"меньше {formats.percent(attention.goal_share)} цели", "attention.goal_share"),
        Setting("Поток моложе", formats.days_genitive(attention.maturity_days), "attention.maturity_days"),
        *(setting for track in programme.tracks for step in track.steps for setting in _terms(track, step)),
    )


def _terms(track: Track, step: TrackStep) -> list[Setting]:
    name = f"{track.name}: {step.name}"
    found = []
    if step.due_days is not None:
        more = f", с продлением {step.due_days + step.extension_days}" if step.extension_days else ""
        found.append(Setting(name, f"{formats.counted(step.due_days, *formats.DAYS)}{more}", "track.step.due_days"))
    if step.valid_years is not None:
        years = formats.counted(step.valid_years, "год", "года", "лет")
        found.append(Setting(name, f"действует {years}", "track.step.valid_years"))
    return found
