"""What language a text is in: Vietnamese and English surely, others sensibly."""

from __future__ import annotations

import unicodedata

import pytest

from tui_reader.content.language import guess

VIETNAMESE = "Chính phủ công bố kế hoạch phát triển hạ tầng số quốc gia trong năm tới."
ENGLISH = "The government has published its plan for the digital infrastructure of the country."

TEXTS = (
    ("vi", VIETNAMESE),
    ("vi", unicodedata.normalize("NFD", VIETNAMESE)),
    ("vi", VIETNAMESE.upper()),
    ("vi", "Giá vàng hôm nay tăng"),
    ("vi", "OpenAI ra mắt GPT mới, Google và Microsoft đáp trả bằng Gemini, Copilot"),
    ("en", ENGLISH),
    ("en", "Café owners in Hanoi say that prices have risen: “this is not the end of it”"),
    ("en", "Phở is one of the most popular dishes in the city, and it is served with herbs"),
    ("fr", "Le gouvernement a publié le plan pour les infrastructures numériques du pays dans une lettre"),
    (
        "de",
        "Die Regierung hat den Plan für die digitale Infrastruktur des Landes mit einem Brief vorgestellt",
    ),
    ("es", "El gobierno ha publicado el plan para la infraestructura digital del país en una carta"),
    ("pt", "O governo publicou o plano para a infraestrutura digital do país em uma carta que não foi lida"),
    (
        "id",
        "Pemerintah telah menerbitkan rencana yang akan digunakan untuk infrastruktur digital di negara itu",
    ),
    ("ja", "政府は来年のデジタル基盤の計画を発表しました。"),
    ("zh", "政府公布了明年国家数字基础设施发展计划。"),
    ("ko", "정부는 내년 디지털 인프라 계획을 발표했습니다."),
    ("ru", "Правительство опубликовало план развития цифровой инфраструктуры страны."),
    ("th", "รัฐบาลประกาศแผนพัฒนาโครงสร้างพื้นฐานดิจิทัล"),
)


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_text_tells_its_language_whatever_the_feed_says(language: str, text: str) -> None:
    assert guess(text) == language
    assert guess(text, told="tlh") == language


def test_the_feed_is_believed_where_the_text_says_too_little() -> None:
    assert guess("GPT-5", told="vi-VN") == "vi"
    assert guess("", told="") == ""
    assert guess("Xbox Playstation Nintendo Switch Steam Deck", told="nl") == "nl"


def test_languages_of_one_script_are_told_apart_by_the_feed() -> None:
    text = "Уряд оприлюднив план розвитку цифрової інфраструктури країни."
    assert guess(text, told="uk") == "uk"
