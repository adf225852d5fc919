"""Programs outside: players, and commands of the reader's own."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "play.audio": "sound",
    "play.video": "video",
    "play.nothing": "Nothing to play in this article.",
    "play.started": "Playing in {program}.",
    "play.no_program": "The player {program} is not here. Another can be named in the settings.",
    "pipe.title": "Pass the article to…",
    "pipe.none": "No commands yet. Name them under [pipe] in {path}.",
    "pipe.running": "{name}…",
    "pipe.done": "{name}: done.",
    "pipe.failed": "{name} did not work: {why}",
    "pipe.too_long": "{name} took longer than a minute and was ended.",
}
