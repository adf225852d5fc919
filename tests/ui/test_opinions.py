"""One's own opinion on its way out: the question that names the site, the note it stays, the outbox and its letters."""

from __future__ import annotations

import pytest

from tests.ui.conftest import NOW, Newsroom, Open, Reader
from tui_reader.model import messages
from tui_reader.model.access import Access
from tui_reader.model.comment import CommentData
from tui_reader.model.entry import CommentsRef
from tui_reader.model.outbox import HELD, LetterState, Sender, Verdict
from tui_reader.settings import Settings
from tui_reader.store import outbox
from tui_reader.store.database import open_database

WORDPRESS = CommentsRef(
    page="https://news.example/1#c",
    count=1,
    hints=(("wordpress", "https://blog.example/wp-json/wp/v2/comments?post=7"),),
)
MASTODON = CommentsRef(hints=(("mastodon", "https://social.example/api/v1/statuses/55/context"),))


def talked(newsroom: Newsroom, comments: CommentsRef = WORDPRESS) -> int:
    [one] = newsroom.articles("One", comments=comments)
    newsroom.talk(one, CommentData("x#comment-1", author="Lan Anh", body="Hạ tầng số.", created=NOW))
    return one


async def write(reader: Reader, text: str = "Toi dong y") -> None:
    """Write an opinion and finish it."""
    await reader.press("C")
    await reader.pilot.press(*text.replace(" ", "_"))
    await reader.press("ctrl+s")


def became(newsroom: Newsroom, letter_id: int, verdict: Verdict) -> None:
    """What the engine would have written."""
    db = open_database(newsroom.paths.store)
    assert outbox.claim(db, "engine", NOW)
    assert outbox.begin(db, letter_id, "engine", NOW, settle=NOW - NOW)
    outbox.settle(db, letter_id, verdict, NOW)
    db.close()


async def test_nothing_is_sent_before_enter_on_the_line_that_names_the_site(
    newsroom: Newsroom, reading: Open
) -> None:
    one = talked(newsroom)
    async with reading() as reader:
        await write(reader)
        assert "Send to blog.example" in reader.text()
        assert reader.library.asked == []
        assert await reader.library.opinions.all() == []
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        assert (letter.site, letter.text, letter.entry_id) == ("blog.example", "Toi_dong_y", one)
        assert [type(asked) for asked in reader.library.asked] == [messages.LookAtOutbox]
        assert "Toi_dong_y" in reader.text()
        assert "blog.example: waiting" in reader.text().replace("\xa0", " ")
        assert await reader.library.draft(one) == ""


async def test_escape_goes_on_writing_and_nothing_is_lost(newsroom: Newsroom, reading: Open) -> None:
    one = talked(newsroom)
    async with reading() as reader:
        await write(reader)
        await reader.press("escape")
        assert reader.alone
        assert reader.screen.desk.comments.writing
        assert await reader.library.opinions.all() == []
        assert await reader.library.draft(one) == "Toi_dong_y"
        await reader.press("escape")
        assert "Draft kept: “Toi_dong_y”" in reader.text()


async def test_kept_as_a_note_it_is_searchable_and_never_queued(newsroom: Newsroom, reading: Open) -> None:
    one = talked(newsroom)
    async with reading() as reader:
        await write(reader)
        await reader.press("down", "down", "enter")
        assert reader.notice == "Kept as your note."
        assert await reader.library.opinions.all() == []
        assert "Toi_dong_y" in [node.comment.data.body for node in (await reader.library.thread(one)).nodes]
        assert "your note" in reader.text().replace("\xa0", " ")


async def test_the_name_is_asked_once_and_known_the_next_time(newsroom: Newsroom, reading: Open) -> None:
    talked(newsroom)
    async with reading() as reader:
        await write(reader, "Mot")
        await reader.press("up", "up")
        await reader.pilot.press(*"Lan", "enter", *"lan@x.example", "enter", "enter")
        await reader.settle()
        await write(reader, "Hai")
        assert "lan@x.example" in reader.text()
        await reader.press("enter")
        senders = {letter.sender for letter in await reader.library.opinions.all()}
        assert senders == {Sender("Lan", "lan@x.example")}


