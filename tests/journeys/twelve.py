"""A room of twelve phones, a laptop and a big screen, in which most read Dutch and four read English."""

from __future__ import annotations

import re
from dataclasses import dataclass

from playwright.sync_api import Browser, Locator, Page, expect

from domain.workshops import SMALLEST_GROUP
from storage.content import the_content
from tests.journeys.conftest import App
from tests.journeys.screens import PHONE, device, on, serious, settled

ENGLISH = (2, 5, 8, 11)  # places of those who read English
PERSPECTIVES = ("policy",) * 6 + ("legal",) * 2 + ("resident",) * 4
ASKED = ("Privacy", "Vrijheid", "Non-discriminatie")
FIGURE_OF = re.compile(r"\b(\d+)(?=\s(?:mensen|people)(?:[);]|$))", re.MULTILINE)


@dataclass
class Person:
    """A participant with a phone of their own."""

    page: Page
    language: str
    perspective: str

    def say(self, key: str) -> str:
        return the_content().texts[key][self.language]

    def step(self, step_id: str) -> str:
        return the_content().programmes["full"].step(step_id).name[self.language]

    def press(self, key: str) -> None:
        on(self.page, self.say(key))

    def sees(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", name=heading, level=1, exact=True)).to_be_visible()

    def sends(self, key: str, text: str) -> None:
        self.page.get_by_label(self.say(key)).first.fill(text)
        self.press("note.send")

    def rates(self, *scores: int) -> None:
        """Every value or idea on this screen, the scores in turn; every click is kept in the background."""
        groups = self.page.locator("fieldset:has(input[type=radio])")
        expect(groups.first).to_be_visible()
        for place in range(groups.count()):
            score = scores[place % len(scores)]
            groups.nth(place).locator("input[type=radio]").nth(score - 1).check(force=True)

    def saved(self) -> None:
        said = self.page.get_by_role("status").filter(has_text=self.say("answers.saved"))
        expect(said.first).to_be_visible()


@dataclass
class Hall:
    """The app, the facilitator's laptop, the big screen and twelve phones that stay for all workshops."""

    app: App
    browser: Browser
    control: Page
    projector: Page
    people: list[Person]

    def prepare(self, programme: str = "") -> str:
        """The code of a workshop about three values, made with the form."""
        page = self.control
        page.goto(f"{self.app.base}/prepare")
        page.get_by_label("Datum").fill("01-12-2026")
        if programme:
            page.get_by_text(programme).click()
        page.get_by_text("Kies andere waarden").click()
        boxes = page.locator("[class*=st-key-values], [data-testid=stExpander]").get_by_role(
            "checkbox", checked=True
        )
        others = [
            one for one in self._ticked(boxes) if not one.startswith(tuple(f"{name}:" for name in ASKED))
        ]
        for name in others:
            box = page.get_by_role("checkbox", name=name, exact=True)
            box.press("Space")
            expect(box).not_to_be_checked()
            settled(page)
        expect(page.get_by_text(re.compile(r"^3 waarden gekozen"))).to_be_visible()
        on(page, "Maak de workshop")
        page.wait_for_url("**/control?m=*")
        expect(page.get_by_role("heading", name="Voor de workshop")).to_be_visible()
        return page.url.split("m=")[1][:6]

    def sign_in(self, page: Page, code: str) -> None:
        """Who leads signs in and goes on to the control view."""
        page.goto(f"{self.app.base}/sign-in")
        page.get_by_label("E-mailadres").fill("noor@duinstad.example")
        page.get_by_label("Wachtwoord").fill("een lang wachtwoord")
        on(page, "Inloggen")
        expect(page.get_by_role("heading", name="Uw workshops")).to_be_visible()
        page.goto(f"{self.app.base}/control?m={code}")

    def join(self, code: str) -> None:
        """Everyone scans the code, reads the promise, and says from which side they look."""
        for one in self.people:
            one.page.goto(f"{self.app.base}/m/{code}?lang={one.language}")
            one.page.locator(f"input[value={one.perspective}]").check()
            one.press("join.start")

    def answer_all(self) -> None:
        """The whole survey of everyone: three values, a top of three, a worry of one; nobody waits for another."""
        for place, one in enumerate(self.people):
            one.rates(3 + place % 3, 1 + place % 4)
            one.saved()
            one.press("survey.on")
        for one in self.people:
            one.sees(one.say("survey.top"))
            for _ in ASKED:
                one.page.get_by_role("checkbox", checked=False).first.check(force=True)
            one.saved()
            one.press("survey.on")
        for place, one in enumerate(self.people):
            one.sees(one.say("survey.remarks"))
            if not place:
                one.page.locator("textarea").first.fill("Dat niemand weet wie er meekijkt.")
            one.press("survey.finish")
        for one in self.people:
            one.sees(one.say("survey.thanks"))

    def follows(self, step_id: str) -> None:
        """Every screen of the room shows this step, each in its own language."""
        for one in self.people:
            one.sees(one.step(step_id))
        name = the_content().programmes["full"].step(step_id).name["nl"]
        expect(self.projector.get_by_role("heading", name=name, level=1)).to_be_visible()

    def shows(self, text: str, *more: Page) -> None:
        for page in (self.projector, *more):
            expect(page.get_by_text(text).first).to_be_visible()

    def divide_dots(self) -> None:
        name = next(iter(the_content().frameworks.values())).value("privacy").name
        for one in self.people:
            more = one.say("answers.more").format(name=name[one.language])
            for _ in range(3):
                one.page.get_by_role("button", name=more).press("Enter")
        for one in self.people:
            one.saved()

    @staticmethod
    def _ticked(boxes: Locator) -> list[str]:
        expect(boxes.first).to_be_visible()
        return [box.get_attribute("aria-label") or box.evaluate("box => box.labels[0].innerText.trim()")
                for box in boxes.all()]  # fmt: skip


def twelve_phones(browser: Browser) -> list[Person]:
    """Twelve browsers of their own that know nothing yet."""
    languages = ["en" if place in ENGLISH else "nl" for place in range(len(PERSPECTIVES))]
    return [
        Person(device(browser, PHONE, language).new_page(), language, perspective)
        for language, perspective in zip(languages, PERSPECTIVES, strict=True)
    ]


def nothing_about_a_few(*pages: Page) -> int:
    """No figure on these screens is about fewer than five people; gives how many figures there were."""
    found = [int(number) for page in pages for number in FIGURE_OF.findall(page.locator("body").inner_text())]
    assert all(number >= SMALLEST_GROUP for number in found), found
    return len(found)


def in_order(*pages: Page) -> None:
    for page in pages:
        found = serious(settled(page))
        assert not found, (page.url, found)
