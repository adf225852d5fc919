"""The reader's rules: a list of them in their order, and the form of one, tried on what is here before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui_reader.model.rule import Deed, Rule, Tried
from tui_reader.strings import Words
from tui_reader.ui.choices import Choice, Choices
from tui_reader.ui.form import Box, Form, Pick
from tui_reader.ui.query_suggesting import Names, QuerySuggester

NEW = "new"


def said(rule: Rule, words: Words) -> str:
    """What a rule does, in words."""
    return ", ".join(
        words("rule.does_tag", name=rule.tag) if deed is Deed.TAG else words(f"rule.{deed}")
        for deed in rule.deeds
    )


def rules_page(rules: Sequence[Rule], query: str, words: Words) -> Choices:
    """Answers with a rule's id, or ``NEW``."""
    new = words("rule.new_of", query=query) if query else words("rule.new")
    lines = [Choice(NEW, f"+ {new}")]
    for place, rule in enumerate(rules, 1):
        state = words("rule.matched", n=rule.matched) if rule.enabled else words("rule.off")
        name = f"{rule.name} · " if rule.name != rule.query else ""
        text = f"{place}. {name}{rule.query} → {said(rule, words)}"
        lines.append(Choice(str(rule.id), text, state))
    return Choices(words("rule.title"), words("rule.hint"), "palette.none", lines, words)


class RuleForm(Form):
    """``rule`` is what was typed; the first Enter tries it, the next one keeps it."""

    def __init__(
        self,
        rule: Rule,
        place: int,
        of: int,
        words: Words,
        save: Callable[[], None],
        remove: Callable[[], None],
        names: Names,
    ) -> None:
        """``names``: what a query may name."""
        super().__init__(words("rule.title"), words, save, remove)
        self._names = names
        self._kept, self._place, self._of = rule, place, of
        self.tried: Rule | None = None
        """What was tried last: kept as it is when Enter comes again."""

    def rows(self) -> list[tuple[str, Box | Pick]]:
        words, rule = self._words, self._kept
        no_yes = [(False, words("button.no")), (True, words("button.yes"))]
        deeds = [deed for deed in Deed if deed is not Deed.TAG]
        return [
            (words("feeds.name"), Box(rule.name, rule.query, "name", most=200)),
            (
                words("rule.query"),
                Box(
                    rule.query,
                    words("ask.matching_hint"),
                    "query",
                    most=1000,
                    suggester=QuerySuggester(lambda: self._names),
                ),
            ),
            *((words(f"rule.row.{deed}"), Pick(no_yes, deed in rule.deeds, f"do-{deed}")) for deed in deeds),
            (words("rule.row.tag"), Box(rule.tag, "", "tag", most=60)),
            (
                words("rule.place"),
                Pick([(place, str(place + 1)) for place in range(self._of)], self._place, "place"),
            ),
            (words("rule.enabled"), Pick(no_yes, rule.enabled, "enabled")),
        ]

    def removing(self) -> str:
        return self._words("rule.drop")

    @property
    def rule(self) -> Rule:
        """As it stands in the form."""
        tag, query = self.text("tag"), self.text("query")
        deeds = tuple(deed for deed in Deed if (tag if deed is Deed.TAG else self.value(f"do-{deed}")))
        name = self.text("name") or query
        return Rule(name, query, deeds, tag, bool(self.value("enabled")), self._kept.id)

    @property
    def place(self) -> int:
        """Where it is to stand, from 0."""
        return int(str(self.value("place")))

    def tell(self, tried: Tried) -> None:
        """What it would have done; Enter keeps it now."""
        words = self._words
        told = words("rule.would_match", n=tried.matching, m=tried.of)
        if tried.titles:
            told += f" {words('rule.such_as', title=tried.titles[0])}"
        self.complain(f"{told} {words('rule.again')}")
