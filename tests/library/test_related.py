"""What goes together by its title, among the newest articles, common words telling little."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOW, Newsroom
from tui_reader.library.archive import Archive
from tui_reader.library.related import terms_of
from tui_reader.paths import Paths


async def related(room: Newsroom, entry_id: int) -> list[int]:
    archive = Archive(room.paths, now=lambda: NOW)
    archive.open()
    rows = await archive.related(entry_id)
    archive.shut()
    return [row.id for row in rows]


async def test_a_story_is_found_below_many_titles_with_common_words(paths: Paths) -> None:
    room = Newsroom(paths)
    [older] = room.articles("Lũ quét ở Mường Lát: đường vào bản bị cắt")
    room.articles(*[f"Giá vàng trong nước và thế giới hôm nay {number}" for number in range(900)])
    [newer] = room.articles("Mường Lát sau lũ quét: tin trong nước và thế giới")
    assert (await related(room, newer))[0] == older


async def test_chance_and_common_words_alone_make_nothing_related(paths: Paths) -> None:
    room = Newsroom(paths)
    made = room.articles("Tin trong nước hôm nay", "Bóng đá trong nước", "Mưa lớn ở miền Trung")
    assert await related(room, made[2]) == []


async def test_five_at_most_best_first_and_never_itself(paths: Paths) -> None:
    room = Newsroom(paths)
    about, *others = room.articles(
        "Cầu Trà Vân khánh thành",
        *[f"Cầu Trà Vân, ngày thứ {number}" for number in range(7)],
        "Cầu Trà Vân khánh thành sớm",
    )
    found = await related(room, about)
    assert len(found) == 5
    assert about not in found
    assert found[0] == others[-1]


@pytest.mark.parametrize(
    ("title", "terms"),
    [
        ("Mưa ở Huế", {"mua", "hue"}),
        ("Quảng Ninh", {"quang", "ninh", "quang ninh"}),
        ("5G", set()),
        ("", set()),
    ],
)
def test_a_title_says_its_longer_words_and_what_stands_side_by_side(title: str, terms: set[str]) -> None:
    assert terms_of(title) == terms
