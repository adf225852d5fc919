"""Whatever tags surround a word, and however wrongly, the word is still there to be read."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tui_reader.content.convert import convert
from tui_reader.content.document import decode, encode
from tui_reader.model.entry import Content
from tui_reader.model.scrub import scrub

NAMES = (
    "p div span b i em a ul ol li dl dt dd blockquote pre code table thead tbody tr td th caption h1 h3 q section article "
    "figure figcaption details summary picture noscript center font x-y label form ruby rt sub cite footer small html body"
)
ATTRIBUTES = (
    "", "", "", ' class="caption"', ' class="image box"', ' class="lead"', ' class="related"', ' class="credit"',
    ' href="https://x.example/"', ' style="font-weight:bold"', " colspan=2", ' title="a > b"', " / ", " x='", ' y="',
)  # fmt: skip
VOIDS = (
    "<br>",
    "<hr>",
    "<img src=https://i.example/1.jpg alt='pic ture'>",
    "<input type=text>",
    "<!-- c -->",
    "</p>",
    "</br>",
)


@st.composite
def soups(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Tags opened, closed and forgotten at random, with numbered words between them."""
    parts: list[str] = []
    words: list[str] = []
    for _ in range(draw(st.integers(1, 25))):
        match draw(st.integers(0, 4)):
            case 0 | 1:
                parts.append(
                    f"<{draw(st.sampled_from(NAMES.split()))}{draw(st.sampled_from(ATTRIBUTES[:-3]))}>"
                )
            case 2:
                parts.append(f"</{draw(st.sampled_from(NAMES.split()))}>")
            case 3:
                parts.append(draw(st.sampled_from(VOIDS)))
        words.append(f"word{len(words)}")
        parts.append(f" {words[-1]} ")
    return "".join(parts), words


_PICTURE = "<img src=https://i.example/1.jpg alt='pic ture'>"


@settings(max_examples=500, deadline=None)
@example((f'<p class="image box">{_PICTURE} word0 <p class="caption">{_PICTURE} word1 ', ["word0", "word1"]))
@given(soups())
def test_no_word_is_lost_in_any_soup_of_tags(soup: tuple[str, list[str]]) -> None:
    html, words = soup
    done = convert(Content(html))
    signed = " ".join(image.credit for image in done.images)
    kept = f"{done.body} {done.captions} {signed} {done.document.related}"
    assert [word for word in words if word not in kept] == []


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("<>/\"'=!-[]&;# ap1\x1b\u202e\u0301\x00]") | st.characters(), max_size=200))
def test_any_text_at_all_is_converted_clean_and_can_be_stored(text: str) -> None:
    for kind in ("text/html", "text/plain", "text/markdown"):
        done = convert(Content(text, kind), title=text, lead=text)
        for field in (done.body, done.captions, done.excerpt):
            assert scrub(field) == field
        assert decode(encode(done.document)) == done.document


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "word",
                "two  three",
                "    code x",
                "\ttab",
                "- item",
                "a    b",
                "https://x.example/",
                "* * *",
                "# not a heading",
                "<b>",
                "&amp;",
            ]
        ),
        max_size=20,
    ),
    st.sampled_from(["\n", "\n\n", "\r\n"]),
)
def test_plain_text_keeps_every_sign(lines: list[str], end: str) -> None:
    done = convert(Content(end.join(lines), "text/plain"))
    assert "".join(done.body.split()) == "".join("".join(lines).split())
