"""What is counted, in the forms that Russian gives it after a number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dashboard import formats
from dashboard.formats import Gender, Number

Case = Literal["gen", "dat", "loc"]


@dataclass(frozen=True)
class Noun:
    """`one`, `few`, `many`: after 1, 2, 5. The cases: after 1 (21, 31, but not 11) and after other numbers."""

    one: str
    few: str
    many: str
    gender: Gender = "m"
    gen: tuple[str, str] = ("", "")
    """After «из», «больше», «у»: «21 дня», «30 дней»."""
    dat: tuple[str, str] = ("", "")
    """After «помогли»."""
    loc: tuple[str, str] = ("", "")
    """After «в»."""
    person: bool = False
    """Of people nobody is «никто», of things «ни одна»."""

    def form(self, n: Number) -> str:
        """The noun alone: «час», «часа», «часов»; a fraction takes the second: «0,5 часа»."""
        return formats.plural(n, self.one, self.few, self.many)

    def counted(self, n: Number) -> str:
        """«5 организаций»: the number bound to its noun."""
        return f"{formats.number(n)}{formats.NBSP}{self.form(n)}"

    def case(self, n: Number, case: Case) -> str:
        """The noun alone in a case: «дня», «дней»."""
        one, other = {"gen": self.gen, "dat": self.dat, "loc": self.loc}[case]
        return formats.plural(n, one, other, other)

    def counted_in(self, n: Number, case: Case) -> str:
        """«21 дня», «1 150 людям», «46 местах»."""
        return f"{formats.number(n)}{formats.NBSP}{self.case(n, case)}"

    def worded(self, n: int) -> str:
        """With the number in words up to ten: «две организации», «12 организаций»."""
        return f"{formats.number_word(n, gender=self.gender)}{formats.NBSP}{self.form(n)}"

    @property
    def only(self) -> str:
        """«единственный зачисленный»."""
        return f"{_by_gender('единственный', 'единственная', 'единственное', self.gender)} {self.one}"

    @property
    def both(self) -> str:
        """«оба города», «обе организации»."""
        return f"{'обе' if self.gender == 'f' else 'оба'} {self.few}"

    def all_of(self, n: int) -> str:
        """All of a known number: «единственный город», «оба города», «все пять городов», «все 21 город»."""
        if n == 1:
            return self.only
        if n == 2:
            return self.both
        return f"все{formats.NBSP}{formats.number(n)}{formats.NBSP}{self.form(n)}"

    def none_of(self, n: int) -> str:
        """«никто из 12 зачисленных», «ни одна из 12 организаций»."""
        return f"{self.nobody} из{formats.NBSP}{self.counted_in(n, 'gen')}"

    @property
    def nobody(self) -> str:
        """«никто», «ни одна»."""
        return "никто" if self.person else f"ни{formats.NBSP}{_by_gender('один', 'одна', 'одно', self.gender)}"


def _by_gender(masculine: str, feminine: str, neuter: str, gender: Gender) -> str:
    return {"m": masculine, "f": feminine, "n": neuter}[gender]


PERSON = Noun("человек", "человека", "человек", gen=("человека", "человек"), dat=("человеку", "людям"), person=True)
PARTICIPANT = Noun("участник", "участника", "участников", gen=("участника", "участников"), person=True)
CAME_IN = Noun("вошедший", "вошедших", "вошедших", gen=("вошедшего", "вошедших"), person=True)
ENROLLED = Noun("зачисленный", "зачисленных", "зачисленных", gen=("зачисленного", "зачисленных"), person=True)
BENEFICIARY = Noun(
    "благополучатель", "благополучателя", "благополучателей", gen=("благополучателя", "благополучателей"), person=True
)
NEW_BENEFICIARY = Noun(
    "новый благополучатель",
    "новых благополучателя",
    "новых благополучателей",
    gen=("нового благополучателя", "новых благополучателей"),
    person=True,
)
MENTOR = Noun("наставник", "наставника", "наставников", gen=("наставника", "наставников"), person=True)
ORGANISATION = Noun(
    "организация", "организации", "организаций", "f", ("организации", "организаций"), loc=("организации", "организациях")
)
BEGUN = Noun(
    "начавшая организация", "начавшие организации", "начавших организаций", "f", ("начавшей организации", "начавших организаций")
)
CASE = Noun("дело", "дела", "дел", "n", ("дела", "дел"), loc=("деле", "делах"))
OPEN_CASE = Noun(
    "открытое дело",
    "открытых дела",
    "открытых дел",
    "n",
    ("открытого дела", "открытых дел"),
    loc=("открытом деле", "открытых делах"),
)
SERVICE = Noun("услуга", "услуги", "услуг", "f", ("услуги", "услуг"))
HOUR = Noun("час", "часа", "часов", gen=("часа", "часов"))
DAY = Noun("день", "дня", "дней", gen=("дня", "дней"))
MONTH = Noun("месяц", "месяца", "месяцев", gen=("месяца", "месяцев"))
CITY = Noun("город", "города", "городов", gen=("города", "городов"), loc=("городе", "городах"))
PLACE = Noun("место", "места", "мест", "n", ("места", "мест"), loc=("месте", "местах"))
SETTLEMENT = Noun(
    "населённый пункт",
    "населённых пункта",
    "населённых пунктов",
    gen=("населённого пункта", "населённых пунктов"),
    loc=("населённом пункте", "населённых пунктах"),
)
COHORT = Noun("поток", "потока", "потоков", gen=("потока", "потоков"))
GOAL = Noun("цель", "цели", "целей", "f", ("цели", "целей"))
ROW = Noun("строка", "строки", "строк", "f", ("строки", "строк"))
INDICATOR = Noun("показатель", "показателя", "показателей", gen=("показателя", "показателей"))
PART = Noun("часть", "части", "частей", "f", ("части", "частей"), loc=("части", "частях"))
YEAR = Noun("год", "года", "лет", gen=("года", "лет"))
