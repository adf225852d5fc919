"""Copies of all that is kept, and putting one back, in Vietnamese."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "backup.articles": "{n} bài",
    "backup.feeds": "{n} nguồn",
    "backup.pictures": "{n} ảnh",
    "backup.made": "Đã sao lưu {what} vào {path}",
    "backup.restored": "Đã khôi phục {what}, tính đến {date}.",
    "backup.aside": "Dữ liệu trước đó giữ ở {path}",
    "backup.written": "Đã xuất {what} ra {path}",
    "backup.read": "Đã mang sang {what}.",
    "backup.search_later": "Tìm được trong các bài sau khi mở chương trình, hoặc chạy tui-reader refresh, để chuẩn bị xong.",
    "backup.none": "Chưa có bản sao lưu nào.",
}
