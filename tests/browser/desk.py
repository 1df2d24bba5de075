"""One person at the admin: what he sees, and the clicks he makes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PASSWORD = "demo"
AXE = Path(__file__).parents[1] / "client/node_modules/axe-core/axe.min.js"


class Desk:
    """A browser window of one holder, logged in with the demo password."""

    def __init__(self, page: Page, username: str, folder: str) -> None:
        self.page = page
        self.folder = Path(folder)
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto("/admin/login/")
        page.fill("input[name=username]", username)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.wait_for_url("**/admin/")

    def picture(self, name: str) -> None:
        """Keep what the person sees now."""
        self.page.screenshot(path=self.folder / f"{name}.png")

    def date(self, name: str, value: str) -> None:
        """Type a date; the picker comes up a moment later, and a click beside closes it."""
        field = self.page.locator(f"[name={name}]")
        picker = self.page.locator(".xdsoft_datetimepicker:visible")
        field.fill(value)
        picker.wait_for()
        self.page.locator("main").click(position={"x": 5, "y": 5})
        picker.wait_for(state="hidden")

    def open_waiting(self, judul: str) -> None:
        """From the home screen, open the text that waits."""
        self.page.goto("/admin/")
        heaps = self.page.locator(".w-panel--dashboard")
        heaps.get_by_role("link", name=judul).first.click()
        self.page.wait_for_url(re.compile(r"/admin/naskah/"))

    def begin(self, label: str) -> Locator:
        """Press one of the step's buttons; the form comes up in a modal."""
        self.page.locator(".tinjau__actions").get_by_role("button", name=label).click()
        modal = self.page.locator(".modal-content")
        modal.locator("form").wait_for()
        return modal

    def confirm(self, modal: Locator) -> None:
        """Send the modal's form and wait for the next screen."""
        with self.page.expect_navigation():
            modal.locator("button[type=submit]").click()

    def decide(self, judul: str, label: str, **answers: str) -> None:
        """Open, read, decide: fill in ``answers`` by field name and send."""
        self.open_waiting(judul)
        modal = self.begin(label)
        for name, value in answers.items():
            modal.locator(f"[name={name}]").fill(value)
        self.confirm(modal)

    def assign(self, judul: str, post: str, instruction: str) -> None:
        """Issue a disposisi to the holder of ``post``."""
        self.open_waiting(judul)
        modal = self.begin("Disposisikan")
        modal.get_by_label(post, exact=True).check()
        modal.get_by_label(instruction).check()
        self.confirm(modal)

    def submit(self) -> None:
        """Hand in, from the menu beside "Simpan konsep"."""
        self.page.locator(
            "footer [data-w-dropdown-target=toggle],"
            " footer .w-dropdown-button button.w-dropdown__toggle"
        ).last.click()
        with self.page.expect_navigation():
            self.page.locator("button[name=action-submit]").click()

    def message(self) -> str:
        """What the admin says on top of the screen."""
        return self.page.locator(".messages").inner_text()

    def barriers(self, within: str = "body") -> list[str]:
        """What axe-core finds serious or critical below the selector ``within``.

        Needs ``require("node")``: axe-core lies among the example client's packages.
        """
        self.page.evaluate(AXE.read_text())
        found: dict[str, Any] = self.page.evaluate("(at) => axe.run(at)", within)
        return [
            f"{fault['id']}: {fault['help']} ({node['html'][:120]})"
            for fault in found["violations"]
            if fault["impact"] in ("serious", "critical")
            for node in fault["nodes"]
        ]
