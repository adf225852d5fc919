"""``python -m tui_reader``: the same as the command ``tui-reader``."""

import gc
import sys


def main() -> None:
    """Run the command line. No garbage is collected until the first paint: nothing is thrown away before it."""
    gc.disable()
    if None in (sys.stdin, sys.stdout, sys.stderr):
        from tui_reader.cli.streams import stand_in

        stand_in()
    from tui_reader.cli import main as run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
