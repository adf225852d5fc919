"""Writes the text of a saved page as HTML: the lead, paragraphs, headings, and each picture's caption once."""

from html import escape

from msgspec import Struct

from tui_reader.sources import page_lines as lines_of
from tui_reader.sources.page_captions import LONGEST, fuller, same_caption


class Part(Struct, frozen=True):
    """A line of the text: a paragraph, or the caption of a picture."""

    text: str
    caption: bool = False


def parts_of(body: list[str]) -> list[Part]:
    """The text with every run of lines that caption one picture made one, its credit line drawn in."""
    parts: list[Part] = []
    i = 0
    while i < len(body):
        run = [body[i]]
        while i + len(run) < len(body) and same_caption(run[-1], body[i + len(run)]):
            run.append(body[i + len(run)])
        i += len(run)
        text = fuller(run)
        if lines_of.is_credit_alone(text):
            _draw_in(parts, text, body, i)
        else:
            parts.append(Part(text, len(run) > 1 or _is_caption(text)))
    return parts


def _is_caption(text: str) -> bool:
    return len(text) <= LONGEST and bool(lines_of.credit(text)) and not lines_of.byline(text)


def _draw_in(parts: list[Part], text: str, body: list[str], i: int) -> None:
    """A credit standing alone belongs to the caption above it; without one it is a caption itself."""
    above = parts[-1] if parts else None
    if above and (above.caption or (len(above.text) <= LONGEST and i < len(body) and len(parts) > 1)):
        end = "" if lines_of.ends_sentence(above.text) else "."
        parts[-1] = above if text in above.text else Part(f"{above.text}{end} {text}", caption=True)
    else:
        parts.append(Part(text, caption=True))


def html_of(parts: list[Part]) -> tuple[str, str]:
    """The lead and the whole as HTML: only `p`, `h2`, `figure` and `figcaption`, every letter escaped."""
    lead = next((part.text for part in parts if not part.caption), "")
    out: list[str] = []
    for i, part in enumerate(parts):
        text = escape(part.text, quote=False)
        if part.caption:
            out.append(f"<figure><figcaption>{text}</figcaption></figure>")
        elif part.text == lead and '<p class="lead">' not in "".join(out[:4]):
            out.append(f'<p class="lead">{text}</p>')
        elif _is_heading(parts, i):
            out.append(f"<h2>{text}</h2>")
        else:
            out.append(f"<p>{text}</p>")
    return lead, "\n".join(out)


def _is_heading(parts: list[Part], i: int) -> bool:
    """A short line without a final mark between long paragraphs, a picture above it forgiven."""
    text = parts[i].text
    above, below = parts[i - 1], parts[min(i + 1, len(parts) - 1)]
    return (
        0 < i < len(parts) - 1
        and len(text) <= 90
        and 2 <= len(text.split()) <= 15
        and (text[0].isupper() or text[0].isdigit())
        and not lines_of.ends_sentence(text)
        and not text.endswith((",", "-"))
        and (above.caption or lines_of.is_paragraph(above.text))
        and lines_of.is_paragraph(below.text)
    )


def last_byline(parts: list[Part]) -> str:
    """The name the article ends with; it stays in the text too, as newspapers have it."""
    last = next((part.text for part in reversed(parts) if not part.caption), "")
    return lines_of.byline(last) if len(parts) > 1 else ""


def related_html(titles: list[str]) -> str:
    """Titles the page offered to read on: a list the converter tells from the text by its class."""
    if not titles:
        return ""
    items = "".join(f"<li>{escape(title, quote=False)}</li>" for title in titles)
    return f'\n<aside class="related"><ul>{items}</ul></aside>'
