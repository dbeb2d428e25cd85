"""The scan of a library in a process of its own: the same index, and a file that crashes the decoder."""

from __future__ import annotations

import threading
from multiprocessing import active_children
from pathlib import Path

import pytest

from emotion_desk.errors import DeskError
from emotion_desk.sessions.library_index import LibraryIndex
from emotion_desk.sessions.library_scan import Scan, scan_in_process
from tests.sessions.made import made_session
from tests.sessions.worker_functions import picture_or_crash


class Told:
    """Notes what a scan tells."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def scan(self, *, cancelled: bool = False) -> Scan:
        return Scan(
            lambda: self.steps.append("changed"),
            lambda: self.steps.append("read"),
            lambda folder: self.steps.append(folder.name),
            lambda: cancelled,
        )


@pytest.fixture
def root(tmp_path: Path, demo_clip: Path) -> Path:
    for name in ("one", "two", "three"):
        made_session(tmp_path / "sessions" / name, demo_clip)
    return tmp_path / "sessions"


def test_the_index_is_that_of_a_scan_here(tmp_path: Path, root: Path) -> None:
    apart, here = LibraryIndex(tmp_path / "a" / "index.sqlite"), LibraryIndex(tmp_path / "b" / "index.sqlite")
    told = Told()
    scan_in_process(apart, [root], [], told.scan())
    here.refresh([root])
    assert sorted(apart.listed(), key=str) == sorted(here.listed(), key=str)
    assert len(apart.listed()) == 3
    assert told.steps[:2] == ["changed", "read"]
    assert sorted(told.steps[2:]) == ["one", "three", "two"]
    assert all((apart.picture(root / name) or b"").startswith(b"\xff\xd8") for name in ("one", "two", "three"))
    assert not [each for each in active_children() if each.name.startswith("emotion-desk-")]
    apart.close()
    here.close()


@pytest.mark.slow
def test_a_file_that_crashes_the_decoder_has_no_picture_and_the_scan_goes_on(tmp_path: Path, root: Path) -> None:
    index, told = LibraryIndex(tmp_path / "index.sqlite"), Told()
    scan_in_process(index, [root], [], told.scan(), picture_or_crash)
    assert {name: index.picture(root / name) for name in ("one", "two", "three")} == {
        "one": b"a picture of one",
        "two": b"",
        "three": b"a picture of three",
    }
    assert not index.without_picture()
    index.close()


def test_a_cancelled_scan_ends_its_process(tmp_path: Path, root: Path) -> None:
    index = LibraryIndex(tmp_path / "index.sqlite")
    with pytest.raises(DeskError, match="cancelled"):
        scan_in_process(index, [root], [], Told().scan(cancelled=True))
    assert index.listed() == []
    assert not [each for each in active_children() if each.name.startswith("emotion-desk-")]
    index.close()


def test_an_index_that_another_process_made_anew_is_read(tmp_path: Path, root: Path) -> None:
    mine, other = LibraryIndex(tmp_path / "index.sqlite"), LibraryIndex(tmp_path / "index.sqlite")
    mine.refresh([root])
    assert len(mine.listed()) == 3
    other.rebuild()
    other.refresh([root / "one"])
    assert [summary.title for summary, _words in mine.listed()] == ["one"]
    mine.close()
    other.close()


def test_two_may_make_the_index_at_once(tmp_path: Path) -> None:
    for number in range(20):
        both = [LibraryIndex(tmp_path / str(number) / "index.sqlite") for _ in range(2)]
        start, faults = threading.Barrier(2), list[Exception]()

        def make(index: LibraryIndex, start: threading.Barrier = start, faults: list[Exception] = faults) -> None:
            start.wait()
            try:
                index.set_picture(tmp_path, b"")
            except DeskError as error:
                faults.append(error)

        threads = [threading.Thread(target=make, args=(index,)) for index in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert not faults
        for index in both:
            assert index.listed() == []
            index.close()
