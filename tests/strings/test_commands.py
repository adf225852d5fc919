"""Every command of the key table has its label, in Vietnamese with exactly the table's words."""

import pytest

from tui_reader.strings import words
from tui_reader.strings.catalogue import table

TABLE = """
move.down | xuống
move.up | lên
move.half_down | xuống nửa trang
move.half_up | lên nửa trang
move.page_down | xuống một trang
move.page_up | lên một trang
move.top | lên đầu trang
move.bottom | xuống cuối
move.return | về chỗ đang đọc
move.next_section | phần sau
move.previous_section | phần trước
move.next_stop | mục kế
move.previous_stop | mục trước
move.sideways_left | sang trái
move.sideways_right | sang phải
open | mở
go.in | vào
go.out | ra
back | quay lại
quit | thoát
pane.comments | bình luận
pane.sources | ẩn/hiện nguồn
pane.alone | toàn màn hình
read.on | đọc tiếp
article.next | bài sau
article.previous | bài trước
unread.next | chưa đọc kế
unread.previous | chưa đọc trước
mark.read | đã đọc / chưa đọc
mark.above | đã đọc: phía trên
mark.below | đã đọc: phía dưới
mark.feed | đã đọc: nguồn này
mark.older | đã đọc: bài cũ hơn…
mark.matching | đã đọc: bài khớp với…
mark.view | đọc hết danh sách
mark.all | đọc hết mọi nguồn
star | gắn sao
later | để đọc sau
tag | gắn nhãn
keep_offline | tải về
discussion.follow | theo dõi bình luận
select | chọn
select.range | chọn từ đây
select.all | chọn hết
undo | hoàn tác
redo | làm lại
full_text | toàn văn
pictures | xem ảnh
links.hints | theo liên kết
links.list | các liên kết
outline | mục lục
revisions | bài đã sửa gì
info | thông tin
story | báo khác
story.split | tách ra
play | nghe, xem
open.browser | mở trên web
open.browser_read | mở trên web, đã đọc
open.number | liên kết số này
copy.link | sao chép liên kết
copy.more | sao chép…
save | lưu ra tệp
pipe | chuyển cho lệnh
size.larger | chữ lớn hơn
size.smaller | chữ nhỏ hơn
size.reset | cỡ chữ mặc định
size.panel | Aa
comment.write | viết ý kiến
discussion.find | bàn luận ở nơi khác
fold | gập / mở
fold.all | gập hết
unfold.all | mở hết
fold.level | gập từ cấp
find | tìm
search | tìm mọi nơi
find.clear | thôi tìm
find.order | sát nhất trước
explain | vì sao có bài này
unread_only | chỉ bài chưa đọc
view.menu | sắp xếp
commands | lệnh
help | trợ giúp
go.all | tất cả bài
go.unread | chưa đọc
go.today | hôm nay
go.later | đọc sau
go.unfinished | đang đọc dở
go.starred | có gắn sao
go.read | bài đã xem
go.discussions | thảo luận
go.feeds | nguồn tin
go.look | nguồn cần xem lại
go.outbox | chờ gửi
go.history | thao tác gần đây
go.tag | nhãn
go.rules | quy tắc
go.settings | cài đặt
go.keys | phím riêng
refresh | cập nhật
refresh.all | cập nhật tất cả
feed.add | thêm nguồn
feed.starter | chọn vài báo để bắt đầu
feed.import | mang nguồn từ tệp sang
feed.export | ghi các nguồn ra tệp
feed.edit | sửa nguồn
feed.next | nguồn kế
feed.previous | nguồn trước
trip | chuẩn bị đi xa
copy.selection | sao chép
redraw | vẽ lại
suspend | tạm dừng
"""

COMMANDS = [(line.split(" | ")[0], line.split(" | ")[1]) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("command", "label"), COMMANDS)
def test_the_vietnamese_label_is_the_table_s(command: str, label: str) -> None:
    assert words("vi")(f"action.{command}").replace("\u00a0", " ") == label


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("command", [command for command, _ in COMMANDS])
def test_every_label_fits_a_footer_and_every_long_one_a_line(lang: str, command: str) -> None:
    w = words(lang)
    assert len(w(f"action.{command}")) <= 28
    long = w.first(f"action.{command}.long", f"action.{command}")
    assert len(long) <= 90
    if w.has(f"action.{command}.long"):
        assert long[0].isupper()


def test_no_label_belongs_to_no_command() -> None:
    known = {command for command, _ in COMMANDS}
    for key in table("en", "actions"):
        group, _, rest = key.partition(".")
        if group == "action":
            assert rest.removesuffix(".long") in known, key


@pytest.mark.parametrize(
    ("pane", "footer"),
    [
        ("list", "mở · đọc tiếp · đã đọc · đọc sau · sao · tìm · trợ giúp"),
        ("article", "đọc tiếp · chưa đọc kế · bình luận · web · Aa · đọc sau · trợ giúp"),
        ("comments", "mới kế · luồng kế · gập · viết · cập nhật · về bài · trợ giúp"),
    ],
)
def test_the_footer_of_a_pane_reads_as_drawn(pane: str, footer: str) -> None:
    commands = {
        "list": "open read.on mark.read later star find help",
        "article": "read.on unread.next pane.comments open.browser size.panel later help",
        "comments": "unread.next move.next_section fold comment.write refresh pane.comments help",
    }[pane]
    w = words("vi")
    labels = [w.first(f"footer.{pane}.{c}", f"footer.{c}", f"action.{c}") for c in commands.split()]
    assert " · ".join(labels).replace("\u00a0", " ") == footer
