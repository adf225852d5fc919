"""A file is written whole or not at all, with the rights it had, through links, and into what is no file."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from tests.small_disk import small_disk
from tui_reader.cli.whole_file import write_whole


@pytest.mark.hostile("H61")
def test_on_a_full_disk_the_file_that_was_there_stays(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk.root / "feeds.opml"
        path.write_bytes(b"old" * 3000)
        disk.fill()
        with pytest.raises(OSError, match="No space left on device"):
            write_whole(path, b"new" * 3000)
        assert path.read_bytes() == b"old" * 3000
        assert sorted(one.name for one in disk.root.iterdir()) == ["feeds.opml", "filler"]
        disk.free()
        write_whole(path, b"new")
        assert path.read_bytes() == b"new"


def test_links_and_rights_are_kept_and_pipes_written_into(tmp_path: Path) -> None:
    path, link, pipe = tmp_path / "file", tmp_path / "link", tmp_path / "pipe"
    path.write_bytes(b"old")
    path.chmod(0o640)
    link.symlink_to(path)
    write_whole(link, b"new")
    assert link.is_symlink()
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_whole(pipe, b"piped")
    assert os.read(reader, 100) == b"piped"
    os.close(reader)
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_new_file_has_the_rights_the_person_wishes_or_is_theirs_alone(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "list", b"")
        write_whole(tmp_path / "settings", b"", private=True)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "list").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "settings").stat().st_mode) == 0o600
