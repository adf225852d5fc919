"""Small windows answer once, however fast the keys come."""

from __future__ import annotations

from textual.app import App

from tui_reader.ui.dialog import Dialog


class Small(Dialog[str]):
    """Without its sheet, which names the reader's own colours."""

    CSS_PATH = None  # type: ignore[assignment]  # as the toolkit has it for none


class Below(App[None]):
    """Remembers the answers."""

    def __init__(self) -> None:
        super().__init__()
        self.answers: list[object] = []

    def open(self) -> Small:
        """One more, over what is open."""
        small = Small()
        self.push_screen(small, self.answers.append)
        return small


async def test_a_second_answer_typed_behind_the_first_closes_nothing_else() -> None:
    app = Below()
    async with app.run_test() as pilot:
        lower, upper = app.open(), app.open()
        await pilot.pause()
        upper.dismiss("yes")
        upper.dismiss("yes, yes")
        lower.dismiss("from below")
        await pilot.pause()
        assert app.answers[0] == "yes"
        assert "yes, yes" not in app.answers
        for _ in range(3):  # and what is typed further closes the other one, once
            await pilot.press("escape")
        await pilot.pause()
        assert len(app.screen_stack) == 1
        assert len(app.answers) == 2


async def test_one_below_another_is_not_closed_in_its_place() -> None:
    app = Below()
    async with app.run_test() as pilot:
        lower, upper = app.open(), app.open()
        await pilot.pause()
        lower.dismiss("too early")
        await pilot.pause()
        assert app.screen is upper
        assert app.answers == []
