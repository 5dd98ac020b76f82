"""What they do, in the forms that agree with a counted subject."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard import formats
from dashboard.formats import Gender, Number


@dataclass(frozen=True)
class Verb:
    """The forms of one («выбыл», «выбыла», «выбыло»), of several («выбыли») and, where it differs, of five and more."""

    masculine: str
    feminine: str
    neuter: str
    several: str
    many: str = ""

    def of(self, n: Number, gender: Gender = "m") -> str:
        """«дошёл» 1 or 21, «дошли» 2, 5, 11; none is said in the singular: «не дошёл никто»."""
        one = {"m": self.masculine, "f": self.feminine, "n": self.neuter}[gender]
        if not n:
            return one
        return formats.plural(n, one, self.several, self.many or self.several)


def _present(one: str, several: str) -> Verb:
    return Verb(one, one, one, several)


CAME = Verb("дошёл", "дошла", "дошло", "дошли")
PASSED = Verb("прошёл", "прошла", "прошло", "прошли")
ENTERED = Verb("вошёл", "вошла", "вошло", "вошли")
ENROLLED = Verb("зачислен", "зачислена", "зачислено", "зачислены", "зачислено")
RECEIVED = Verb("получил", "получила", "получило", "получили")
STANDS = _present("стоит", "стоят")
REMAINS = Verb("остался", "осталась", "осталось", "осталось")
LAGS = _present("отстаёт", "отстают")
