"""Background jobs: where results arrive, what failures become, and what cancelling and closing stop."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from emotion_desk.errors import DeskError
from emotion_desk.ui.widgets.background import BackgroundJobs, Job

WAIT_S = 10.0


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[BackgroundJobs]:
    made = BackgroundJobs("test-jobs")
    yield made
    made.cancel()
    assert made.finish()


def number_of(number: int, _job: Job) -> int:
    return number


def test_work_runs_beside_the_window_and_its_result_arrives_in_it(jobs: BackgroundJobs, qtbot: QtBot) -> None:
    results: list[tuple[str, str]] = []
    here = threading.current_thread().name

    jobs.run(lambda _job: threading.current_thread().name, lambda name: results.append((name, here)))

    qtbot.waitUntil(lambda: not jobs.waiting)
    assert results == [("test-jobs", here)]


def test_jobs_run_in_order_and_busy_follows_them(jobs: BackgroundJobs, qtbot: QtBot) -> None:
    order: list[int] = []
    busy: list[bool] = []
    jobs.busy.connect(busy.append)
    for number in range(4):
        jobs.run(partial(number_of, number), order.append)

    qtbot.waitUntil(lambda: not jobs.waiting)
    assert order == [0, 1, 2, 3]
    assert busy[0] is True
    assert busy[-1] is False


def test_errors_become_sentences(jobs: BackgroundJobs, qtbot: QtBot) -> None:
    def refuse(_job: Job) -> None:
        raise DeskError("The disk is full.")

    def break_down(_job: Job) -> None:
        raise KeyError("x")

    sentences: list[str] = []
    jobs.failed.connect(sentences.append)
    jobs.run(refuse)
    jobs.run(break_down, failed=lambda text: sentences.append(f"own: {text}"), unexpected="Broken by {error}.")

    qtbot.waitUntil(lambda: not jobs.waiting)
    assert sentences == ["The disk is full.", "own: Broken by KeyError."]


def test_reports_arrive_before_the_result(jobs: BackgroundJobs, qtbot: QtBot) -> None:
    seen: list[object] = []

    def work(job: Job) -> str:
        assert job.report(seen.append, 1)
        assert job.report(seen.append, 2)
        return "done"

    jobs.run(work, seen.append)

    qtbot.waitUntil(lambda: not jobs.waiting)
    assert seen == [1, 2, "done"]


def test_nothing_of_a_cancelled_job_arrives_even_if_it_was_reported_before(jobs: BackgroundJobs, qtbot: QtBot) -> None:
    seen: list[object] = []
    reported, go_on = threading.Event(), threading.Event()

    def work(job: Job) -> str:
        job.report(seen.append, "early")
        reported.set()
        go_on.wait(WAIT_S)
        assert not job.report(seen.append, "late")
        return "done"

    job = jobs.run(work, seen.append)
    waiting = jobs.run(lambda _job: "never", seen.append)
    assert reported.wait(WAIT_S)
    job.cancel()
    waiting.cancel()
    go_on.set()

    qtbot.waitUntil(lambda: not jobs.waiting)
    assert seen == []


def test_finish_waits_and_delivers_nothing(qtbot: QtBot) -> None:
    jobs = BackgroundJobs("test-jobs")
    seen: list[object] = []
    ended = threading.Event()
    go_on = threading.Event()

    def work(_job: Job) -> None:
        go_on.wait(WAIT_S)
        ended.set()

    jobs.run(work, seen.append)
    assert not jobs.finish(0.0)
    go_on.set()
    assert jobs.finish()
    assert ended.is_set()
    qtbot.wait(20)
    assert seen == []
