"""The table of keys as it was decided, kept apart from the program's own: id, keys, where it works."""

DECIDED = {
    (row := line.split())[0]: (tuple(row[1:-1]), row[-1])
    for line in r"""
move.down j down LAC
move.up k up LAC
move.half_down ctrl+d LAC
move.half_up ctrl+u LAC
move.page_down pagedown ctrl+f LAC
move.page_up b pageup ctrl+b LAC
move.top gg home LAC
move.bottom G end LAC
move.return ' LAC
move.next_section . LAC
move.previous_section , LAC
move.next_stop tab LAC
move.previous_stop shift+tab LAC
move.sideways_left < AC
move.sideways_right > AC
open enter LAC
go.in l right LAC
go.out h left LAC
back q escape LAC
quit Q ctrl+q LAC
pane.comments c LAC
pane.sources B LAC
pane.alone F LAC
read.on space LAC
article.next J LAC
article.previous K LAC
unread.next n LAC
unread.previous p N LAC
mark.read m LAC
mark.above Ma L
mark.below Mb L
mark.feed Mf LAC
mark.older Mo LAC
mark.view A LAC
star s LAC
later a LAC
tag t LAC
keep_offline d LAC
discussion.follow S LAC
select x L
select.range v LAC
select.all V L
undo u LAC
redo ctrl+r LAC
full_text e LA
pictures i A
links.hints f AC
links.list L LAC
outline O AC
revisions H LA
info I LAC
play P LA
open.browser o LAC
copy.link y LAC
copy.more Y LAC
save ctrl+s LAC
pipe | LAC
size.larger + = LAC
size.smaller - _ LAC
size.reset 0 LAC
size.panel T LAC
comment.write C LAC
fold za LC
fold.all zM LC
unfold.all zR LC
fold.level z1 z2 z3 z4 z5 z6 z7 z8 z9 C
find / LAC
search g/ LAC
unread_only U L
view.menu \ LC
commands : ctrl+p LAC
help ? LAC
go.all ga LAC
go.unread gu LAC
go.later gl LAC
go.unfinished gr LAC
go.starred gs LAC
go.read gy LAC
go.discussions gc LAC
go.feeds gf LAC
go.outbox go LAC
go.history gh LAC
go.settings g, LAC
refresh r LAC
refresh.all R LAC
feed.add ctrl+n LAC
feed.edit E LAC
trip D LAC
copy.selection ctrl+c LAC
redraw ctrl+l LAC
suspend ctrl+z LAC
""".strip().splitlines()
}
FREE = [*'XZ;"!@#$%^&*()~`', "ctrl+g", "ctrl+o", "ctrl+t", "ctrl+y"]
"""Keys left to the reader."""
