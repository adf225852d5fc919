"""Where a letter is, in words: one fact for its row, and a sentence with what can be done."""

from __future__ import annotations

from datetime import datetime, tzinfo

from tui_reader.model.outbox import HELD, Letter, LetterState
from tui_reader.strings import Words
from tui_reader.strings import format as forms


def short(letter: Letter, words: Words) -> str:
    """`chờ gửi`, `đã gửi`, `chờ duyệt`, `chưa rõ`, `không nhận`."""
    if letter.state is LetterState.SENT and letter.trouble == HELD:
        return words("letter.held")
    return words(f"letter.{letter.state}")


def needs_the_reader(letter: Letter) -> bool:
    """Whether nothing more happens by itself."""
    return letter.state in (LetterState.REFUSED, LetterState.UNSURE)


def sentence(letter: Letter, words: Words, now: datetime, zone: tzinfo | None) -> str:
    """What happened, and what happens next."""
    site = letter.site
    match letter.state:
        case LetterState.SENT:
            if letter.trouble == HELD:
                return words("comments.sent_waiting", site=site)
            when = forms.moment(words, letter.sent_at, now, zone) if letter.sent_at else ""
            return words("letter.sent_at", site=site, time=when)
        case LetterState.REFUSED:
            return words("letter.refused_why", site=site, why=why(letter, words))
        case LetterState.UNSURE:
            return words("letter.unsure_why", site=site)
        case LetterState.SENDING:
            return words("letter.looking", site=site)
    if not letter.trouble:
        return words("comments.queued")
    when = forms.moment(words, max(letter.due_at or now, now), now, zone)
    return words("letter.again_at", site=site, why=why(letter, words), time=when)


def why(letter: Letter, words: Words) -> str:
    """The reason in our words, with the site's own behind it where it gave some."""
    key = f"refusal.{letter.trouble}"
    if words.has(key):
        ours = words(key)
    else:
        ours = words.explain(
            letter.trouble, {"host": letter.site, "code": "", "url": letter.place.url}
        ).rstrip(".")
    return f"{ours} (“{letter.answer}”)" if letter.answer else ours
