"""What `media.xml` says."""

from tui_reader.model.document import ImageRef
from tui_reader.model.entry import Content, Enclosure, EntryData, ParsedFeed
from tui_reader.model.feed import FeedData

EXPECTED = ParsedFeed(
    feed=FeedData(title="Ảnh", link="https://p.example/"),
    entries=(
        EntryData(
            guid="https://p.example/1",
            link="https://p.example/1",
            title="Hai ảnh, hai chú thích",
            summary=Content(value="Bài.", base="https://p.example/1"),
            images=(
                ImageRef(
                    url="https://p.example/a.jpg", caption="Chú thích A.", credit="An", width=800, height=600
                ),
                ImageRef(url="https://p.example/b.jpg", caption="Chú thích B.", credit="Bình"),
            ),
        ),
        EntryData(
            guid="https://p.example/2",
            link="https://p.example/2",
            title="Một ảnh, ba cỡ",
            summary=Content(value="Bài.", base="https://p.example/2"),
            images=(ImageRef(url="https://p.example/m.jpg?width=700", credit="Chi", width=700),),
        ),
        EntryData(
            guid="https://p.example/3",
            link="https://p.example/3",
            title="Phim",
            summary=Content(value="Phim này nói về sông.", type="text/plain", base="https://p.example/3"),
            enclosures=(
                Enclosure(
                    url="https://p.example/v.mp4",
                    type="video/mp4",
                    title="Tên phim",
                    length=1000,
                    duration=63,
                ),
            ),
            images=(ImageRef(url="https://p.example/t.jpg", alt="Tên phim", width=480, height=360),),
        ),
        EntryData(
            guid="https://p.example/4",
            link="https://p.example/4",
            title="Chú thích ở ngoài",
            summary=Content(value="Bài.", base="https://p.example/4"),
            images=(ImageRef(url="https://p.example/o.png", caption="Ngoài.", credit="Dũng"),),
        ),
    ),
)
