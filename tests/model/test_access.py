"""How a feed or host is asked, as written in the settings: typed field by field, and never shown with its secrets."""

from __future__ import annotations

import pytest

from tui_reader.model.access import Access, is_place, read_access, told


def test_a_whole_table_is_taken() -> None:
    access, wrong = read_access(
        {
            "user": "an",
            "password": ["pass", "show", "bao"],
            "headers": {"X-Token": "env:TOKEN"},
            "cookies": {"session": "keyring:bao/an"},
            "user_agent": "Me/1.0",
            "proxy": "http://127.0.0.1:3128",
        }
    )
    assert wrong == []
    assert access == Access(
        "an",
        ("pass", "show", "bao"),
        {"X-Token": "env:TOKEN"},
        {"session": "keyring:bao/an"},
        "Me/1.0",
        proxy="http://127.0.0.1:3128",
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("user", 3),
        ("user", "a:b"),
        ("password", 3),
        ("password", []),
        ("password", [1]),
        ("password", "a\nb"),
        ("headers", "X: y"),
        ("headers", {"Host": "x"}),
        ("headers", {"A b": "x"}),
        ("headers", {"X": "a\r\nY: z"}),
        ("cookies", {"a;b": "x"}),
        ("cookies", {"a": "x; y"}),
        ("user_agent", "tên"),
        ("proxy", "socks5://x:1"),
        ("proxy", "localhost:3128"),
        ("passwort", "x"),
    ],
)
def test_a_wrong_field_is_named_and_the_others_are_used(name: str, value: object) -> None:
    access, wrong = read_access({"user_agent": "Me/1.0"} | {name: value})
    assert [field for field, _ in wrong] == [name]
    assert all(expected for _, expected in wrong)
    assert access == (Access() if name == "user_agent" else Access(user_agent="Me/1.0"))


def test_what_is_no_table_is_nothing() -> None:
    assert read_access("secret")[0] == Access()
    assert "secret" not in str(read_access("secret")[1])


def test_the_nearer_one_goes_before_and_never_mixes_one_user_with_anothers_password() -> None:
    of_host = Access("an", "1", {"A": "host", "B": "host"}, user_agent="Host/1")
    assert Access(headers={"A": "feed"}).over(of_host) == Access(
        "an", "1", {"A": "feed", "B": "host"}, user_agent="Host/1"
    )
    assert Access("ba").over(of_host).password == ""


@pytest.mark.parametrize(
    ("secret", "shown"),
    [
        ("", ""),
        ("hunter2", "…"),
        ("env:X", "env:X"),
        ("keyring:a/b", "keyring:a/b"),
        (("pass", "x"), ["pass", "…"]),
    ],
)
def test_a_secret_is_shown_by_its_place_alone(secret: str | tuple[str, ...], shown: object) -> None:
    assert told(secret) == shown


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("example.org", True),
        ("Example.org:8080", True),
        ("[::1]:80", True),
        ("https://example.org/a?b", True),
        ("ftp://example.org/", False),
        ("", False),
        ("a b", False),
        ("example.org/feed", False),
    ],
)
def test_places_are_addresses_and_hosts(name: str, known: bool) -> None:
    assert is_place(name) is known
