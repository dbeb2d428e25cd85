"""Studies: the plan is checked, runs are kept, and the table of all equals the single sessions."""

from __future__ import annotations

import csv
import json
import math
import shutil
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from emotion_desk.cli import main
from emotion_desk.errors import SessionError
from emotion_desk.labels import EMOTIONS
from emotion_desk.sessions import analysis_options, batch_jobs
from emotion_desk.sessions.export.tidy_table import Row
from emotion_desk.sessions.reader import open_session
from emotion_desk.studies.demo import write_demo
from emotion_desk.studies.from_files import run_from_file, stimulus_lengths
from emotion_desk.studies.plan import STUDY_FILE, Stimulus, Study, checked_code, order_for, read_study, write_study
from emotion_desk.studies.runs import RUN_FILE, Runner, planned_trials, read_run, runs_of, schedule, write_run
from emotion_desk.studies.table import (
    AFFECT,
    STUDY_COLUMNS,
    SUMMARY_COLUMNS,
    courses,
    half_width,
    study_rows,
    summary_rows,
    time_of,
    write_table,
)
from tests.sessions.made import LookingReader, made_session

CODES = ("P01", "P02", "P03")
CLIP = Path(__file__).parents[2] / "assets" / "demo.mp4"


@pytest.fixture
def study_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "study"
    write_demo(folder)
    return folder


