"""The reader's own wishes, read from one TOML file; a wrong one is explained and never stops the start."""

import os
import re
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Self

from msgspec import Struct, field

from tui_reader.model.late_module import LateModule
from tui_reader.strings import Words

if TYPE_CHECKING:
    from tui_reader.model import access, passing, running
    from tui_reader.model.access import Access
    from tui_reader.model.passing import Passing
    from tui_reader.model.running import Running
else:  # most have nothing of theirs, and the first paint waits
    access, passing = LateModule("tui_reader.model.access"), LateModule("tui_reader.model.passing")
    running = LateModule("tui_reader.model.running")

MOST_BYTES: Final = 1_000_000
"""A configuration larger than this is a mistake (a path to something else)."""

_NO_KEYS: Final[Mapping[str, object]] = MappingProxyType({})
_NO_FEEDS: Final[Mapping[str, "Access"]] = MappingProxyType({})
_NO_PIPES: Final[Mapping[str, "Passing"]] = MappingProxyType({})
_NO_RUNS: Final[Mapping[str, "Running"]] = MappingProxyType({})


class Problem(Struct, frozen=True):
    """Something in the file that was not used: `words(problem.code, **problem.facts)` says what."""

    code: str
    facts: Mapping[str, str]


class Settings(Struct, frozen=True):
    """Everything that can be set, with what it is when nothing is set."""

    language: str = ""
    """Language of the screen: "vi" or "en"; empty takes it from the locale."""
    theme: str = "dark"
    """Colours: "light" or "dark"."""
    text_size: int = 0
    """Text size in steps from -3 to +3; 0 is the normal one."""
    mark_read: str = "open"
    """When an article counts as read: "open", after some time ("dwell:3s"), or when "passed" in the list."""
    same_story: str = "address"
    """What of a story told by several feeds is one row: one page by its "address", near-equal "titles" too, or "off"."""
    read_together: bool = True
    """Whether reading one article of a story marks the others in its row read, too."""
    density: str = "auto"
    """Rows of the list: "compact", "normal" or "comfortable"; "auto" decides by the window."""
    ascii_icons: bool = False
    """Plain letters instead of symbols such as ★ and ●, for fonts that lack them."""
    input_method: str = "telex"
    """How the Vietnamese input method writes, "telex" or "vni", for letters it changes on the way to a command."""
    text_layer: str = "auto"
    """How text sizes are shown: "auto" asks the terminal; "osc66", "dec", "blocks" name a way, "layout" scales none."""
    refresh_on_start: bool = False
    """Fetch the feeds that are due when the reader starts."""
    auto_refresh: str = "on"
    """While the reader is open, fetch each feed when it is due: "on", "off", or "always", over a metered network too."""
    notify: str = "off"
    """Tell of new articles while the terminal is not looked at: "osc9" or "osc777" by it, "desktop" by the system."""
    full_text: str = "auto"
    """Whether an article's page is fetched by itself where the feed sent only a lead: "auto" or "never"."""
    proxy: str = ""
    """Address of an HTTP proxy; empty takes http_proxy and https_proxy from the environment."""
    key_preset: str = "default"
    """The keys one begins with: "default", "arrows-only" (no letters at all) or "newsboat"."""
    player: tuple[str, ...] = ()
    """The program that plays sound and video, with its arguments; empty takes the first usual one that is here."""
    keys: Mapping[str, object] = field(default_factory=lambda: _NO_KEYS)
    """The reader's own keys: an action's id and a list of keys, as in "star" = ["s", "*"]."""
    pipe: Mapping[str, "Passing"] = field(default_factory=lambda: _NO_PIPES)
    """Commands that articles can be passed to, by name: a list, the program and its arguments."""
    run: Mapping[str, "Running"] = field(default_factory=lambda: _NO_RUNS)
    """Commands that new articles are given to as they arrive, by name; named here by hand, and nowhere else."""
    feeds: Mapping[str, "Access"] = field(default_factory=lambda: _NO_FEEDS)
    """How single feeds or hosts are asked: a table each, named by address or host, as in [feeds."example.org"]."""
    newest_per_feed: int = 2000
    """How many articles of a feed stay; starred ones and those to read later always do; 0 keeps all."""
    keep_days: int = 0
    """How many days articles nobody touched stay; 0: however old they are."""
    picture_cache_megabytes: int = 500
    """How much room pictures may take on the disk; those of starred articles and of those to read later go last."""
    backup_megabytes: int = 1000
    """How much room the weekly copies of the articles may take on the disk, two at most; 0 makes none."""
    connections: int = 128
    """How many connections a refresh may use at once."""

    @classmethod
    def load(cls, path: Path) -> tuple[Self, tuple[Problem, ...]]:
        """The settings in a file and what could not be used of them; no file means all defaults."""
        try:
            if not path.exists():
                return cls(), ()
            given = _read(path)
        except (OSError, ValueError, RecursionError) as error:
            why = getattr(error, "strerror", None) or str(error)
            return cls(), (Problem("settings.unreadable", {"path": str(path), "why": _plain(why, 200)}),)
        used: dict[str, object] = {}
        problems: list[Problem] = []
        for name, value in given.items():
            rule = RULES.get(name)
            if rule is None:
                problems.append(_unknown(name))
            elif name == "feeds" and isinstance(value, Mapping):
                used[name], wrong = _read_feeds(value)
                problems += wrong
            elif name == "run" and isinstance(value, Mapping):
                used[name], wrong = _read_runs(value)
                problems += wrong
            elif name == "pipe" and isinstance(value, Mapping):
                used[name], wrong = _read_pipes(value)
                problems += wrong
            elif rule.accepts(value):
                used[name] = _frozen(value)
            else:
                problems.append(Problem("settings.wrong", {"name": name, "expected": rule.expected}))
        return cls(**used), tuple(problems)  # type: ignore[arg-type]  # each value passed its rule


