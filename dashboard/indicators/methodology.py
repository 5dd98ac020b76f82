"""What the methodology says beside the definitions: the rules that all numbers share, and the settings of a programme in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import formats
from dashboard.grammar import nouns
from dashboard.indicators.comparison import DEALS
from dashboard.indicators.definition import Indicator
from dashboard.indicators.goals import PACE_DAYS
from data_loader.programme import Programme, Track, TrackStep


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
        f"{nouns.INDICATOR.counted(len(indicators))}, и каждый можно пересчитать по таблицам фонда",
        f"Определения берутся из тех же мест программы, что и сами числа. Источники — листы {named}." if sheets else "",
    )


def rules_of(programme: Programme) -> tuple[Rule, ...]:
    """The rules that every page follows, in the order of questions that reviewers ask."""
    attention = programme.attention
    days, maturity = (nouns.DAY.counted_in(n, "gen") for n in (attention.waiting_days, attention.maturity_days))
    points = (
        f"{formats.number(attention.points_behind)} {formats.plural(attention.points_behind, 'пункта', 'пунктов', 'пунктов')}"
    )
    chance = formats.percent(attention.chance)
    enrolled = formats.quoted(programme.enrolment.name)
    return (
        Rule("Вошли в шаг", "Участник вошёл в шаг, если есть запись об этом шаге или о любом более позднем. Поэтому на каждом шаге: "
             "вошли = пошли дальше + на шаге + выбыли, и суммы сходятся."),
        Rule("Засчитана часть", "Часть засчитана, если на неё есть запись. Части можно пройти не по порядку или пропустить: пропуски "
             "показаны отдельно."),
        Rule("Кто выбыл", "Выход не считается, если после него есть более поздний шаг; в тот же день выход считается. Из нескольких "
             "выходов берётся последний. Выход без единого шага не считается нигде."),
        Rule("Кто стоит", f"На шаге тот, кто не выбыл и не пошёл дальше. До {days} — в срок, дольше — стоит; у шагов реестра с законным "
             "сроком считается он с продлением. На последнем шаге не стоит никто. Сколько человек стоит, показано только на последний "
             "день: на прошлую дату это было бы догадкой."),
        Rule("Когда назван город", f"Сравниваются зачисленные в потоках не моложе {maturity}, без тех, кто на шаге в срок: они ещё могут пойти "
             f"дальше. Для каждого города доля дошедших до каждого шага и доля стоящих сопоставлены с остальными городами вместе. Город назван "
             f"и отмечен красным, только если людей в нём не меньше {formats.SMALL_GROUP}, разница не меньше {points} и случай её не объясняет: "
             f"людей {formats.number(DEALS)} раз заново раздают городам, и такая или большая разница хоть где-то выходит реже чем в {chance} "
             "раздач (перестановочный тест по наибольшему различию, Вестфолл и Янг). Иначе города неотличимы."),
        Rule("Когда цель отстаёт", f"Если темп последних {PACE_DAYS} дней ниже нужного до срока и выполненная доля меньше прошедшей доли срока. "
             f"Первые {PACE_DAYS} дней не судим, если срок не близко. Срочно — если темп ниже {formats.percent(attention.goal_share)} нужного или не "
             "хватило бы и лучшего месяца за год. Срок считается с «С даты» листа «Цели», а без неё — с первой записи программы. "
             "Цели прошлых сроков остаются в списке: достигнута или нет, решает день срока."),
        Rule("Медианы и средние", f"Рядом всегда число, по которому они посчитаны; меньше {formats.number(attention.few)} — «мало данных». Среднее за год "
             "делится на месяцы с начала программы, неоконченный месяц в него не входит. Месяц сравнивается с медианой прежних."),
        Rule("Доли", f"У доли всегда назван знаменатель. До {formats.SMALL_GROUP} человек — «3 из 7» без процентов, дальше — проценты с 95-процентным "
             f"интервалом Уилсона. Части считаются от вошедших в шаг {enrolled}."),
        Rule("Молодые потоки", f"Поток молод, пока не прошло {maturity} после медианного первого дня его участников: он заштрихован, «рано судить». "
             "Фразы о прохождении говорят о потоках, которые уже не молоды, и называют остальные."),
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
            "Город отличается от других",
            f"не меньше {formats.number(attention.points_behind)} пунктов",
            "attention.points_behind",
        ),
        Setting("Различие городов не случайно", f"вероятность меньше {formats.percent(attention.chance)}", "attention.chance"),
        Setting("Медиана или среднее показаны", f"от {formats.number(attention.few)} значений", "attention.few"),
        Setting(
            "Темп цели требует срочных действий",
            f"меньше {formats.percent(attention.goal_share)} нужного",
            "attention.goal_share",
        ),
        Setting("Поток молод, пока не прошло", nouns.DAY.counted_in(attention.maturity_days, "gen"), "attention.maturity_days"),
        *(setting for track in programme.tracks for step in track.steps for setting in _terms(track, step)),
    )


def _terms(track: Track, step: TrackStep) -> list[Setting]:
    name = f"{track.name}: {step.name}"
    found = []
    if step.due_days is not None:
        more = f", с продлением {step.due_days + step.extension_days}" if step.extension_days else ""
        found.append(Setting(name, f"{nouns.DAY.counted(step.due_days)}{more}", "track.step.due_days"))
    if step.valid_years is not None:
        years = nouns.YEAR.counted(step.valid_years)
        found.append(Setting(name, f"действует {years}", "track.step.valid_years"))
    return found
