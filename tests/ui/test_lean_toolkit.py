"""The toolkit without what it brings for others: less is there, and nothing is missing."""

from __future__ import annotations

import subprocess
import sys

from tui_reader.ui.lean_toolkit import PUT_OFF

_LEAN = "import sys; from tui_reader.ui import lean_toolkit; "


def test_what_is_put_off_is_not_there_after_the_import_and_can_be_had() -> None:
    told = _run(
        "lean_toolkit.import_toolkit(); import importlib, textual.app, textual.drivers.linux_driver;"
        f"print([name for name in {PUT_OFF!r} if name in sys.modules]);"
        f"print([name for name in {PUT_OFF!r} if importlib.import_module(name).__spec__ is None])"
    )
    assert told == ["[]", "[]"]


def test_a_name_of_what_is_put_off_turns_to_what_it_stands_for_when_it_is_called() -> None:
    told = _run(
        "lean_toolkit.import_toolkit(); from textual import app, suggestions;"
        "print(type(app.user_downloads_path()).__name__, app.mimetypes.guess_type('a.html')[0]);"
        "print(suggestions.get_suggestion('colour', ['color', 'height']))"
    )
    assert told == ["PosixPath text/html", "color"]


def test_even_the_palette_of_the_toolkit_opens_where_it_was_put_off() -> None:
    told = _run(
        "import asyncio; lean_toolkit.import_toolkit(); from textual.app import App\n"
        "async def open():\n"
        "    async with App().run_test() as pilot:\n"
        "        await pilot.press('ctrl+p')\n"
        "        print(type(pilot.app.screen).__name__)\n"
        "asyncio.run(open())"
    )
    assert told == ["CommandPalette"]


def test_where_nothing_can_stand_in_the_toolkit_is_imported_as_it_is() -> None:
    told = _run(
        "lean_toolkit.PUT_OFF += ('textual.message',); lean_toolkit.import_toolkit();"
        "print('textual.app' in sys.modules);"
        "import textual.app; print(textual.app.App.__module__)"
    )
    assert told == ["False", "textual.app"]


def _run(program: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _LEAN + program], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()
