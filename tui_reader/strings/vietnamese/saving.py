"""Saving an article to a file, and copying it or a part of it."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "save.as_text": "Văn bản thuần",
    "save.as_markdown": "Markdown",
    "save.as_html": "Trang web (HTML)",
    "save.as_epub": "Sách (EPUB)",
    "save.book": "{n} bài, {day}/{month}/{year}",
    "save.too_many": "Một cuốn sách chứa nhiều nhất {n} bài. Hãy chọn ít hơn.",
    "save.no_text": "Chưa có nội dung của bài nào trong số này.",
    "save.left_out": "Bỏ lại {n} bài chưa có nội dung.",
    "save.as": "Lưu thành",
    "copy.as": "Sao chép thành",
    "copy.title_link": "Tên bài và liên kết",
    "copy.markdown_link": "Liên~kết dạng Markdown",
    "copy.quotation": "Trích dẫn kèm nguồn",
    "copy.markdown": "Cả bài dạng Markdown",
    "copy.text": "Cả bài dạng văn bản",
    "select.chosen": "đã chọn {n} bài",
    "select.links_copied": "Đã sao chép {n} liên kết.",
    "select.line": "dòng",
    "select.word": "chữ",
    "select.copy": "sao chép",
    "select.from_here": "từ đây",
}
