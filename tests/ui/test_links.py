"""Links by letter, by list, and where they lead, told before they are opened."""

from __future__ import annotations

import pytest

from tests.ui.conftest import Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.comment import CommentData
from tui_reader.model.document import Figure, Heading, ImageRef, Paragraph, Span
from tui_reader.model.hosts import is_odd, says_another, shown_host
from tui_reader.model.style import Layer
from tui_reader.model.urls import clean
from tui_reader.ui.reading.hints import LETTERS, labels

FIRST, SECOND = "https://a.example/one", "https://b.example/two"
HOMOGRAPH = clean("https://аррӏе.com/")


def linked(*links: tuple[str, str]) -> Paragraph:
    return Paragraph(
        tuple(s for text, href in links for s in (Span(f"{text}", href=href), Span(" and then ")))
    )


def followed(reader: Reader) -> list[str]:
    """The addresses whose pages were asked for."""
    return [one.url for one in reader.library.asked if isinstance(one, messages.FollowLink)]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses given to the browser."""
    found: list[str] = []

    def note(url: str, _: object) -> bool:
        found.append(url)
        return True

    monkeypatch.setattr("tui_reader.ui.addresses.open_outside", note)
    return found


@pytest.mark.parametrize("layer", [Layer.LAYOUT, Layer.OSC66])
async def test_a_letter_over_a_link_follows_it_and_hosts_are_told_before(
    newsroom: Newsroom, reading: Open, opened: list[str], layer: Layer
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, linked(("first", FIRST), ("second", SECOND)))
    async with reading(layer=layer) as reader:
        await reader.press("enter", *(["plus"] * 4 if layer is Layer.OSC66 else []), "f")
        assert "a a.example · d b.example" in reader.text()
        await reader.press("d")
        assert followed(reader) == [SECOND]
        assert not reader.screen.late.over_text.hints.open


async def test_escape_takes_the_letters_away_and_other_keys_do_nothing(
    newsroom: Newsroom, reading: Open, opened: list[str]
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, linked(("first", FIRST)))
    async with reading() as reader:
        await reader.press("enter")
        before = reader.text()
        await reader.press("f", "s", "x")
        assert "airst" in reader.text(), "the letter stands over the beginning of the link"
        await reader.press("escape")
        assert reader.text() == before
        assert not opened
        assert not (await reader.stored(one)).starred


@pytest.mark.hostile("H43")
async def test_a_link_that_names_another_host_waits_for_enter(
    newsroom: Newsroom, reading: Open, opened: list[str]
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, linked(("www.bank.example", "https://bank.example@evil.example/")))
    async with reading() as reader:
        await reader.press("enter", "f", "a")
        assert "It says “bank.example”, but leads to evil.example" in reader.text()
        assert not followed(reader)
        await reader.press("escape", "f", "a", "enter")
        assert followed(reader) == ["https://bank.example@evil.example/"]


@pytest.mark.hostile("H43")
@pytest.mark.parametrize(
    "url", ["https://evil.example/" + "a" * 5_000, f"https://bank.example.{'a.' * 100}evil.example/"]
)
async def test_however_long_an_address_its_real_host_is_seen_to_its_end(
    newsroom: Newsroom, reading: Open, opened: list[str], url: str
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, linked(("bank.example", url)))
    async with reading() as reader:
        await reader.press("enter", "f", "a")
        assert "It says “bank.example”, but leads to " in reader.text()
        assert "evil.example" in reader.text()
        assert not followed(reader)
        await reader.press("enter")
        assert followed(reader) == [url]


async def test_more_links_than_letters_take_two(newsroom: Newsroom, reading: Open, opened: list[str]) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, linked(*((f"link{n}", f"https://h{n}.example/") for n in range(20))))
    async with reading() as reader:
        await reader.press("enter", "f", "d")
        assert "da h12.example" in reader.text()
        assert "aa h0.example" not in reader.text(), "what was not begun with is no longer told"
        await reader.press("d")
        assert followed(reader) == ["https://h13.example/"]


async def test_links_in_comments_have_letters_too(
    newsroom: Newsroom, reading: Open, opened: list[str]
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.talk(one, CommentData("1", body=SECOND))
    async with reading(size=(160, 40)) as reader:
        await reader.press("enter", "c", "f", "a")
        assert followed(reader) == [SECOND]


async def test_all_links_are_listed_with_their_hosts(
    newsroom: Newsroom, reading: Open, opened: list[str]
) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, linked(("first", FIRST), ("bank.example", SECOND), ("first again", FIRST)))
    async with reading() as reader:
        await reader.press("enter", "L")
        rows = [row for row in reader.text().splitlines() if ".example" in row]
        assert [row.count("a.example") for row in rows if "first" in row] == [1], "an address once"
        assert any("⚠ b.example" in row for row in rows)
        await reader.press("y")
        assert reader.alone
        assert reader.app.clipboard == FIRST
        await reader.press("L", "j", "enter")
        assert followed(reader) == [SECOND]


async def test_tab_tells_where_the_focused_link_leads(newsroom: Newsroom, reading: Open) -> None:
    one, *_ = newsroom.articles("One")
    newsroom.text(one, linked(("first", FIRST)))
    async with reading() as reader:
        await reader.press("enter", "tab")
        assert reader.notice == "→ a.example"
        while reader.screen.desk.article.focused_link:
            await reader.press("tab")
        assert reader.notice == "", "a button leads nowhere"


@pytest.mark.parametrize("lang", ["en", "vi"])
async def test_headings_and_pictures_are_listed_to_jump_by(
    newsroom: Newsroom, reading: Open, lang: str
) -> None:
    newsroom.lang = lang
    one, *_ = newsroom.articles("One")
    filler = [Paragraph((Span("chữ " * 300),))] * 4
    figure = Figure(ImageRef("https://a.example/1.png"), (Span("Cầu Bãi Cháy"),))
    newsroom.text(
        one, Heading(2, (Span("Mở đầu"),)), *filler, Heading(3, (Span("Chi tiết"),)), *filler, figure, *filler
    )
    async with reading() as reader:
        await reader.press("enter", "O")
        assert "Mở đầu" in reader.text()
        assert "Cầu Bãi Cháy" in reader.text()
        await reader.press("j", "j", "enter")
        assert reader.alone
        assert "Cầu Bãi Cháy" in reader.text()
        assert reader.screen.desk.article.top > 20
        await reader.press("apostrophe")
        assert reader.screen.desk.article.top == 0


async def test_an_article_without_headings_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.articles("One")
    async with reading() as reader:
        await reader.press("enter", "O")
        assert reader.notice == "No headings in this article."


def test_no_label_is_the_beginning_of_another() -> None:
    for count in (1, len(LETTERS), len(LETTERS) + 1, 144):
        made = labels(count)
        assert len(set(made)) == count
        assert len({len(label) for label in made}) == 1


@pytest.mark.hostile("H43")
@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://www.nhandan.vn/x", "nhandan.vn"),
        ("https://user:pass@evil.example/", "evil.example"),
        (clean("https://báo.vn/"), "báo.vn"),
        (HOMOGRAPH, "xn--80ak6aa92e.com"),
        (clean("https://pаypal.com/"), "xn--pypal-4ve.com"),
        (clean("https://日本語.jp/"), "日本語.jp"),
        (f"https://bank.example.{'a.' * 100}evil.example/", f"….{'a.' * 17}evil.example"),
        (f"https://{'b' * 60}.{'c' * 60}/", "…" + "c" * 47),
    ],
)
def test_a_host_is_shown_in_letters_that_cannot_deceive(url: str, shown: str) -> None:
    assert shown_host(url) == shown
    assert is_odd(url) == shown.startswith("xn--")


@pytest.mark.hostile("H43")
@pytest.mark.parametrize(
    ("text", "url", "said"),
    [
        ("bank.example", "https://evil.example/", "bank.example"),
        ("https://bank.example/login", "https://evil.example/", "bank.example"),
        ("www.bank.example", "https://m.bank.example/x", ""),
        ("bank.example", "https://bank.example.evil.example/", "bank.example"),
        ("read this. Then that", "https://evil.example/", ""),
        ("báo.vn", clean("https://báo.vn/"), ""),
    ],
)
def test_a_text_that_names_another_host_is_noticed(text: str, url: str, said: str) -> None:
    assert says_another(text, url) == said
