"""What people do with the dashboard, done in a real browser."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Browser, Page, Request, expect

from tests.browser.conftest import DESK, PHONE, Opener
from tests.browser.looking import go, sections, sentence, settle, wait_for_sentence
from tests.browser.serving import Site, serve
from tests.dashboard.hypertext import parsed

Note = Callable[[str, str], None]


def test_a_manager_opens_the_overview_and_follows_what_needs_attention(page: Page) -> None:
    go(page, "/")
    assert page.locator(".kpi").count() == 4
    first = page.locator(".watch li a").first
    target = first.get_attribute("href")
    assert target
    first.click()
    page.wait_for_url(f"**{target.partition('#')[0]}*")
    settle(page)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("#navigation a[aria-current=page]")).to_have_attribute("href", target.partition("?")[0].partition("#")[0])
    page.go_back()
    expect(page.locator(".watch li a").first).to_have_attribute("href", target)


def test_every_fact_that_needs_attention_leads_to_a_page_that_shows_it(page: Page) -> None:
    go(page, "/")
    for target in {str(link.get_attribute("href")) for link in page.locator(".watch li a").all()}:
        go(page, target)
        expect(page.locator(".note.failed, .note.dropped")).to_have_count(0)


def test_two_cities_are_chosen_and_back_restores_each_view(page: Page) -> None:
    go(page, "/funnel")
    everything = sentence(page)
    page.locator("#pick-city-word").click()
    page.get_by_role("checkbox", name="Тобольск").check()
    expect(page).to_have_url(re.compile(r"\?city=tobolsk$"))
    expect(page.locator("#pick-city-word")).to_contain_text("Тобольск")
    expect(page.locator("#pick-city")).to_have_attribute("open", "")
    page.get_by_role("checkbox", name="Ишим").check()
    expect(page.locator("#pick-city-word")).to_contain_text("Тобольск и Ишим")
    assert "city=tobolsk,ishim" in page.url
    page.go_back()
    expect(page.locator("#pick-city-word")).not_to_contain_text("Ишим")
    assert page.url.endswith("?city=tobolsk")
    page.go_back()
    wait_for_sentence(page, everything)
    page.go_forward()
    expect(page.locator("#pick-city-word")).to_contain_text("Тобольск")


def test_clicks_that_are_faster_than_the_answers_all_count(page: Page) -> None:
    go(page, "/stages")
    page.locator("#pick-city-word").click()
    page.evaluate(
        "() => ['tyumen', 'tobolsk', 'ishim', 'tyumen'].forEach(c => document.querySelector(`#pick-city [value=${c}]`).click())"
    )
    expect(page).to_have_url(re.compile(r"\?city=tobolsk,ishim$"))
    expect(page.locator("#pick-city-word")).to_contain_text("Тобольск и Ишим")
    expect(page.locator("#pick-city input:checked")).to_have_count(2)


def test_a_chosen_city_goes_along_to_the_next_page_and_a_month_does_not(page: Page) -> None:
    go(page, "/mentors?city=ishim&month=2026-09")
    expect(page.locator("#navigation a", has_text="Воронка")).to_have_attribute("href", "/funnel?city=ishim")
    page.locator("#navigation a", has_text="Воронка").click()
    expect(page.locator("#pick-city-word")).to_contain_text("Ишим")
    assert page.url.endswith("/funnel?city=ishim")
    page.locator(".reset").click()
    expect(page.locator("#navigation a", has_text="Этапы")).to_have_attribute("href", "/stages")


def test_a_pasted_link_shows_the_same_view(page: Page, window: Opener) -> None:
    go(page, "/stages?city=ishim,tobolsk&until=2026-09-30")
    page.locator("#pick-cohort-word").click()
    page.locator("#pick-cohort input[type=checkbox]").first.check()
    expect(page.locator("#pick-cohort-word")).to_contain_text("поток 20")
    settle(page)
    other = window(viewport=PHONE)
    go(other, page.url)
    assert sentence(other) == sentence(page)
    assert "30\u00a0сентября 2026" in sentence(page)
    assert other.locator("h1").inner_text() == page.locator("h1").inner_text()


def test_sbrosit_takes_everything_back(page: Page) -> None:
    go(page, "/stages")
    everything = sentence(page)
    go(page, "/stages?city=ishim&until=2026-09-30")
    page.get_by_role("link", name="Сбросить").click()
    wait_for_sentence(page, everything)
    expect(page.get_by_role("link", name="Сбросить")).to_have_count(0)
    assert page.url.endswith("/stages")


def test_what_a_link_asks_for_and_cannot_have_is_said(page: Page) -> None:
    go(page, "/funnel?city=tyumen,atlantis&until=someday")
    expect(page.locator(".note.dropped")).to_contain_text("atlantis")
    assert "Тюмень" in sentence(page)


def test_the_keyboard_alone_reaches_content_and_chooses_a_city(page: Page) -> None:
    go(page, "/funnel")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "pick-city-word":
            break
    page.keyboard.press("Enter")
    expect(page.locator("#pick-city")).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?city=\w+$"))
    expect(page.locator("#pick-city input:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?city=\w+,\w+$"))
    page.keyboard.press("Escape")
    expect(page.locator("#pick-city[open]")).to_have_count(0)
    expect(page.locator("#pick-city-word")).to_be_focused()


def test_what_is_open_stays_open_and_what_is_shut_stays_shut_while_the_page_is_redrawn(page: Page) -> None:
    go(page, "/funnel")
    page.locator("#funnel-steps-table-word").click()
    page.locator("#pick-city-word").click()
    page.locator("#pick-city-word").click()
    page.evaluate("school.want({page: 'funnel', query: 'city=ishim'})")
    expect(page.locator("#pick-city-word")).to_contain_text("Ишим")
    expect(page.locator("#funnel-steps-table")).to_have_attribute("open", "")
    expect(page.locator("#pick-city[open]")).to_have_count(0)


def test_menus_shut_on_a_click_elsewhere(page: Page) -> None:
    go(page, "/stages")
    page.locator("#pick-city-word").click()
    page.locator("h1").click()
    expect(page.locator("details.pick[open]")).to_have_count(0)


def test_the_table_unfolds_survives_a_redraw_and_downloads(page: Page) -> None:
    go(page, "/funnel")
    figure = page.locator("figure.block").filter(has=page.locator("details[id$='-table']")).first
    title = figure.locator("h2").inner_text()
    figure.locator("details[id$='-table'] > summary").click()
    expect(figure.locator("table.twin").first).to_be_visible()
    page.locator("#pick-city-word").click()
    page.get_by_role("checkbox", name="Тюмень").check()
    page.wait_for_url("**city=tyumen")
    expect(page.locator("#pick-city-word")).to_contain_text("Тюмень")
    expect(figure.locator("table.twin").first).to_be_visible()
    page.keyboard.press("Escape")
    with page.expect_download() as started:
        figure.locator("a[download]").click()
    written = Path(started.value.path()).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    text = written.decode("utf-8-sig").replace("\u00a0", " ")
    assert title.replace("\u00a0", " ") in text
    assert "Тюмень" in text.splitlines()[1]
    assert started.value.suggested_filename.endswith(".csv")


def test_every_chart_explains_itself_and_its_download_holds_its_table(page: Page) -> None:
    for path in sections(page):
        go(page, path)
        for figure in page.locator("figure.block").all():
            named = figure.get_attribute("id")
            source = figure.locator(".source").last.text_content() or ""
            assert "Источник" in source and "загрузка №" in source.replace("\u00a0", " "), named
            assert figure.locator("details[id$='-how']").count() == 1, f"{named} does not say how it is counted"
            rows = figure.locator("details[id$='-table'] table.twin tbody tr").count()
            answer = page.request.get(str(figure.locator("a[download]").get_attribute("href")))
            assert answer.status == 200, named
            head, _, table = answer.body().decode("utf-8-sig").partition("\r\n\r\n")
            assert "Источник" in head
            assert len(table.strip().splitlines()) == rows + 1, f"{named}: the download has other rows than the table"


def test_the_funnel_switches_between_people_and_organisations(page: Page) -> None:
    go(page, "/funnel")
    people = page.locator("h1").inner_text()
    page.get_by_text("Организации", exact=True).first.click()
    page.wait_for_url("**unit=organisations")
    expect(page.locator("h1")).not_to_have_text(people)
    settle(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text(people)


def test_a_new_load_appears_on_an_open_page_without_a_reload(
    page: Page, site: Site, tmp_path: Path, record_property: Note
) -> None:
    go(page, "/")
    shown = page.locator(".says .fresh")
    before = shown.inner_text()
    page.evaluate("window.sameDocument = true")
    began = time.monotonic()
    taken = site.load(_one_more(tmp_path / "one more.xlsx"))
    loaded = time.monotonic()
    assert taken.load
    expect(shown).not_to_have_text(before)
    seen = time.monotonic()
    assert str(taken.load) in shown.inner_text()
    assert page.evaluate("window.sameDocument") is True
    record_property("measured", f"a new load: {loaded - began:.1f} s to load, {seen - loaded:.1f} s until it is on screen")


def _one_more(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Участники"
    sheet.append(["Код участника", "ФИО", "Город", "Поток"])
    sheet.append(["LIVE1", "Новая Участница", "Ишим", "2026-1"])
    book.save(path)
    book.close()
    return path


def test_an_address_without_a_page_says_so_and_leads_home(page: Page, faults: list[str]) -> None:
    answer = page.goto("/no/such/page")
    assert answer is not None and answer.status == 404
    expect(page.get_by_role("heading", name="Такой страницы нет")).to_be_visible()
    faults[:] = [fault for fault in faults if "404" not in fault]  # the answer that was provoked
    page.get_by_role("link", name="На главную").click()
    settle(page)
    expect(page.locator("#navigation a[aria-current=page]")).to_have_attribute("href", "/")


def test_the_first_page_is_light_and_leaves_plotly_where_it_is(page: Page, record_property: Note) -> None:
    asked: list[str] = []
    weights: list[int] = []

    def arrived(request: Request) -> None:
        asked.append(request.url)
        weights.append(request.sizes()["responseBodySize"])

    page.on("requestfinished", arrived)
    began = time.monotonic()
    go(page, "/")
    took = time.monotonic() - began
    page.wait_for_timeout(500)
    page.remove_listener("requestfinished", arrived)
    record_property("measured", f"first page: {len(asked)} requests, {sum(weights) / 1024:.0f} KB, {took:.1f} s")
    assert len(asked) <= 12 and sum(weights) <= 300 * 1024, asked
    assert not [url for url in asked if "plotly" in url or "drawing" in url], "the overview loads what it does not draw with"
    with page.expect_request("**/static/plotly.*.js"):
        page.locator("#navigation a[href='/map']").click()
    settle(page)


def test_every_number_can_be_read_without_scripts(window: Opener, page: Page) -> None:
    plain = window(java_script_enabled=False)
    for path in [*sections(page), "/stages?city=ishim&until=2026-09-30", "/map?unit=services"]:
        go(page, path)
        plain.goto(path)
        assert plain.locator("noscript button").count() >= 1 or path == "/methodology"
        without = "() => { const copy = document.getElementById('main').cloneNode(true);"
        without += (
            " copy.querySelectorAll('noscript, [data-place], .notice').forEach(e => e.remove()); return copy.textContent; }"
        )
        alive = str(page.evaluate(without)).split()
        document = parsed(page.request.get(path).text())
        for node in document.css("noscript, [data-place]"):
            node.decompose()
        assert document.css("main")[0].text().split() == alive, path
        assert plain.locator("main").inner_text().strip()


def test_the_filter_is_a_form_without_scripts(window: Opener) -> None:
    plain = window(java_script_enabled=False)
    plain.goto("/funnel?unit=organisations")
    plain.locator("#pick-city-word").click()
    plain.get_by_role("checkbox", name="Ишим").check()
    plain.get_by_role("checkbox", name="Тобольск").check()
    plain.locator("#filters noscript button, #filters button").first.click()
    plain.wait_for_url("**/funnel?*city=*")
    assert "Тобольск и Ишим" in plain.locator("#pick-city-word").inner_text().replace("\u00a0", " ")
    assert plain.locator("input[name=unit][value=organisations]").is_checked()


def test_nothing_jumps_when_scripts_and_typefaces_arrive(window: Opener, page: Page) -> None:
    """Layout shift as browsers measure it; the focus and the place on the page stay where they were."""
    shift = """() => new Promise(done => { let sum = 0;
      new PerformanceObserver(list => list.getEntries().forEach(one => { sum += one.value; })).observe({type: "layout-shift", buffered: true});
      setTimeout(() => done(sum), 300); })"""
    for path in sections(page):
        fresh = window()
        go(fresh, path)
        assert fresh.evaluate(shift) <= 0.01, path


def test_a_filter_leaves_what_did_not_change(page: Page) -> None:
    """The graph is the same element with a new figure; the reader's place on the page and the focus stay."""
    go(page, "/map")
    page.evaluate("window.graph = document.querySelector('[data-place] .js-plotly-plot'); window.figure = graph.data")
    page.locator("#pick-city-word").click()
    page.locator("#pick-city input[value=ishim]").focus()
    page.evaluate("window.scrollTo(0, 100)")
    page.keyboard.press("Space")
    expect(page.locator("#pick-city-word")).to_contain_text("Ишим")
    settle(page)
    page.wait_for_function("document.querySelector('[data-place] .js-plotly-plot').data !== window.figure")
    assert page.evaluate("window.graph === document.querySelector('[data-place] .js-plotly-plot')")
    assert page.evaluate("window.scrollY") == 100
    expect(page.locator("#pick-city input[value=ishim]")).to_be_focused()


