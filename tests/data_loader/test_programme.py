"""The programme definition: typed, frozen, and every mistake named with its key and its cure."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from data_loader.programme import Programme, ProgrammeError, load_programme

MINIMAL = """
name = "Курсы"
organiser = "Фонд"
[[city]]
key = "omsk"
name = "Омск"
[[school.step]]
key = "start"
name = "Начало"
[[school.step]]
key = "end"
name = "Конец"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "programme.toml"
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> str:
    with pytest.raises(ProgrammeError) as caught:
        load_programme(write(folder, text))
    return "\n".join(caught.value.problems)


def test_only_names_cities_and_steps_are_required(tmp_path: Path) -> None:
    programme = load_programme(write(tmp_path, MINIMAL))
    assert [city.key for city in programme.cities] == ["omsk"]
    assert programme.parts == () and programme.tracks == () and programme.categories == ()
    assert programme.attention.waiting_days == 30
    assert programme.disclosure.threshold == 5


def test_enrolment_is_the_step_marked_so(programme: Programme) -> None:
    assert programme.enrolment.key == "enrolled"
    assert [step.key for step in programme.parts] == ["theory", "practice", "dialogue", "project", "support"]


def test_enrolment_defaults_to_the_step_before_the_first_part(tmp_path: Path) -> None:
    text = MINIMAL + '[[school.step]]\nkey = "part"\nname = "Часть"\npart = true\n'
    assert load_programme(write(tmp_path, text)).enrolment.key == "end"


def test_enrolment_defaults_to_the_first_step_when_it_is_a_part(tmp_path: Path) -> None:
    text = MINIMAL.replace('name = "Начало"', 'name = "Начало"\npart = true')
    assert load_programme(write(tmp_path, text)).enrolment.key == "start"


def test_nothing_can_be_changed(programme: Programme) -> None:
    with pytest.raises(ValidationError):
        programme.name = "Другая"


@pytest.mark.parametrize(
    ("mistake", "key", "cure"),
    [
        (MINIMAL.replace('name = "Омск"\n', ""), "city[1].name", "Добавьте"),
        (MINIMAL + "[attention]\nwaiting_day = 3\n", "attention.waiting_day", "нет"),
        (MINIMAL + '[attention]\nwaiting_days = "30"\n', "attention.waiting_days", "целое число"),
        (MINIMAL + "[attention]\ngoal_share = 60\n", "attention.goal_share", "не больше 1"),
        ('timezone = "Asia/Tymen"\n' + MINIMAL, "timezone", "Asia/Yekaterinburg"),
        ('locale = "en"\n' + MINIMAL, "locale", "'ru'"),
        (MINIMAL.replace('key = "omsk"', 'key = "om/sk"'), "city[1].key", "пробелов"),
        (MINIMAL.replace('key = "end"', 'key = "start"'), "school.step", "start"),
        (MINIMAL.replace('name = "Конец"', 'name = "НАЧАЛО"'), "school.step", "НАЧАЛО"),
        (MINIMAL + '[disclosure]\nprotected = ["people"]\n', "disclosure.protected", "people_reached"),
        (MINIMAL + '[map]\noutline = "нет.geojson"\n', "map.outline", "нет.geojson"),
        (MINIMAL.replace('name = "Омск"', 'name = "Омск"\nlat = 55.0'), "omsk", "обе координаты"),
        (MINIMAL.replace('name = "Омск"', 'name = "Омск"\nlat = 155.0\nlon = 70.0'), "city[1].lat", "90"),
    ],
)
def test_every_mistake_is_named_with_its_key_and_cure(tmp_path: Path, mistake: str, key: str, cure: str) -> None:
    told = problems(tmp_path, mistake)
    assert key in told
    assert cure in told


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    told = problems(tmp_path, MINIMAL.replace('name = "Омск"\n', "").replace('name = "Конец"\n', ""))
    assert "city[1].name" in told and "school.step[2].name" in told


def test_two_enrolments_are_refused(tmp_path: Path) -> None:
    text = MINIMAL.replace('name = "Начало"', 'name = "Начало"\nenrolment = true').replace(
        'name = "Конец"', 'name = "Конец"\nenrolment = true'
    )
    assert "enrolment" in problems(tmp_path, text)


def test_a_missing_or_broken_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ProgrammeError, match="PROGRAMME"):
        load_programme(tmp_path / "absent.toml")
    assert "TOML" in problems(tmp_path, "name = ")


def test_what_counts_depend_on_changes_the_fingerprint_and_names_do_not(tmp_path: Path) -> None:
    before = load_programme(write(tmp_path, MINIMAL)).counting_fingerprint
    renamed = load_programme(write(tmp_path, MINIMAL.replace('"Конец"', '"Финиш"'))).counting_fingerprint
    longer = load_programme(write(tmp_path, MINIMAL + '[[school.exit]]\nkey = "out"\nname = "Ушёл"\n'))
    assert renamed == before
    assert longer.counting_fingerprint != before


def label(place: str, hour: str) -> str:
    return f'[[map.label]]\nplace = "{place}"\nhour = {hour}\n'


def test_names_of_the_map_may_be_placed_by_hand(tmp_path: Path) -> None:
    programme = load_programme(write(tmp_path, MINIMAL + label("г. Омск", "9") + label("Чёрное", "12")))
    assert programme.map.hours == {"омск": 9, "черное": 12}
    assert load_programme(write(tmp_path, MINIMAL)).map.hours == {}
    assert hash(programme)


@pytest.mark.parametrize(
    ("labels", "problem"),
    [
        (label("Омск", "0"), "map.label[1].hour: число должно быть не меньше 1, а стоит 0."),
        (label("Омск", "13"), "map.label[1].hour: число должно быть не больше 12, а стоит 13."),
        (label("Омск", '"справа"'), "map.label[1].hour: нужно целое число без кавычек."),
        (label("Омск", "1") + label("г. Омск", "2"), "map.label: «Омск» и «г. Омск» — одно место. Оставьте одну запись."),
    ],
)
def test_a_wrong_position_of_a_name_is_refused_with_its_cure(tmp_path: Path, labels: str, problem: str) -> None:
    assert problems(tmp_path, MINIMAL + labels) == problem
