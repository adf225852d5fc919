"""Fetching articles whole before the network is gone, and pages that links lead to."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "trip.text_only": "Text and comments, no pictures",
    "trip.within": "Pictures too, up to {size}",
    "trip.all": "All of it, about {size}",
    "trip.all_room": "As many pictures as are kept, {room}",
    "trip.progress": "Trip: {n} of {m} ready · {size}",
    "trip.done": "Ready for the trip: {m} articles, {size}.",
    "trip.crowded": (
        "Ready for the trip: {m} articles, {size}; {without} lack pictures, as their room is full (settings change it)."
    ),
    "trip.full": "The space set for the trip is used up ({size}): {n} of {m} articles are here whole.",
    "trip.stopped": "Stopped: {n} of {m} articles are here whole.",
    "trip.stop": "Stop; what is here stays",
    "trip.go_on": "Go on fetching",
    "trip.later": "Noted. It is fetched when there is a network.",
    "trip.later_many": (
        "Noted. {n} article is fetched when there is a network.",
        "Noted. {n} articles are fetched when there is a network.",
    ),
    "trip.keeping_many": ("Fetching {n} article whole…", "Fetching {n} articles whole…"),
    "trip.keeping": "Fetching it whole…",
    "trip.kept": "Here for reading offline: {what}.",
    "trip.empty": "There is nothing in this list to fetch.",
    "trip.text": "text",
    "trip.pictures": "pictures",
    "trip.comments": "comments",
    "trip.nothing": "only the lead",
    "trip.here": "Kept offline: {what}",
    "follow.fetching": "Fetching the page at {host}…",
    "follow.failed": "{host}: {why} {press[open.browser]} opens it in the browser.",
    "follow.inside": "in this article",
    "follow.no_number": "No link has the number {n}.",
}
