"""Rules: what is done to articles as they arrive."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "rule.title": "Quy tắc",
    "rule.hint": "Làm gì với bài mới, lần lượt từ trên xuống; Enter để sửa",
    "rule.new": "Quy tắc mới…",
    "rule.new_of": "Quy tắc mới từ điều vừa tìm: {query}",
    "rule.matched": "đã khớp {n} bài",
    "rule.off": "tắt",
    "rule.query": "Bài nào",
    "rule.read": "đánh dấu đã đọc",
    "rule.star": "gắn sao",
    "rule.later": "để đọc sau",
    "rule.hide": "ẩn đi",
    "rule.full_text": "tải toàn văn",
    "rule.notify": "báo cho biết",
    "rule.tag": "gắn nhãn",
    "rule.does_tag": "gắn nhãn {name}",
    "rule.place": "Thứ tự",
    "rule.enabled": "Bật",
    "rule.drop": "xóa",
    "rule.would_match": "Khớp {n} trong {m} bài gần nhất.",
    "rule.such_as": "Bài mới nhất: {title}.",
    "rule.again": "Enter lần nữa để lưu.",
    "rule.no_query": "Bài nào? Hãy gõ điều cần tìm, như khi tìm kiếm.",
    "rule.no_deed": "Chưa làm gì cả: hãy chọn ít nhất một việc.",
    "rule.told": "{rule}: {n} bài mới",
}
