"""A saved page is told from any other text by its form, and comes out as an article without the page's furniture."""

import re
import time
import unicodedata
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.sources.encoding import decode
from tui_reader.sources.local import read_article
from tui_reader.sources.page_captions import same_caption
from tui_reader.sources.page_lines import Furniture, credit, furniture
from tui_reader.sources.page_text import PageText, recognise

DATA = Path(__file__).parent / "data"
USERS_OWN = Path(__file__).parents[2] / "seeds" / "000_46c361403cd36819.txt"
PIECES = USERS_OWN.read_text("utf-8").split("\n") + (DATA / "pages" / "tuoitre.txt").read_text("utf-8").split(
    "\n"
)
FURNITURE = (
    "Aa",
    "Ý kiến của bạn",
    "Bình luận",
    "Xem thêm bình luận",
    "Đọc thêm",
    "Lên đầu trang",
    "Top",
    "Chia sẻ",
)


def page(name: str) -> PageText:
    found = recognise((DATA / "pages" / name).read_text("utf-8"))
    assert found is not None, name
    return found


def paragraphs(html: str) -> list[str]:
    return re.findall(r"<p>(.*?)</p>", html)


def captions(html: str) -> list[str]:
    return re.findall(r"<figcaption>(.*?)</figcaption>", html)


def check_users_document(entry_html: str) -> None:
    assert len(paragraphs(entry_html)) == 8
    assert captions(entry_html) == [
        "Bộ trưởng Bộ Thông tin và Truyền thông Nguyễn Mạnh Hùng phát biểu tại buổi làm việc.",
        "Quang cảnh buổi làm việc.",
        "Đồng chí Nguyễn Văn Đọc, Bí thư Tỉnh ủy, phát biểu tại buổi làm việc.",
        "UBND tỉnh Quảng Ninh và Bộ Thông tin và Truyền thông ký kết thỏa thuận hợp tác.",
        "Lãnh đạo tỉnh Quảng Ninh tặng quà lưu niệm cho đoàn công tác Bộ Thông tin và Truyền thông.",
    ]
    for word in FURNITURE:
        assert f">{word}<" not in entry_html


def test_the_users_document_comes_out_as_the_article_it_was_saved_from() -> None:
    entry = read_article(USERS_OWN)
    assert entry.title == "Bộ trưởng Bộ Thông tin và Truyền thông làm việc với tỉnh Quảng Ninh"
    assert entry.published == datetime(2019, 7, 24, 19, 22, tzinfo=UTC)
    assert entry.summary is not None
    assert entry.summary.value.startswith("Ngày 24/7, đoàn công tác")
    assert entry.content is not None
    assert entry.content.value.startswith('<p class="lead">Ngày 24/7, đoàn công tác')
    check_users_document(entry.content.value)
    assert (entry.comments.page, entry.comments.feed, entry.comments.count) == ("", "", None)


def test_its_figures_stay_in_their_places() -> None:
    entry = read_article(USERS_OWN)
    assert entry.content is not None
    kinds = re.findall(r"<(p class|p|figure)[ >]", entry.content.value)
    shape = "".join("F" if kind == "figure" else "p" for kind in kinds)
    assert shape == "pFppFppFppFppF"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1258"])
def test_the_users_document_reads_alike_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = USERS_OWN.read_text("utf-8")
    if encoding == "cp1258":
        text = for_cp1258(text)
    file = tmp_path / "page.txt"
    file.write_bytes(text.encode(encoding))
    entry = read_article(file)
    assert entry.content is not None
    assert entry.title == "Bộ trưởng Bộ Thông tin và Truyền thông làm việc với tỉnh Quảng Ninh"
    check_users_document(entry.content.value)


