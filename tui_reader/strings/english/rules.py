"""Rules: what is done to articles as they arrive."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "rule.title": "Rules",
    "rule.hint": "What is done to new articles, in this order; Enter changes one",
    "rule.new": "New rule…",
    "rule.new_of": "New rule of what was looked for: {query}",
    "rule.matched": "{n} so far",
    "rule.off": "off",
    "rule.query": "Articles",
    "rule.read": "mark as read",
    "rule.star": "star",
    "rule.later": "put aside for later",
    "rule.hide": "hide",
    "rule.full_text": "fetch the full text",
    "rule.notify": "tell me",
    "rule.tag": "tag",
    "rule.does_tag": "tag {name}",
    "rule.place": "Order",
    "rule.enabled": "On",
    "rule.drop": "delete",
    "rule.would_match": "Would match {n} of the last {m}.",
    "rule.such_as": "The newest: {title}.",
    "rule.again": "Enter again keeps it.",
    "rule.no_query": "Which articles? Write a query, as in the search.",
    "rule.no_deed": "Nothing is done yet: choose at least one thing.",
    "rule.told": ("{rule}: {n} new article", "{rule}: {n} new articles"),
}
