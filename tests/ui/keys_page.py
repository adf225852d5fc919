"""Writes the pages about keys from the table of keys: ``python -m tests.ui.keys_page``; a test holds them to it."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Final

import tui_reader
from tui_reader.strings import Words, words
from tui_reader.ui.keymap import build
from tui_reader.ui.keys import TABLE, named, sentence_of

DOCS: Final = Path(tui_reader.__file__).parent / "docs"
PAGES: Final = {"en": DOCS / "keys.md", "vi": DOCS / "keys.vi.md"}
HEADS: Final = {
    "en": """# Keys

Every action, its keys in the three presets, and where it works: in the list (L), the article (A), the comments (C).
Made from the table in the program. [Tiếng Việt](keys.vi.md)

What has no key stands among the commands, as everything does: open them with `:` and type a part of its name. Your own
keys stand in the configuration, and can be pressed and kept on screen: settings, "Keys".

```toml
key_preset = "newsboat"

[keys]
"star" = ["s", "*"]      # keys of an action; [] takes them all away
"explain" = ["X"]        # one that has none
"my.evening" = { keys = ["Z"], do = ["go.later", "pane.alone"], title = "Evening" }
```

A number before a key repeats it. A sequence (`ga`) shows what may follow as soon as its first key is down. Enter, Esc,
Tab and the arrows are never changed by a Vietnamese input method; letters are understood through it, after
`input_method` (`telex` or `vni`).
""",
    "vi": """# Phím

Mọi lệnh, phím của lệnh trong ba bộ phím, và nơi lệnh dùng được: danh sách (L), bài (A), bình luận (C).
Trang này làm từ bảng phím trong chương trình. [English](keys.md)

Lệnh không có phím vẫn nằm trong bảng lệnh, như mọi lệnh khác: nhấn `:` rồi gõ một phần tên. Phím riêng ghi trong tệp cài
đặt, hoặc nhấn rồi lưu ngay trên màn hình: cài đặt, mục “Phím”.

```toml
key_preset = "newsboat"

[keys]
"star" = ["s", "*"]      # các phím của một lệnh; [] là bỏ hết
"explain" = ["X"]        # cho một lệnh chưa có phím
"my.evening" = { keys = ["Z"], do = ["go.later", "pane.alone"], title = "Buổi tối" }
```

Gõ số trước một phím để lặp lại. Dãy phím (`ga`) hiện các phím tiếp theo ngay khi nhấn phím đầu. Bộ gõ tiếng Việt không đổi
Enter, Esc, Tab và các phím mũi tên; chữ cái được hiểu qua bộ gõ, theo `input_method` (`telex` hoặc `vni`).
""",
}
COLUMNS: Final = {
    "en": ("id", "keys", "arrows-only", "newsboat", "L A C", "does"),
    "vi": ("id", "phím", "arrows-only", "newsboat", "L A C", "làm gì"),
}


def page(lang: str) -> str:
    """One page, whole."""
    told = words(lang)
    parts = [HEADS[lang]]
    for group, rows in groupby((row for row in TABLE if row.here), key=lambda row: row.group):
        lines = [" | ".join(COLUMNS[lang]), " | ".join(["---"] * len(COLUMNS[lang]))]
        for row in rows:
            keys = [_keys(preset, row.id, told) for preset in ("default", "arrows-only", "newsboat")]
            cells = [f"`{row.id}`", *keys, " ".join(row.contexts), sentence_of(row.id, told)]
            lines.append(" | ".join(cells))
        table = "\n".join(f"| {line} |" for line in lines)
        parts.append(f"## {told(f'help.group.{group}')}\n\n{table}\n")
    return "\n".join(parts).replace("\u00a0", " ")


def _keys(preset: str, action: str, told: Words) -> str:
    given = build({}, preset)[0].keys.get(action, ())
    return " ".join(_code(named(key, told)) for key in given)


def _code(key: str) -> str:
    key = key.replace("|", "\\|")
    return f"`` {key} ``" if "`" in key else f"`{key}`"


if __name__ == "__main__":
    for language, path in PAGES.items():
        path.write_text(page(language), "utf-8")