def for_cp1258(text: str) -> str:
    """Base letters with their circumflex or horn, tone marks apart: as Windows writes Vietnamese in cp1258."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for letter in unicodedata.normalize("NFC", text):
        split = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in split if mark in tones)
        out.append(unicodedata.normalize("NFC", "".join(c for c in split if c not in tones)) + tone)
    return "".join(out)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_unicode_forms_make_no_difference(form: str, end: str) -> None:
    text = unicodedata.normalize(form, USERS_OWN.read_text("utf-8")).replace("\n", end)  # type: ignore[arg-type]
    found = recognise(text)
    assert found == recognise(USERS_OWN.read_text("utf-8"))


def test_a_page_with_section_and_date_above_its_title_is_read() -> None:
    found = page("vnexpress.txt")
    assert found.title == "Phố núi mở lại chợ đêm sau mười tám tháng đóng cửa"
    assert found.published == datetime(2021, 8, 5, 18, 8, tzinfo=UTC)
    assert found.author == "Hoàng Yến"
    assert captions(found.html) == [
        "Gian hàng đầu tiên mở cửa lúc 18h. Ảnh: Hoàng Yến",
        "Khách xếp hàng ngoài cổng chợ. Ảnh: Hoàng Yến",
    ]
    assert found.related == ("Chợ nổi tìm đường về vàm cũ", "Những đêm không đèn ở phố núi")
    assert "Trang chủ" not in found.html
    assert "Facebook" not in found.html


def test_a_byline_and_a_dateline_stay_with_the_article() -> None:
    found = page("tuoitre.txt")
    assert found.author == "MINH HÀ"
    assert found.lead.startswith("TTO - Sau chín tháng thi công")
    assert paragraphs(found.html)[-1] == "MINH HÀ"
    assert "<h2>Một cây cầu, ba lần khảo sát</h2>" in found.html
    assert captions(found.html) == ["Học sinh bản Hin qua cầu ngày đầu tiên - Ảnh: MINH HÀ"]


def test_readers_comments_are_read_where_names_and_times_stand_above_them() -> None:
    found = page("tuoitre.txt")
    assert [(c.author, c.created, c.body) for c in found.comments] == [
        (
            "Lan Anh",
            datetime(2026, 5, 4, 7, 10, tzinfo=UTC),
            "<p>Mừng cho các cháu, từ nay khỏi phải nghỉ học mùa mưa.</p>",
        ),
        ("Quang Huy", None, "<p>Cầu đẹp quá, mong sớm có đèn đường nữa.</p>"),
    ]
    assert found.comment_count == 2
    assert "Mừng cho các cháu" not in found.html


def test_an_english_page_is_read_by_the_same_form() -> None:
    found = page("english.txt")
    assert found.title == "Harbour board votes to keep the last wooden crane"
    assert found.published == datetime(2024, 3, 3, tzinfo=UTC)
    assert found.author == "Ines Marlowe"
    assert len(paragraphs(found.html)) == 3
    assert captions(found.html) == ["The wooden crane at Pier 4, seen from the ferry. (Photo: Ravi Penrose)"]
    for word in ("Advertisement", "Share", "Print", "Comments", "Back to top", "By Ines"):
        assert word not in found.html


def test_a_page_without_a_date_is_known_by_its_furniture() -> None:
    found = page("no-date.txt")
    assert found.title == "Lớp học trên ghe của thầy Tư"
    assert found.published is None
    assert captions(found.html) == ["Thầy Tư và học trò trên ghe"]
    assert found.comments == ()


@pytest.mark.parametrize("file", sorted((DATA / "texts").glob("*.txt")), ids=lambda file: file.name)
def test_a_text_that_is_no_page_survives_untouched(file: Path) -> None:
    entry = read_article(file)
    text = file.read_text("utf-8")
    assert recognise(text) is None
    assert entry.content is not None
    assert (entry.content.type, entry.content.value) == ("text/plain", text)
    assert entry.title == text.split("\n", 1)[0].strip()
    assert entry.published is None


def test_markup_in_a_page_is_text() -> None:
    hostile = (
        (DATA / "pages" / "english.txt")
        .read_text("utf-8")
        .replace("The board voted", "<script>x</script> The board voted")
    )
    found = recognise(hostile)
    assert found is not None
    assert "&lt;script&gt;x&lt;/script&gt;" in found.html


def test_a_long_paragraph_that_repeats_is_no_caption() -> None:
    text = (DATA / "pages" / "english.txt").read_text("utf-8")
    long = (
        "The crane, built in 1911, "
        + "has stood in the wind and the rain for a very long time indeed, " * 6
        + "they say."
    )
    found = recognise(text.replace("Advertisement", f"{long}\n{long}"))
    assert found is not None
    assert found.html.count("they say.") == 2
    assert "they say.</figcaption>" not in found.html


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Quang cảnh buổi làm việc.", "Quang cảnh buổi làm việc", True),
        ("Quang cảnh.", "Quang cảnh", True),
        (
            "Bộ trưởng Bộ TT&TT phát biểu tại hội nghị.",
            "Bộ trưởng Bộ Thông tin và Truyền thông phát biểu tại hội nghị.",
            True,
        ),
        ("Chủ tịch UBND tỉnh dự lễ khởi công.", "Chủ tịch Ủy ban nhân dân tỉnh dự lễ khởi công.", True),
        ("Khách ngoài cổng chợ", "Khách ngoài cổng chợ. Ảnh: Hoàng Yến", True),
        ("Đội lớp 1 thắng ba trận liền.", "Đội lớp 2 thắng ba trận liền.", False),
        ("Em ơi mùa xuân đến rồi đó.", "Em ơi mùa thu đến rồi đó.", False),
        ("Quang cảnh buổi làm việc.", "Toàn cảnh hội trường.", False),
    ],
)
def test_captions_are_one_only_where_they_say_the_same(first: str, second: str, same: bool) -> None:
    assert same_caption(first, second) is same
    assert same_caption(second, first) is same


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Aa", Furniture.SIZE),
        ("Ý KIẾN CỦA BẠN", Furniture.OPINION),
        ("Bình luận (3)", Furniture.COMMENTS),
        ("12 comments", Furniture.COMMENTS),
        ("Xem thêm bình luận", Furniture.MORE_COMMENTS),
        ("Đọc thêm:", Furniture.RELATED),
        ("Top", Furniture.TOP),
        ("Bình luận của ông về vụ này gây tranh cãi", None),
        ("Đọc thêm sách", None),
        ("Chia sẻ (3)", None),
    ],
)
def test_furniture_is_only_what_stands_alone(line: str, kind: Furniture | None) -> None:
    assert furniture(line) is kind
    assert furniture(unicodedata.normalize("NFD", line)) is kind


def test_a_credit_is_told_from_a_sentence() -> None:
    assert credit("Chợ đêm sáng đèn. (Ảnh: TTXVN)") == "Ảnh: TTXVN"
    assert credit("Bà nói: mai tôi lại ra chợ.") == ""


def test_bytes_of_a_text_are_read_whatever_they_are() -> None:
    assert decode(b"\xff\xfe") == ""
    assert recognise("") is None
    assert recognise("\x00" * 100) is None


@pytest.mark.parametrize(
    "line", ["Đọc thêm", "Bình luận", "Aa", "Lan Anh", "25/07/2019", "x" * 319 + ".", "Ảnh: A"]
)
def test_five_thousand_lines_of_one_kind_are_judged_soon(line: str) -> None:
    begun = time.process_time()
    recognise("\n".join([line] * 5000))
    text = USERS_OWN.read_text("utf-8")
    recognise(text + "\n" + "\n".join([line] * 4900))
    assert time.process_time() - begun < 5


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=200), max_size=30))
def test_any_lines_are_a_page_or_left_alone(lines: list[str]) -> None:
    found = recognise("\n".join(lines))
    if found is not None:
        assert found.title
        assert re.fullmatch(
            r"(?:[^<>]|</?(?:p|h2|ul|li|figure|figcaption|aside)(?: class=\"\w+\")?>)*", found.html
        )