def test_the_next_page_is_asked_for_before_the_finger_leaves(page: Page) -> None:
    go(page, "/")
    link = page.locator("#navigation a", has_text="Наставники")
    box = link.bounding_box()
    assert box
    with page.expect_response("**/_dash-update-component*") as answered:
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down()
    answered.value.finished()
    page.wait_for_timeout(100)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.mouse.up()
    page.wait_for_url("**/mentors")
    expect(page.locator("#navigation a[aria-current=page]")).to_have_text("Наставники")
    assert not [url for url in asked if "update-component" in url]


def test_a_long_table_comes_whole_when_it_is_unfolded(browser: Browser, tmp_path: Path) -> None:
    people, helped = tmp_path / "places.csv", tmp_path / "services.csv"
    people.write_text("Код;Название;Город\n" + "".join(f"P{n};Место {n};Ишим\n" for n in range(230)), encoding="utf-8")
    organisations = tmp_path / "organisations.csv"
    organisations.write_text("ОГРН;Название;Город\n1027200000101;Первая;Ишим\n", encoding="utf-8")
    rows = "".join(f"Б{n};1027200000101;P{n};Молодёжь;Помощь;01.09.2026\n" for n in range(230))
    head = "Код благополучателя;ОГРН организации;Населённый пункт;Категория;Услуга;Дата\n"
    helped.write_text(head + rows, encoding="utf-8")
    with serve(tmp_path, [organisations, people, helped]) as site:
        page = browser.new_context(base_url=site.address, viewport=DESK).new_page()  # type: ignore[arg-type]
        go(page, "/map")
        twin = page.locator("#beneficiaries-settlements-table")
        assert twin.locator("tbody tr").count() == 201  # the first, and the sum
        twin.locator("summary").click()
        expect(twin.locator("tbody tr")).to_have_count(231)
        page.locator("#pick-city-word").click()
        page.locator("#pick-city input[value=ishim]").click()
        expect(page.locator("#pick-city-word")).to_contain_text("Ишим")
        expect(twin.locator("tbody tr")).to_have_count(231)
        alone = page.request.get("/table/beneficiaries/settlements")
        assert alone.ok and "<!doctype html>" in alone.text() and len(parsed(alone.text()).css("tbody tr")) == 231
        page.context.close()


def test_a_step_back_needs_no_question_and_finds_its_place(page: Page) -> None:
    go(page, "/funnel")
    page.evaluate("window.scrollTo(0, 200)")
    page.evaluate("document.querySelector('#navigation a[data-page=stages]').click()")  # a mouse would scroll there first
    expect(page.locator("#navigation a[aria-current=page]")).to_have_text("Этапы")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.go_back()
    expect(page.locator("#navigation a[aria-current=page]")).to_have_text("Воронка")
    assert page.evaluate("window.scrollY") == 200
    assert not [url for url in asked if "update-component" in url]


def test_where_dash_does_not_come_a_view_is_opened_as_a_document(page: Page, faults: list[str]) -> None:
    page.route("**/static/dash.*.js", lambda route: route.abort())
    page.goto("/funnel")
    page.locator("#pick-city-word").click()
    page.locator("#pick-city input[value=ishim]").click()
    expect(page.locator("#pick-city-word")).to_contain_text("Ишим")
    assert page.url.endswith("/funnel?city=ishim")
    faults.clear()  # what was provoked
