"""Where block letters fail, they are off until the program ends, and the reader is told once."""

from __future__ import annotations

from collections.abc import Callable


class Trouble:
    """Whether drawing letters failed since the start; ``told`` hears of it once."""

    def __init__(self) -> None:
        self.failed = False
        self.told: Callable[[], None] = lambda: None

    def report(self, error: Exception) -> None:
        """Off from now on: text is set in the usual size."""
        import logging  # hardly ever

        if not self.failed:
            self.failed = True
            logging.getLogger(__name__).warning(
                "block letters are off: %s", type(error).__name__, exc_info=error
            )
            self.told()


trouble = Trouble()
"""Of the process: the terminal is one, and so is its screen."""
