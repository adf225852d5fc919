"""The comment pane: threads, the own-comment box, following, sending."""

from typing import Final

WORDS: Final[dict[str, str | tuple[str, str]]] = {
    "comments.title": "Comments",
    "comments.title_n": "Comments ({n})",
    "comments.title_dot": "Comments · {n}",
    "comments.new": ("{n} new comment", "{n} new comments"),
    "comments.new_short": "{n} new",
    "comments.new_mark": "new",
    "comments.here": "{n} of {m} here",
    "comments.more": "More comments",
    "comments.more_here": "More comments ({n} of {m} here)",
    "comments.loading": "Fetching comments…",
    "comments.kept": "kept {age}",
    "comments.replies": ("{n} reply", "{n} replies"),
    "comments.replies_new": ("{n} reply · {m} new", "{n} replies · {m} new"),
    "comments.likes": ("{n} like", "{n} likes"),
    "comments.article_author": "author of the article",
    "comments.you": "You",
    "comments.no_name": "No name",
    "comments.edited": "edited",
    "comments.deleted": "deleted",
    "comments.removed": "removed by the site",
    "comments.hidden": "hidden",
    "comments.own": "your note",
    "comments.orphan": "answer to a comment that is not here",
    "comments.vanished": "no longer on the page",
    "comments.sort": "Sort",
    "comments.sort.site": "As on the site",
    "comments.sort.newest": "Newest",
    "comments.warned": "Warned of: {text} · {press[open]} shows it",
    "comments.warned_bare": "Hidden by who wrote it · {press[open]} shows it",
    "comments.sort.oldest": "Oldest",
    "comments.sort.liked": "Most liked",
    "comments.opinion": "Your opinion",
    "comments.write": "Write your opinion…",
    "comments.reply": "Reply",
    "comments.reply_to": "Reply to {name}",
    "comments.reply_toggle": "Tab: reply ⇄ own opinion",
    "comments.follow": "Follow the discussion",
    "comments.followed": "Followed · {press[discussion.follow]} ends it",
    "comments.follows": (
        "New comments here are looked for, ever more seldom, for two weeks."
        " {press[go.discussions]} shows what you follow."
    ),
    "comments.follows_not": "No longer followed.",
    "comments.draft": "Draft",
    "comments.draft_here": "Draft kept: “{text}” · {press[comment.write]} goes on",
    "comments.draft_unkept": "Draft, not saved: “{text}” · {press[comment.write]} goes on",
    "comments.draft_reply": "Draft of an answer kept: “{text}” · {press[comment.write]} goes on",
    "comments.draft_kept": "Draft kept.",
    "comments.note_kept": "Kept as your note.",
    "comments.send_to": "Send to {site}",
    "comments.keep_note": "Keep as my note",
    "comments.go_on": "Go on writing",
    "comments.shown_name": "The name shown: {name}",
    "comments.sent": "Sent.",
    "comments.sent_waiting": "Sent, waiting for {site} to approve it.",
    "comments.queued": "Queued: will be sent when there is a network.",
    "comments.refused": "{site} refused: {why}. Your text is kept as a draft.",
    "comments.copied": "Text copied. Paste it into the comment box of the page that opened.",
    "comments.cannot_send": (
        "Comments cannot be sent to this site from here. Keep it as your note, or"
        " {press[open.browser]} opens the page."
    ),
    "comments.none": "No comments yet. {press[comment.write]} writes the first one.",
    "comments.none_known": "No comments known for this article. {press[comment.write]} writes a note of your own.",
    "comments.not_fetched": "Comments are not here yet. {press[refresh]} fetches them.",
    "comments.not_fetched_n": (
        "{n} comment on the page is not here yet. {press[refresh]} fetches it.",
        "{n} comments on the page are not here yet. {press[refresh]} fetches them.",
    ),
    "comments.closed": "Comments on this article are closed.",
    "comments.closed_note": "Comments on this article are closed. {press[comment.write]} writes a note of your own.",
    "comments.rest_on_page": (
        "{n} more comment is on the page; its feed does not send it. {press[open.browser]} opens the page.",
        "{n} more comments are on the page; its feed does not send them. {press[open.browser]} opens the page.",
    ),
    "comments.no_more": "No more comments.",
    "comments.no_new": "No new comments.",
    "comments.no_article": "Comments of the article you open stand here.",
    "comments.trouble": "Comments could not be fetched: {why}",
    "comments.trouble.refused": (
        "The site does not let its comments be read from here. {press[open.browser]} opens them in"
        " the browser."
    ),
    "comments.trouble.needs_key": (
        "Disqus gives its comments only to programs with a key. Write yours into the settings"
        " (see the README, disqus.com), or open them in the browser: {press[open.browser]}."
    ),
    "comments.trouble.needs_login": (
        "The site shows its comments only to who is logged in there. {press[open.browser]} opens"
        " them in the browser."
    ),
    "comments.trouble.not_found": "The site has no discussion here any more. {press[open.browser]} opens the page.",
    "comments.trouble.gone": "The site has taken this discussion away. {press[open.browser]} opens the page.",
    "comments.trouble.too_many": "The site asks for fewer visits. {press[refresh]} tries again after {time}.",
    "comments.trouble.too_many.bare": "The site asks for fewer visits. {press[refresh]} tries again later.",
    "comments.trouble.server_trouble": "The site has trouble at the moment. {press[refresh]} tries again.",
    "comments.trouble.comments_unreadable": (
        "This site’s comments cannot be read here. {press[open.browser]} opens them in the browser."
    ),
    "comments.trouble.comments_changed": (
        "The site’s answer has changed and cannot be read here any more. {press[open.browser]} opens the comments in the browser."
    ),
    "comments.stays": "What was fetched stays.",
    "comments.elsewhere.ask": "Discussions elsewhere: the site you choose learns this article’s address",
    "comments.elsewhere.asking": "Asking {site}…",
    "comments.elsewhere.none": "{site} knows no discussion of this article.",
    "comments.elsewhere.found": "Discussions at {site}",
    "comments.flat": "This site’s comments know no answers: each stands for itself.",
    "comments.too_long": "This comment is too long: at most {n} letters.",
    "comments.unfold": "unfold",
    "comments.fold": "fold",
}
