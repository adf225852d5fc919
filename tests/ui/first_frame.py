"""Runs the reader up to its first frame and writes down what it took. Run as a program: REPORT ARGUMENTS OF tui-reader…

Nothing is drawn after that frame: what stands on the screen then was in it.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from tui_reader.cli import main
from tui_reader.cli import open as opening
from tui_reader.ui.lean_toolkit import import_toolkit


def run(report: Path, arguments: list[str]) -> int:
    """The reader with a counter in two places; the toolkit is imported for it in the order the reader has."""
    opening.without_tls()
    import_toolkit()
    from textual._compositor import Compositor
    from textual.app import App

    layouts: list[int] = []
    reflow, display = Compositor.reflow, App._display

    def counted(compositor: Compositor, *given: Any) -> Any:
        layouts.append(1)
        return reflow(compositor, *given)

    def first(app: App[Any], screen: Any, frame: Any) -> None:
        if frame is not None:
            modules = sorted(sys.modules)
            import json

            told = {
                "modules": modules,
                "rules": sum(not rule.is_default_rules for rule in app.stylesheet.rules),
                "layouts": len(layouts),
                "widgets": len(list(app.screen.walk_children())),
            }
            report.write_text(json.dumps(told))
        display(app, screen, frame)
        if frame is not None:
            time.sleep(60)

    Compositor.reflow, App._display = counted, first  # type: ignore[assignment, method-assign]
    return main(arguments)


if __name__ == "__main__":
    sys.exit(run(Path(sys.argv[1]), sys.argv[2:]))
