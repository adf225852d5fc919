"""What stands on a terminal that lacks a letter: its bare form, a sign like it, or a question mark; as wide as it was."""

from __future__ import annotations

import codecs

NAME = "tui_reader.plain_letters"
"""Of the error handler, for ``errors=`` of a stream."""

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("│┃▏▎▍▌▐▕▉▊▋┆┊║", "|"),
        **dict.fromkeys("─━▔▁▂═–—−‐‑", "-"),
        **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╯╰╋┼", "+"),
        **dict.fromkeys("●◐◦•○▪■·★☆✱", "*"),
        **dict.fromkeys("█▀▄▓▒░▣", "#"),
        **dict.fromkeys("“”„«»❞❝", '"'),
        **dict.fromkeys("‘’‚′", "'"),
        **dict.fromkeys("‹←◂", "<"),
        **dict.fromkeys("›→▸▶▷", ">"),
        **dict.fromkeys("↑▴▲", "^"),
        **dict.fromkeys("↓▾▼✓", "v"),
        **dict.fromkeys("≡≈", "="),
        "đ": "d",
        "Đ": "D",
        "…": ".",
        "₫": "d",
        "×": "x",
        "\xa0": " ",
    }
)


def register() -> None:
    """Make the handler known by its name; in the few programs that need it."""
    codecs.register_error(NAME, _plain)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(bare, error.object[error.start : error.end])), error.end


def bare(letter: str) -> str:
    """ASCII in place of one character, in as many cells."""
    import unicodedata

    from rich.cells import cell_len

    cells = cell_len(letter)
    alike = letter.translate(_ALIKE)
    if not alike.isascii():
        alike = unicodedata.normalize("NFKD", alike).encode("ascii", "ignore").decode()
    return alike if len(alike) == cells and alike.isprintable() else "?" * cells