class Rule:
    """What a value must be; `expected` is written as in the file, so that it needs no translation."""

    def __init__(
        self, accepts: Callable[[object], bool], expected: str, choices: tuple[object, ...] = ()
    ) -> None:
        self.accepts = accepts
        self.expected = expected
        self.choices = choices
        """All there is to choose from; empty where something is typed."""


def _one_of(*choices: str) -> Rule:
    expected = " | ".join(f'"{choice}"' for choice in choices)
    return Rule(lambda value: isinstance(value, str) and value in choices, expected, choices)


def _whole(lowest: int, highest: int) -> Rule:
    return Rule(lambda value: type(value) is int and lowest <= value <= highest, f"{lowest} … {highest}")


def _matching(pattern: str, expected: str) -> Rule:
    return Rule(lambda value: isinstance(value, str) and bool(re.fullmatch(pattern, value)), expected)


TABLES: Final = ("keys", "pipe", "run", "feeds")
"""Settings that are tables of their own."""
_YES_NO: Final = Rule(lambda value: isinstance(value, bool), "true | false", (True, False))


RULES: Final[Mapping[str, Rule]] = {
    "language": _one_of("", "vi", "en"),
    "theme": _one_of("light", "dark"),
    "text_size": _whole(-3, 3),
    "mark_read": _matching(r"open|passed|dwell:[1-9]\d?s", '"open" | "passed" | "dwell:3s"'),
    "same_story": _one_of("off", "address", "titles"),
    "read_together": _YES_NO,
    "density": _one_of("auto", "compact", "normal", "comfortable"),
    "ascii_icons": _YES_NO,
    "input_method": _one_of("telex", "vni"),
    "text_layer": _one_of("auto", "osc66", "dec", "blocks", "layout"),
    "refresh_on_start": _YES_NO,
    "auto_refresh": _one_of("on", "off", "always"),
    "notify": _one_of("off", "osc9", "osc777", "desktop"),
    "full_text": _one_of("auto", "never"),
    "proxy": _matching(r"|https?://[^\s/]+/?", '"http://host:port"'),
    "key_preset": _one_of("default", "arrows-only", "newsboat"),
    "player": Rule(lambda value: value == [] or passing.is_command(value), '["mpv", "--no-terminal"]'),
    "keys": Rule(lambda value: isinstance(value, Mapping), "[keys]"),
    "pipe": Rule(lambda value: isinstance(value, Mapping), "[pipe]"),
    "run": Rule(lambda value: isinstance(value, Mapping), '[run."name"]'),
    "feeds": Rule(lambda value: isinstance(value, Mapping), '[feeds."https://example.org/feed"]'),
    "newest_per_feed": _whole(0, 1_000_000),
    "keep_days": _whole(0, 36_500),
    "picture_cache_megabytes": _whole(10, 1_000_000),
    "backup_megabytes": _whole(0, 1_000_000),
    "connections": _whole(1, 256),
}


