"""Fetching articles whole before the network is gone, and pages that links lead to."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "trip.text_only": "Chữ và bình~luận, không ảnh",
    "trip.within": "Cả ảnh, tối đa {size}",
    "trip.all": "Tất cả, khoảng {size}",
    "trip.all_room": "Nhiều ảnh nhất có thể, tối đa {room}",
    "trip.progress": "Chuẩn bị đi xa: xong {n}/{m} bài · {size}",
    "trip.done": "Đã sẵn sàng đi xa: {m} bài, {size}.",
    "trip.crowded": "Đã sẵn sàng đi xa: {m} bài, {size}; {without} bài thiếu ảnh vì hết chỗ cho ảnh (đổi trong cài đặt).",
    "trip.full": "Đã dùng hết dung lượng dành cho chuyến đi ({size}): có đủ {n}/{m} bài.",
    "trip.stopped": "Đã dừng: có đủ {n}/{m} bài.",
    "trip.stop": "Dừng; phần đã tải vẫn còn",
    "trip.go_on": "Tải tiếp",
    "trip.later": "Đã ghi nhớ. Có mạng sẽ tải.",
    "trip.later_many": "Đã ghi nhớ {n} bài. Có mạng sẽ tải.",
    "trip.keeping_many": "Đang tải đủ {n} bài…",
    "trip.keeping": "Đang tải đủ cả bài…",
    "trip.kept": "Đọc được khi không có mạng: {what}.",
    "trip.empty": "Danh sách này không có gì để tải.",
    "trip.text": "chữ",
    "trip.pictures": "ảnh",
    "trip.comments": "bình~luận",
    "trip.nothing": "chỉ có phần dẫn",
    "trip.here": "Đã tải về: {what}",
    "follow.fetching": "Đang tải trang ở {host}…",
    "follow.failed": "{host}: {why} Nhấn {press[open.browser]} để mở trên web.",
    "follow.inside": "trong bài này",
    "follow.no_number": "Không có liên kết số {n}.",
}
