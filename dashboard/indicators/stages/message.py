"""What the completion says first."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from dashboard import formats
from dashboard.indicators.definition import Share
from dashboard.indicators.message import Message, heaviest
from dashboard.indicators.stages.matrix import Matrix
from data_loader.programme import Programme


def message(found: Matrix, programme: Programme) -> Message:
    """What the completion says first."""
    rules: tuple[Callable[[Matrix, Programme], Message | None], ...] = (_nobody, _first_and_last)
    return heaviest(rule(found, programme) for rule in rules)


def _nobody(found: Matrix, programme: Programme) -> Message | None:
    if found.total.cells and found.total.cells[0].share.denominator:
        return None
    return Message(100, "В выбранных данных ещё нет зачисленных", "nobody")


def _first_and_last(found: Matrix, programme: Programme) -> Message | None:
    """«Теорию прошли девять из десяти зачисленных, до сопровождения дошли четверо из десяти»."""
    if not found.parts or not found.total.cells[0].share.denominator:
        return None
    first, last = found.parts[0], found.parts[-1]
    opening, closing = found.total.cells[0].share, found.total.cells[-1].share
    part = first.forms.acc or f"часть {formats.quoted(first.name)}"
    in_tenths = bool(_of_ten(opening) and _of_ten(closing))
    text = f"{formats.capital(part)} {_passed(opening, in_tenths=in_tenths or len(found.parts) == 1)}"
    if len(found.parts) == 1:
        return Message(0, text, "one part")
    end = last.forms.gen or f"части {formats.quoted(last.name)}"
    if not closing.numerator:
        return Message(0, f"{text}, до {end} не дошёл никто", "first and last")
    if in_tenths:
        came, said = "дошли", _of_ten(closing, bare=True)
    elif closing.numerator == closing.denominator:
        came, said = ("дошёл", "") if closing.denominator == 1 else ("дошли", f"все {formats.number(closing.denominator)}")
    else:
        came = formats.plural(closing.numerator, "дошёл", "дошли", "дошли")
        said = formats.out_of(closing.numerator, closing.denominator)
    return Message(0, f"{text}, до {end} {came} {said}".rstrip(), "first and last")


_TENTHS = {2: "двое", 3: "трое", 4: "четверо", 5: "пятеро", 6: "шестеро", 7: "семеро", 8: "восемь", 9: "девять"}


def _of_ten(share: Share, *, bare: bool = False) -> str:
    """«девять из десяти зачисленных» when that is true within a point and there are enough people; else nothing."""
    exact = Fraction(share.numerator, share.denominator)
    tenths = round(exact * 10)
    if share.denominator >= 30 and tenths in _TENTHS and abs(exact - Fraction(tenths, 10)) <= Fraction(1, 100):
        return f"{_TENTHS[tenths]} из десяти" + ("" if bare else " зачисленных")
    return ""


def _passed(share: Share, *, in_tenths: bool) -> str:
    """«прошли девять из десяти зачисленных», «прошли все 21 зачисленный», «не прошёл никто из 12 зачисленных»."""
    if not share.numerator and share.denominator == 1:
        return "единственный зачисленный не прошёл"
    if not share.numerator:
        return f"не прошёл никто из{formats.NBSP}{formats.counted(share.denominator, *formats.OF_ENROLLED)}"
    if share.numerator == share.denominator:
        return formats.all_enrolled(share.denominator, "прошёл", "прошли")
    if in_tenths and (said := _of_ten(share)):
        return f"прошли {said}"
    return f"{formats.plural(share.numerator, 'прошёл', 'прошли', 'прошли')} {_of_all(share)}"


def _of_all(share: Share) -> str:
    """«19 из 21 зачисленного»."""
    return f"{formats.out_of(share.numerator, share.denominator)} {formats.plural(share.denominator, *formats.OF_ENROLLED)}"


def last_everywhere(found: Matrix, programme: Programme) -> str:
    """«Заводоуковск — на последнем месте во всех пяти частях»: one city has the least share in every part; else nothing."""
    if len(found.lines) < 2 or len(found.parts) < 2:
        return ""
    judged = [line for line in found.lines if line.cells[0].share.denominator >= formats.SMALL_GROUP]
    if len(judged) < 2:
        return ""
    worst = [min(judged, key=lambda line: line.cells[n].share.value or 0.0) for n in range(len(found.parts))]
    alone = all(
        sum(line.cells[n].share.value == worst[0].cells[n].share.value for line in judged) == 1 for n in range(len(found.parts))
    )
    if len({line.key for line in worst}) > 1 or not alone:
        return ""
    among = "" if len(found.lines) == len(programme.cities) else " среди выбранных городов"
    if len(judged) < len(found.lines):
        among = f"{among or ' среди городов'}, где зачислено не меньше десяти человек"
    parts = f"{formats.number_word(len(found.parts), 'gen')} {formats.plural(len(found.parts), 'части', 'частях', 'частях')}"
    return f"{worst[0].name} — на последнем месте во всех {parts}{among}."
