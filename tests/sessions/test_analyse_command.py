"""``emotion-desk analyze`` with the released network: here, in processes and on a cluster, always the same."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from emotion_desk import cli
from emotion_desk.sessions.format import READINGS_FILE
from tests.sources.clips import write_sound

if TYPE_CHECKING:
    from distributed import LocalCluster


def results(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob(READINGS_FILE))}


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Give a cluster of two workers on this machine."""
    distributed = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, worker_dashboard_address=None
    ) as made:
        yield made


@pytest.fixture
def inputs(tmp_path: Path, demo_clip: Path) -> list[str]:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "broken.mp4").write_bytes(b"")
    write_sound(tmp_path / "in" / "beep.wav", "pcm_s16le")
    return [str(tmp_path / "in"), str(demo_clip)]


@pytest.mark.slow
def test_two_workers_of_a_cluster_say_what_this_machine_says(
    cluster: LocalCluster, inputs: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    common = [*inputs, "--fps", "2"]
    assert cli.main(["analyze", *common, "--out", str(here), "--jobs", "1"]) == 1
    first = capsys.readouterr()
    assert first.out.startswith("2 analysed, 0 done before, 1 failed of 3 files")
    assert "broken.mp4: The file 'broken.mp4' is empty." in first.err
    assert cli.main(["analyze", *common, "--out", str(there), "--dask", cluster.scheduler_address]) == 1
    assert "2 analysed, 0 done before, 1 failed" in capsys.readouterr().out
    assert len(results(here)) == 2
    assert results(there) == results(here)
    assert cli.main(["analyze", *common, "--out", str(here), "--jobs", "1"]) == 1
    assert "0 analysed, 2 done before, 1 failed" in capsys.readouterr().out


def test_wrong_arguments_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sound = str(write_sound(tmp_path / "x.wav", "pcm_s16le"))
    out = ["--out", str(tmp_path / "out")]
    assert cli.main(["analyze", sound, *out, "--fps", "0"]) == 2
    assert cli.main(["analyze", sound, *out, "--jobs", "2", "--dask", "tcp://127.0.0.1:1"]) == 2
    assert cli.main(["analyze", str(tmp_path / "none"), *out]) == 1
    assert "There is no file or folder" in capsys.readouterr().err


@pytest.mark.slow
def test_a_worker_that_is_killed_costs_no_answer(
    cluster: LocalCluster, tmp_path: Path, demo_clip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    common = ["analyze", str(demo_clip), "--to", "4", "--no-people"]
    assert cli.main([*common, "--out", str(here), "--jobs", "1"]) == 0
    killed: list[int] = []
    assassin = threading.Thread(target=_kill_the_busy_worker, args=(there, killed))
    assassin.start()
    status = cli.main([*common, "--out", str(there), "--dask", cluster.scheduler_address])
    assassin.join()
    assert (status, len(killed)) == (0, 1)
    assert "1 analysed, 0 done before, 0 failed" in capsys.readouterr().out
    assert results(there) == results(here)


def _kill_the_busy_worker(out: Path, killed: list[int]) -> None:
    """Kill the process that has begun to write readings, once."""
    psutil = pytest.importorskip("psutil")
    deadline = time.monotonic() + 120.0
    while not killed and time.monotonic() < deadline:
        for readings in out.glob(f".*.part/{READINGS_FILE}"):
            for process in psutil.Process().children(recursive=True):
                with suppress(psutil.Error):
                    if any(Path(file.path) == readings for file in process.open_files()):
                        process.kill()
                        killed.append(process.pid)
        time.sleep(0.02)


@pytest.mark.slow
def test_results_go_to_storage(tmp_path: Path, demo_clip: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fsspec = pytest.importorskip("fsspec")
    common = ["analyze", str(demo_clip), "--to", "1", "--no-people", "--jobs", "1"]
    assert cli.main([*common, "--out", str(tmp_path / "here")]) == 0
    for counted in ("1 analysed, 0 done before", "0 analysed, 1 done before"):
        assert cli.main([*common, "--out", "memory://study/answers"]) == 0
        assert counted in capsys.readouterr().out.splitlines()[-1] + "\n"
    storage = fsspec.filesystem("memory")
    assert (
        storage.cat(f"/study/answers/demo.mp4/{READINGS_FILE}")
        == results(tmp_path / "here")[f"demo.mp4/{READINGS_FILE}"]
    )
    assert storage.exists("/study/answers/demo.mp4/session.json")
    assert cli.main([*common, "--out", "nowhere://study"]) == 1
    assert "'nowhere://study' cannot be reached" in capsys.readouterr().err
