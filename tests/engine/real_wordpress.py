"""A WordPress as Debian packages it, with a database and a web server of its own, for as long as a test needs it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

HOME = Path("/usr/share/wordpress")
DATABASE = next((path for path in map(shutil.which, ("mariadbd", "/usr/sbin/mariadbd")) if path), "")
MISSING = [
    name
    for name, here in (
        ("wordpress", (HOME / "wp-load.php").is_file()),
        ("mariadb-server", bool(DATABASE and shutil.which("mariadb-install-db"))),
        ("php-cli", bool(shutil.which("php"))),
    )
    if not here
]
"""Packages that are wanting."""

_CONFIG = """<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:{socket}');
define('DB_CHARSET', 'utf8mb4'); define('WP_HOME', '{url}'); define('WP_SITEURL', '{url}');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
require_once __DIR__ . '/wp-settings.php';
"""
_OPEN = """<?php  // as a site that lets everybody write, by the interface too
add_filter('rest_allow_anonymous_comments', '__return_true');
add_filter('comment_flood_filter', '__return_false', 99);
add_filter('pre_wp_mail', '__return_false');
"""
_PAGE = "<!doctype html><html><head><?php wp_head(); ?></head><body <?php body_class(); ?>><?php wp_footer(); ?></body></html>"
_SET_UP = """<?php
define('WP_INSTALLING', true);
require 'wp-load.php';
require 'wp-admin/includes/upgrade.php';
wp_install('Báo Bến Lau', 'an', 'an@example.org', true, '', 'x');
switch_theme('plain');
foreach (['comment_moderation' => 0, 'comment_previously_approved' => 0, 'permalink_structure' => ''] as $name => $value)
    update_option($name, $value);
$post = wp_insert_post(['post_title' => 'Bài', 'post_content' => 'Nội dung.', 'post_status' => 'publish', 'post_author' => 1]);
$numbers = [];
foreach (json_decode($argv[1], true) as $at => [$parent, $author, $text])
    $numbers[] = wp_insert_comment(['comment_post_ID' => $post, 'comment_author' => $author, 'comment_content' => $text,
        'comment_parent' => $parent < 0 ? 0 : $numbers[$parent], 'comment_approved' => 1]);
echo $post;
"""


@contextmanager
def wordpress(folder: Path, said: list[tuple[int, str, str]]) -> Iterator[str]:
    """The address of a post with these comments: which of them each answers (-1: none), by whom, what."""
    with ExitStack() as running:
        where = _database(folder, running)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            url = f"http://127.0.0.1:{free.getsockname()[1]}"
        site = folder / "site"
        shutil.copytree(HOME, site, ignore=shutil.ignore_patterns(".htaccess", "wp-config.php"))
        _write(site / "wp-config.php", _CONFIG.format(socket=where, url=url))
        _write(site / "wp-content/mu-plugins/open.php", _OPEN)
        _write(site / "wp-content/themes/plain/style.css", "/* Theme Name: Plain */")
        _write(site / "wp-content/themes/plain/index.php", _PAGE)
        _write(site / "set-up.php", _SET_UP)
        done = subprocess.run(
            ["php", "set-up.php", json.dumps(said)], cwd=site, check=True, capture_output=True, timeout=120
        )
        _start(running, ["php", "-S", url.removeprefix("http://"), "-t", str(site)], site)
        yield _until_it_answers(f"{url}/?p={int(done.stdout.split()[-1])}")


def shown(post: str) -> list[Mapping[str, str]]:
    """The comments as the site's own interface shows them, the oldest first."""
    root, _, number = post.partition("/?p=")
    asked = f"{root}/?rest_route=/wp/v2/comments&post={number}&per_page=100&order=asc"
    with urllib.request.urlopen(asked, timeout=20) as answer:
        found: list[Mapping[str, str]] = json.load(answer)
    return found


def _database(folder: Path, running: ExitStack) -> Path:
    data, where = folder / "data", folder / "s"
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db", *_AS_ROOT],
        check=True,
        capture_output=True,
        timeout=120,
    )
    options = [
        "--no-defaults",
        f"--datadir={data}",
        f"--socket={where}",
        "--skip-networking",
        "--skip-grant-tables",
    ]
    _start(running, [DATABASE, *options, *_AS_ROOT], folder)
    said = b""
    for _ in range(600):
        made = subprocess.run(
            ["mariadb", "--no-defaults", f"--socket={where}", "-e", "CREATE DATABASE wp"], capture_output=True
        )
        if made.returncode == 0:
            return where
        said = made.stderr
        time.sleep(0.1)
    raise RuntimeError(f"the database did not start: {said.decode()}")


_AS_ROOT = ["--user=root"] if os.geteuid() == 0 else []


def _start(running: ExitStack, command: list[str], folder: Path) -> None:
    """A server that ends with the test."""
    server = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    running.callback(server.wait)
    running.callback(server.kill)


def _until_it_answers(address: str) -> str:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=20):
                return address
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("WordPress did not start")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