def _read(path: Path) -> Mapping[str, object]:
    """Raises OSError, or ValueError for what is not TOML in UTF-8."""
    import tomllib  # costs start-up time only where there is a file to read

    # A pipe would be waited for, for ever; a device has no end.
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("not a file")
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"> {MOST_BYTES // 1_000_000} MB")
    # Windows editors still write a byte order mark; TOML does not know it.
    return tomllib.loads(data.decode("utf-8-sig").replace("\r\n", "\n"))


def _read_feeds(given: Mapping[object, object]) -> tuple[Mapping[str, "Access"], list[Problem]]:
    """The tables of ``[feeds]``, and what of them is wrong; no problem quotes a value: it may be a secret."""
    kept: dict[str, Access] = {}
    problems: list[Problem] = []
    for place, table in given.items():
        name = f'feeds."{_plain(str(place), 100)}"'
        if not access.is_place(str(place)):
            problems.append(Problem("settings.wrong", {"name": name, "expected": '"https://…" | "host"'}))
            continue
        kept[str(place)], wrong = access.read_access(table)
        for part, expected in wrong:
            part = f".{_plain(part, 60)}" if part else ""
            problems.append(Problem("settings.wrong", {"name": name + part, "expected": expected}))
    return MappingProxyType(kept), problems


def _read_pipes(given: Mapping[object, object]) -> tuple[Mapping[str, "Passing"], list[Problem]]:
    kept: dict[str, Passing] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        shown, command = _plain(str(name), 60), passing.read_passing(value)
        if command is None:
            problems.append(
                Problem("settings.wrong", {"name": f'pipe."{shown}"', "expected": passing.EXPECTED})
            )
        else:
            kept[shown] = command
    return MappingProxyType(kept), problems


def _read_runs(given: Mapping[object, object]) -> tuple[Mapping[str, "Running"], list[Problem]]:
    kept: dict[str, Running] = {}
    problems: list[Problem] = []
    for name, value in given.items():
        shown, made = _plain(str(name), 60), running.read_running(value)
        if made is None:
            problems.append(
                Problem("settings.wrong", {"name": f'run."{shown}"', "expected": running.EXPECTED})
            )
        else:
            kept[shown] = made
    return MappingProxyType(kept), problems


def _unknown(name: str) -> Problem:
    from difflib import get_close_matches  # needed only when there is something to explain

    shown = _plain(name, 60)
    near = get_close_matches(shown.casefold().replace("-", "_"), RULES, n=1)
    if near:
        return Problem("settings.unknown", {"a": shown, "b": near[0]})
    return Problem("settings.unknown_alone", {"a": shown})


def _plain(text: str, most: int) -> str:
    """A name from the file as it may be shown: TOML strings can spell control characters."""
    return "".join(c if c.isprintable() else "�" for c in text[:most])


def _frozen(value: object) -> object:
    if isinstance(value, Mapping):
        return MappingProxyType({key: _frozen(part) for key, part in value.items()})
    if isinstance(value, list):
        return tuple(_frozen(part) for part in value)
    return value


def default_file(words: Words) -> str:
    """A configuration with every setting at its default, commented out, below its sentence."""
    import json  # not needed to start

    lines: list[str] = []
    for name, rule in RULES.items():
        if name in TABLES:
            continue
        value = json.dumps(getattr(Settings(), name))  # for text, numbers and booleans TOML is JSON
        lines += [f"# {words(f'settings.{name}.about')}", f"# {rule.expected}", f"# {name} = {value}", ""]
    lines += [f"# {words('settings.keys.about')}", "# [keys]", '# "star" = ["s", "*"]', ""]
    lines += [f"# {words('settings.pipe.about')}", "# [pipe]", '# "wc" = ["wc", "-w"]', ""]
    lines += [f"# {words('settings.run.about')}", '# [run."storms"]', '# query = "title:storm"']
    lines += ['# command = ["notify-send", "Storm"]', ""]
    lines += [f"# {words('settings.feeds.about')}", '# [feeds."example.org"]', '# user = "me"']
    lines += ['# password = ["pass", "show", "example.org"]', ""]
    return "\n".join(lines)
