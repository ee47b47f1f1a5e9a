"""A codev in real browsers: two people on one sheet, then what it leaves to the next work."""

import re

from playwright.sync_api import Page, expect


def ouvrir_la_feuille(page: Page) -> None:
    page.get_by_role("link", name="La promotion", exact=True).first.click()
    page.get_by_role("link", name="Les rencontres", exact=True).click()
    page.get_by_role("link", name=re.compile("Session 2")).first.click()
    page.get_by_role("link", name=re.compile("Codev, groupe 1")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Codev, groupe 1")
    # The site is that of other tests too: one of them may have left the sheet open, or closed.
    rouvrir = page.get_by_role("button", name="Rouvrir la feuille")
    clore = page.get_by_role("button", name="Clore la feuille")
    expect(rouvrir.or_(clore)).to_be_visible()
    if rouvrir.count():
        rouvrir.click()
        expect(clore).to_be_visible()


def test_two_people_fill_one_sheet_and_the_plan_takes_it_up(ouvrir):
    amina, delphine = ouvrir("catalyseur"), ouvrir("autre")
    ouvrir_la_feuille(amina)
    ouvrir_la_feuille(delphine)

    # A line of one comes to the other without reloading.
    amina.get_by_label(re.compile("Ajouter une ligne.*plan d")).fill("Un carnet à deux voix")
    amina.keyboard.press("Enter")
    ligne = amina.locator("#plan [data-ligne]").last
    expect(ligne.locator("textarea[name=texte]")).to_have_value("Un carnet à deux voix")
    cote_delphine = delphine.locator(f"#{ligne.get_attribute('id')}")
    expect(cote_delphine.locator("textarea")).to_have_value("Un carnet à deux voix")

    # Both on that line at once: each keeps her text, the second to reach the server chooses.
    en_route = []
    delphine.route(
        re.compile("/codev/"),
        lambda route: (
            en_route.append(route) if route.request.method == "POST" else route.continue_()
        ),
    )
    with delphine.expect_request(lambda request: request.method == "POST"):
        cote_delphine.locator("textarea").fill("Un carnet et une exposition")
    with amina.expect_response(lambda answer: answer.request.method == "POST"):
        ligne.locator("textarea[name=texte]").fill("Un carnet à trois voix")
    en_route[0].continue_()
    delphine.unroute(re.compile("/codev/"))
    expect(cote_delphine.locator("[data-conflit]")).to_contain_text("a écrit sur cette ligne")
    expect(cote_delphine.locator("[data-autre]")).to_have_value("Un carnet à trois voix")
    mienne = cote_delphine.locator("textarea[name=texte]")
    expect(mienne).to_have_value("Un carnet et une exposition")
    cote_delphine.get_by_role("button", name="Garder mon texte").click()
    expect(cote_delphine.locator("[data-conflit]")).to_have_count(0)
    expect(ligne.locator("textarea[name=texte]")).to_have_value("Un carnet et une exposition")
    # The refusal is the browser's to log, and the only error of the page.
    assert len(delphine.erreurs) == 1
    assert "409" in delphine.erreurs[0]
    delphine.erreurs.clear()

    # The time of a step runs for both.
    delphine.locator("#apprentissages").get_by_role("button", name=re.compile("Y revenir")).click()
    for page in (delphine, amina):
        expect(page.locator("#apprentissages [role=timer]")).to_have_text(
            re.compile(r"il reste (10|9) min \d\d")
        )

    # Closed, it waits for the binôme that presented; one click takes it up.
    amina.get_by_role("button", name="Clore la feuille").click()
    amina.get_by_role("link", name="Nos travaux").click()
    amina.get_by_role("link", name="Plan de mise en œuvre").first.click()
    amina.get_by_text(re.compile("Du codev")).click()
    amina.get_by_role("button", name="Reprendre dans notre plan").click()
    expect(amina.locator("#messages")).to_contain_text("du codev")
    expect(amina.locator("#actions-prevues")).to_contain_text("Un carnet et une exposition")
    expect(amina.get_by_role("button", name="Reprendre dans notre plan")).to_have_count(0)
