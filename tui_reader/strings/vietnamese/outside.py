"""Programs outside: players, and commands of the reader's own, in Vietnamese."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "play.audio": "âm~thanh",
    "play.video": "video",
    "play.nothing": "Bài này không có gì để nghe hay xem.",
    "play.started": "Đang mở bằng {program}.",
    "play.no_program": "Không có chương trình {program}. Chọn chương trình khác trong cài đặt.",
    "pipe.title": "Chuyển bài cho…",
    "pipe.none": "Chưa có lệnh nào. Hãy ghi vào mục [pipe] trong {path}.",
    "pipe.running": "{name}…",
    "pipe.done": "{name}: xong.",
    "pipe.failed": "{name} không chạy được: {why}",
    "pipe.too_long": "{name} chạy quá một phút, đã dừng.",
}