@pytest.fixture(scope="module")
def combined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three participants from files, each with another stretch of the demo clip."""
    folder = tmp_path_factory.mktemp("combined") / "study"
    study = write_demo(folder)
    reader = LookingReader()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batch_jobs, "load_reader", lambda _options: reader)
        patch.setattr(analysis_options, "AnalysisOptions", partial(analysis_options.AnalysisOptions, fps=5.0))
        for number, code in enumerate(CODES):
            run_from_file(folder, study, code, CLIP, begins_s=0.4 * number, agreed=True)
    return folder


def test_the_demo_study_is_read_and_each_order_stays(study_folder: Path) -> None:
    study = read_study(study_folder)
    assert study.participants == CODES
    lengths = stimulus_lengths(study_folder, study)
    assert lengths == {"rings": 2.0, "checks": 2.0, "gradient": 2.0}
    orders = {code: [each.name for each in order_for(study, code)] for code in CODES}
    assert len({tuple(order) for order in orders.values()}) > 1
    assert orders == {code: [each.name for each in order_for(read_study(study_folder), code)] for code in CODES}
    steps = schedule(study, "P01", lengths)
    assert sum(step.seconds for step in steps) == 1.0 + 3 * 2.5
    trials = planned_trials(steps, 0.5)
    assert [trial.position for trial in trials] == [0, 1, 2, 3]
    assert (trials[0].start_s, trials[0].end_s, trials[1].start_s, trials[1].end_s) == (0.5, 1.5, 2.0, 4.0)
    with pytest.raises(SessionError, match="already"):
        write_demo(study_folder)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    study = Study('A "title"\n\x7f — ü', (Stimulus("a", "a b.png", "x=1"),), seed=3, markers=("one", "two"))
    write_study(tmp_path, study)
    assert read_study(tmp_path) == study


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "title"),
        ("title = 1", "str"),
        ('title = "x"\nstimuli = []', "stimuli"),
        ('title = "x"\n[[stimuli]]\nname = "../up"\nfile = "a"', "stimuli"),
        ('title = "x"\n[[stimuli]]\nname = "baseline"\nfile = "a"', "baseline"),
        ('title = "x"\n[[stimuli]]\nname = "a"\nfile = "a"\n[[stimuli]]\nname = "A"\nfile = "b"', "two stimuli"),
        ('title = "x"\norder = "backwards"\n[[stimuli]]\nname = "a"\nfile = "a"', "order"),
        ('title = "x"\nbaseline_s = -1\n[[stimuli]]\nname = "a"\nfile = "a"', "baseline_s"),
        ("title = ", "TOML"),
        ("a" * 2_000_000, "cannot be read"),
    ],
)
def test_a_wrong_plan_is_one_sentence(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / STUDY_FILE).write_text(text)
    with pytest.raises(SessionError) as caught:
        read_study(tmp_path)
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


def test_codes_are_no_paths() -> None:
    for wrong in ("", "../x", "a/b", ".hidden", "a" * 65, "end.", "a\0b", "P01\n"):
        with pytest.raises(SessionError):
            checked_code(wrong)


def test_the_demo_study_writes_through_no_link(tmp_path: Path) -> None:
    other = tmp_path / "other.png"
    other.write_text("mine")
    (tmp_path / "study" / "stimuli").mkdir(parents=True)
    (tmp_path / "study" / "stimuli" / "rings.png").symlink_to(other)
    with pytest.raises(SessionError, match=r"rings\.png' cannot be written"):
        write_demo(tmp_path / "study")
    assert other.read_text() == "mine"


def test_a_run_keeps_the_times_that_were_shown(study_folder: Path) -> None:
    study = read_study(study_folder)
    lengths = stimulus_lengths(study_folder, study)
    with pytest.raises(SessionError, match="consent"):
        Runner(study, "P01", lengths, agreed=False)
    runner = Runner(study, "P01", lengths, agreed=True)
    kinds = []
    time_s = 0.25
    while (step := runner.advance(time_s)) is not None:
        kinds.append(step.kind)
        time_s += step.seconds + 0.01  # a real screen is never exact
    assert kinds == ["baseline", *["fixation", "stimulus"] * 3]
    run = runner.result
    assert run.finished
    assert run.agreed
    assert [trial.position for trial in run.trials] == [0, 1, 2, 3]
    assert run.trials[0].start_s == 0.25
    assert run.trials[1].start_s == pytest.approx(0.25 + 1.01 + 0.51)
    folder = study_folder / "participants" / "P01"
    write_run(folder, run)
    assert read_run(folder) == run
    raw = json.loads((folder / RUN_FILE).read_text())
    for change in ({"participant": "P02"}, {"session": "../../x"}, {"format": "x"}, {"trials": [1]}, {"version": 9}):
        (folder / RUN_FILE).write_text(json.dumps(raw | change))
        with pytest.raises(SessionError, match="damaged"):
            read_run(folder)


@pytest.mark.slow
def test_the_table_of_all_equals_the_single_sessions(combined: Path, tmp_path: Path) -> None:
    table = list(study_rows(combined))
    assert {row["participant"] for row in table} == set(CODES)
    summary = summary_rows(table)
    checked = 0
    for run, _session in runs_of(combined):
        session = open_session(combined / "participants" / run.participant / "session")
        for trial in run.trials:
            values = []
            for reading in session.named_readings():
                at_s = reading.time_s if reading.frame_s is None else reading.frame_s
                if trial.start_s <= at_s < trial.end_s:
                    values += [round(person.emotion["happy"], 5) for person in reading.people]
            own = [r for r in table if (r["participant"], r["stimulus"]) == (run.participant, trial.stimulus)]
            faces = [row["happy"] for row in own if row["subject"] == "face"]
            assert faces == values
            assert values
            assert all(0 <= row["time_in_stimulus_s"] < trial.end_s - trial.start_s + 1e-6 for row in own)
            assert all(time_of(row) - trial.start_s == pytest.approx(row["time_in_stimulus_s"]) for row in own)
            (line,) = [
                r
                for r in summary
                if (r["participant"], r["stimulus"], r["subject"]) == (run.participant, trial.stimulus, "face")
            ]
            assert line["mean_happy"] == pytest.approx(sum(values) / len(values), abs=1e-5)
            assert line["readings"] == len(values)
            checked += 1
    assert checked == len(CODES) * 4
    out = tmp_path / "all.csv"
    assert write_table(combined, out) == len(table)
    with out.open(newline="") as file:
        written = list(csv.DictReader(file))
    assert list(written[0]) == [column.name for column in STUDY_COLUMNS]
    assert [float(row["happy"]) for row in written if row["happy"]] == [
        row["happy"] for row in table if row["happy"] is not None
    ]


@pytest.mark.slow
def test_bands_are_those_of_students_t(combined: Path) -> None:
    stats = pytest.importorskip("scipy.stats")
    for values in ([0.1, 0.4], [0.2, 0.4, 0.9], [0.1 * n % 0.7 for n in range(25)]):
        low, high = stats.t.interval(0.95, len(values) - 1, sum(values) / len(values), stats.sem(values))
        assert half_width(values) == pytest.approx((high - low) / 2, rel=1e-4)
    assert math.isnan(half_width([0.5]))
    found = courses(study_rows(combined))
    assert set(found) == {"baseline", "rings", "checks", "gradient"}
    course = found["rings"]["happy"]
    assert course.times_s == (0.25, 0.75, 1.25, 1.75)
    assert course.participants == (3, 3, 3, 3)
    means = []
    for code in CODES:
        own = [
            row["happy"]
            for row in study_rows(combined)
            if (row["participant"], row["stimulus"], row["subject"]) == (code, "rings", "face")
            and 0.5 <= row["time_in_stimulus_s"] < 1.0
        ]
        means.append(sum(own) / len(own))
    assert course.means[1] == pytest.approx(sum(means) / 3)
    assert course.half_widths[1] == pytest.approx(half_width(means))


@pytest.mark.slow
def test_answers_are_corrected_by_the_baseline_where_the_plan_says_so(combined: Path, tmp_path: Path) -> None:
    folder = tmp_path / "study"
    shutil.copytree(combined, folder)
    as_given = list(study_rows(folder))
    assert all(row["corrected_happy"] is None for row in as_given)
    write_study(folder, replace(read_study(folder), own_neutral=True))
    corrected = list(study_rows(folder))
    faces = [row for row in corrected if row["subject"] == "face"]
    assert all(row["corrected_happy"] is not None for row in faces)
    assert [row["happy"] for row in corrected] == [row["happy"] for row in as_given]
    session = open_session(folder / "participants" / "P01" / "session")
    assert session.baselines is not None
    session.keep_baselines(replace(session.baselines, is_on=False))  # switched off in Review, it stays off
    first = [row for row in study_rows(folder) if row["participant"] == "P01"]
    assert all(row["corrected_happy"] is None for row in first)


@pytest.mark.slow
def test_the_commands_do_the_whole_study(
    combined: Path, tmp_path: Path, demo_clip: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(tmp_path / "study")
    assert main(["study", "demo", folder]) == 0
    assert main(["study", "combine", folder]) == 1
    assert "has a run" in capsys.readouterr().err
    shutil.copytree(combined / "participants", tmp_path / "study" / "participants")
    shutil.rmtree(tmp_path / "study" / "participants" / "P03")
    assert main(["study", "run", folder, "--participant", "P03", "--file", str(demo_clip)]) == 1
    assert main(["study", "run", folder, "--participant", "P01", "--file", str(demo_clip), "--consent"]) == 1
    late = ["--participant", "P04", "--file", str(demo_clip), "--consent", "--begins", "5"]
    assert main(["study", "run", folder, *late]) == 1
    assert "but the schedule ends at" in capsys.readouterr().err
    assert not (tmp_path / "study" / "participants" / "P04").exists()
    assert main(["study", "check", folder]) == 0
    said = capsys.readouterr().out
    assert "P01: done, 8.5 s" in said
    assert "P03: to do" in said
    assert main(["study", "combine", folder]) == 0
    page = (tmp_path / "study" / "report.html").read_text()
    assert page.count("<svg") >= 4
    assert "2 participants" in page
    assert (tmp_path / "study" / "summary.csv").read_text().startswith("participant,condition,stimulus,pos")


def test_missing_stimuli_and_sessions_are_one_sentence(study_folder: Path) -> None:
    study = read_study(study_folder)
    (study_folder / "stimuli" / "rings.png").unlink()
    with pytest.raises(SessionError, match="'rings' is missing"):
        stimulus_lengths(study_folder, study)
    folder = study_folder / "participants" / "P01"
    made_session(folder / "session")
    assert list(runs_of(study_folder)) == []
    (folder / RUN_FILE).write_bytes(b"\xff")
    with pytest.raises(SessionError, match="damaged"):
        list(runs_of(study_folder))
    assert len(EMOTIONS) == 8


def test_a_summary_has_the_measures_of_faces_and_their_change() -> None:
    def row(stimulus: str, valence: float | None, au12: float | None, subject: str = "face") -> Row:
        lead = {"participant": "P1", "condition": "c", "stimulus": stimulus, "position": 1, "subject": subject}
        return (
            lead
            | dict.fromkeys(EMOTIONS, 0.125)
            | dict.fromkeys(name for name, _ in AFFECT)
            | {"valence": valence, "AU12": au12}
        )

    table = [row("baseline", 0.1, 0.2), row("film", 0.5, 0.6), row("film", 0.7, None), row("film", None, None, "voice")]
    _, film, voice = summary_rows(table)
    assert film["mean_valence"] == pytest.approx(0.6)
    assert film["change_valence"] == pytest.approx(0.5)
    assert film["mean_AU12"] == pytest.approx(0.6)
    assert film["change_AU12"] == pytest.approx(0.4)
    assert (film["mean_arousal"], voice["mean_valence"], voice["change_valence"]) == (None, None, None)
    assert set(film) == {column.name for column in SUMMARY_COLUMNS}