async def test_an_account_of_the_settings_speaks_by_itself(newsroom: Newsroom, reading: Open) -> None:
    newsroom.settings = Settings(feeds={"blog.example": Access(user="lananh", password="env:X")})
    talked(newsroom)
    async with reading() as reader:
        await write(reader)
        assert "As lananh at blog.example" in reader.text()
        assert "E-mail" not in reader.text()
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        assert letter.sender == Sender()


async def test_where_a_token_is_wanting_the_dialog_says_so_and_offers_the_browser(
    newsroom: Newsroom, reading: Open
) -> None:
    talked(newsroom, MASTODON)
    async with reading() as reader:
        await write(reader)
        said = " ".join(reader.text().split())
        assert "social.example needs a token" in said
        assert "Send to social.example" not in said
        assert "Open news.example in the browser" in said


async def test_where_the_site_takes_nothing_the_page_opens_with_the_text_in_the_clipboard(
    newsroom: Newsroom, reading: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def browser(url: str, _: object) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr("tui_reader.ui.opinions.flow.open_outside", browser)
    one = talked(newsroom, CommentsRef(page="https://news.example/1#comments", count=1))
    async with reading() as reader:
        await write(reader)
        await reader.press("enter")
        assert opened == ["https://news.example/1#comments"]
        assert reader.app.clipboard == "Toi_dong_y"
        assert reader.notice == "Text copied. Paste it into the comment box of the page that opened."
        assert "Toi_dong_y" in [node.comment.data.body for node in (await reader.library.thread(one)).nodes]


async def test_offline_it_is_queued_and_the_line_says_so(newsroom: Newsroom, reading: Open) -> None:
    newsroom.offline, newsroom.lang = True, "vi"
    talked(newsroom)
    async with reading() as reader:
        await write(reader)
        assert "Có mạng thì gửi lên blog.example" in reader.text()
        await reader.press("enter")
        assert reader.notice == "Đang chờ gửi. Có mạng sẽ gửi ngay."
        await reader.press("g", "o")
        assert "chờ gửi · Toi_dong_y" in reader.text()


@pytest.mark.parametrize(
    ("verdict", "said", "short"),
    [
        (Verdict(LetterState.SENT), "Sent to blog.example", "sent"),
        (
            Verdict(LetterState.SENT, HELD),
            "Sent, waiting for blog.example to approve it.",
            "waiting for approval",
        ),
        (
            Verdict(LetterState.REFUSED, "too_short", "Viết dài hơn nhé"),
            "blog.example did not take it: the text is too short (“Viết dài hơn nhé”). Your text is kept.",
            "not taken",
        ),
        (
            Verdict(LetterState.UNSURE, "not_seen"),
            "It is not known whether blog.example has it",
            "not known whether",
        ),
        (
            Verdict(LetterState.QUEUED, "too_many", seconds=600),
            "Not sent to blog.example yet: too many in a short time. Again",
            "waiting",
        ),
    ],
)
async def test_what_became_of_it_is_told_and_stands_by_the_note(
    newsroom: Newsroom, reading: Open, verdict: Verdict, said: str, short: str
) -> None:
    one = talked(newsroom)
    async with reading() as reader:
        await write(reader)
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        became(newsroom, letter.id, verdict)
        decided = verdict.state in (
            LetterState.REFUSED,
            LetterState.UNSURE,
        )  # then the sentence names the site
        reader.library.tell(messages.OutboxChanged(one))
        await reader.settle()
        assert reader.notice.startswith(said)
        stands = " ".join(reader.text().replace("\xa0", " ").replace("│", " ").split())
        assert f"{short if decided else f'blog.example: {short}'}" in stands
        assert "Toi_dong_y" in reader.text()


async def test_the_outbox_offers_what_fits_where_a_letter_is(newsroom: Newsroom, reading: Open) -> None:
    talked(newsroom)
    async with reading() as reader:
        await write(reader)
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        became(newsroom, letter.id, Verdict(LetterState.UNSURE, "not_seen"))
        await reader.press("g", "o", "enter")
        assert "It is there: count it as sent" in reader.text()
        await reader.press("down", "enter")
        assert reader.notice == "Counted as sent to blog.example."
        [letter] = await reader.library.opinions.all()
        assert letter.state is LetterState.SENT


async def test_a_refused_text_becomes_a_draft_again(newsroom: Newsroom, reading: Open) -> None:
    one = talked(newsroom)
    async with reading() as reader:
        await write(reader)
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        became(newsroom, letter.id, Verdict(LetterState.REFUSED, "too_short"))
        await reader.press("g", "o", "enter", "enter")
        assert await reader.library.draft(one) == "Toi_dong_y"
        assert await reader.library.opinions.all() == []
        assert "Draft kept: “Toi_dong_y”" in reader.text()


async def test_what_was_sent_stands_there_once_as_the_site_shows_it(
    newsroom: Newsroom, reading: Open
) -> None:
    one = talked(newsroom)
    async with reading() as reader:
        await write(reader)
        await reader.press("enter")
        [letter] = await reader.library.opinions.all()
        became(newsroom, letter.id, Verdict(LetterState.SENT, source_id="31"))
        newsroom.talk(one, CommentData("x#comment-31", author="LA", body="Toi_dong_y", created=NOW))
        reader.library.tell(messages.CommentsChanged(one, new=1))
        await reader.settle()
        nodes = (await reader.library.thread(one)).nodes
        assert [node.comment.data.body for node in nodes].count("Toi_dong_y") == 1
        assert reader.text().count("Toi_dong_y") == 1
        assert "You" in reader.text()


async def test_an_empty_outbox_says_so(newsroom: Newsroom, reading: Open) -> None:
    talked(newsroom)
    async with reading() as reader:
        await reader.press("g", "o")
        assert reader.notice == "Nothing waits to be sent."


async def test_s_follows_and_again_no_longer(newsroom: Newsroom, reading: Open) -> None:
    newsroom.lang = "vi"
    one = talked(newsroom)
    newsroom.articles("Two")
    async with reading() as reader:
        await reader.press("S")
        assert reader.notice.startswith("Đang theo dõi bình luận bài này trong hai tuần.")
        await reader.press("c")
        assert "Đang theo dõi · S để thôi" in reader.text().replace("\xa0", " ")
        await reader.press("u")
        assert "theo dõi bình luận của 1 bài: One" in reader.notice
        assert "S để thôi" not in reader.text().replace("\xa0", " ")
        await reader.press("ctrl+r")
        assert "S để thôi" in reader.text().replace("\xa0", " ")
        await reader.press("g", "c")
        assert list(reader.screen.desk.entries.ids) == [one]
        await reader.press("S")
        assert reader.notice == "Đã thôi theo dõi bình luận bài này."
        await reader.press("g", "a", "g", "c")
        assert list(reader.screen.desk.entries.ids) == []
        assert "Chưa theo dõi thảo luận nào." in reader.text()


async def test_the_row_of_a_followed_discussion_says_how_many_are_new(
    newsroom: Newsroom, reading: Open
) -> None:
    newsroom.lang = "vi"
    one = talked(newsroom)
    async with reading() as reader:
        await reader.press("c", "S", "c")
        said = [
            CommentData(f"x#comment-{n}", author="Minh", body=f"Mới {n}.", created=NOW) for n in (2, 3, 4)
        ]
        newsroom.talk(one, *said)
        reader.library.tell(messages.CommentsChanged(one, new=3))
        await reader.settle()
        assert "3 bình luận mới" in reader.text().replace("\xa0", " ")
