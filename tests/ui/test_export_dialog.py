"""The export dialog: preview, several sessions, options, and cancelling."""

from __future__ import annotations

import os
import signal
from multiprocessing import active_children
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.sessions.baselines import Baseline, Baselines
from emotion_desk.sessions.export.exporters import ENDINGS
from emotion_desk.sessions.export.tidy_table import NAMES
from emotion_desk.ui.export_dialog import ExportDialog
from emotion_desk.ui.language import use
from emotion_desk.ui.widgets.theme import Theme
from tests.sessions.made import made_session
from tests.ui.conftest import emotions

PATIENCE_MS = 20_000


def shown(qtbot: QtBot, folders: list[Path]) -> ExportDialog:
    dialog = ExportDialog(folders)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.finish())
    dialog.show()
    qtbot.waitUntil(lambda: dialog.note.text().startswith("How it begins"), timeout=PATIENCE_MS)
    return dialog


@pytest.mark.slow
def test_every_format_has_a_preview(qtbot: QtBot, theme: Theme, tmp_path: Path, demo_clip: Path) -> None:
    dialog = shown(qtbot, [made_session(tmp_path / "talk", demo_clip).folder])
    dialog.kind.setCurrentIndex(dialog.kind.findData("jsonl"))
    for kind in ENDINGS:
        dialog.note.setText("")
        dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
        qtbot.waitUntil(lambda: dialog.note.text().startswith("How it begins"), timeout=PATIENCE_MS)
        pictured = kind in ("video", "report")
        assert (dialog.stack.currentWidget() is dialog.image) == pictured, kind
        assert bool(dialog.text.toPlainText()) != pictured, kind
    assert dialog.anonymise.isEnabled() == (dialog.chosen_kind == "video")


def test_excel_is_one_click(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = shown(qtbot, [made_session(tmp_path / "talk").folder])
    dialog.excel.click()
    qtbot.waitUntil(lambda: "0,86" in dialog.text.toPlainText(), timeout=PATIENCE_MS)
    dialog.rows.setCurrentIndex(dialog.rows.findData("summary"))
    qtbot.waitUntil(lambda: dialog.text.toPlainText().startswith("subject;"), timeout=PATIENCE_MS)
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Written:"), timeout=PATIENCE_MS)
    assert (tmp_path / "talk" / "export.csv").read_bytes().startswith(b"\xef\xbb\xbfsubject;")
    assert dialog.show_folder.isEnabled()


def test_several_sessions_go_into_one_folder(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    folders = [made_session(tmp_path / name).folder for name in ("one", "two", "three")]
    dialog = shown(qtbot, folders)
    dialog.out.setText(str(tmp_path / "out"))
    dialog.start.setFocus()
    dialog.start.click()
    assert dialog.focusWidget() is not dialog.start
    qtbot.waitUntil(lambda: dialog.state.text() == "3 files were written.", timeout=PATIENCE_MS)
    assert dialog.focusWidget() is dialog.start  # and not the button that closes
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["one.csv", "three.csv", "two.csv"]
    assert dialog.bar.value() == dialog.bar.maximum()


@pytest.mark.slow
def test_cancelling_keeps_what_is_finished(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    folders = [made_session(tmp_path / name).folder for name in ("one", "two", "three")]
    dialog = shown(qtbot, folders)
    dialog.kind.setCurrentIndex(dialog.kind.findData("report"))
    dialog.out.setText(str(tmp_path / "out"))
    dialog.start.click()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: dialog.state.text().startswith("Cancelled"), timeout=PATIENCE_MS)
    written = list((tmp_path / "out").iterdir()) if (tmp_path / "out").exists() else []
    assert dialog.state.text() == f"Cancelled; {len(written)} of 3 were written."
    assert len(written) < 3
    assert not [file for file in written if file.name.startswith(".part-")]
    assert dialog.start.isEnabled()
    dialog.start.click()
    qtbot.waitUntil(lambda: dialog.state.text() == "3 files were written.", timeout=PATIENCE_MS)


@pytest.mark.slow
def test_a_process_that_dies_is_one_sentence_and_the_others_are_written(
    qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    folders = [made_session(tmp_path / name).folder for name in ("one", "two")]
    dialog = shown(qtbot, folders)
    dialog.out.setText(str(tmp_path / "out"))
    first = dialog.process.pid
    assert first is not None
    dialog.kind.setCurrentIndex(dialog.kind.findData("report"))
    os.kill(first, signal.SIGSTOP)  # so that the export is under way when it is killed
    dialog.start.click()
    qtbot.wait(100)
    os.kill(first, signal.SIGKILL)
    qtbot.waitUntil(lambda: "written" in dialog.state.text(), timeout=PATIENCE_MS)
    assert dialog.state.text() == "1 of 2 were written. The process that should export 'one' died."
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["two.html"]
    dialog.finish()
    assert not [each.name for each in active_children() if each.name.startswith("emotion-desk-")]


def test_every_mnemonic_stands_for_one_thing(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = shown(qtbot, [made_session(tmp_path / "talk").folder])
    texts = [str(child.property("text") or "") for child in dialog.findChildren(QWidget)]
    keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
    assert len(set(keys)) == len(keys), keys


def test_voice_measures_and_the_own_neutral_are_switches(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    session = made_session(tmp_path / "talk")
    session.keep_baselines(Baselines((Baseline("Face 1", (1,), None, None, 9, emotions("happy")),)))
    dialog = shown(qtbot, [session.folder])
    assert not dialog.voice.isEnabled()
    column = NAMES.index("corrected_neutral")

    def corrected_cells() -> set[str]:
        lines = dialog.text.toPlainText().splitlines()[1:]
        return {line.split(",")[column] for line in lines if ",face," in line}

    qtbot.waitUntil(lambda: bool(corrected_cells() - {""}), timeout=PATIENCE_MS)
    dialog.baseline.click()
    qtbot.waitUntil(lambda: corrected_cells() == {""}, timeout=PATIENCE_MS)
    dialog.rows.setCurrentIndex(dialog.rows.findData("utterances"))
    assert dialog.voice.isEnabled()
    dialog.voice.setCurrentIndex(dialog.voice.findData(False))
    assert dialog.options().voice is False
    assert dialog.options().baseline is False


def test_the_dialog_fits_a_screen_of_1366_by_768_at_150_per_cent(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    session = made_session(tmp_path / "one")
    try:
        for language in ("en", "de", "pl"):
            use(language)
            dialog = ExportDialog([session.folder])
            qtbot.addWidget(dialog, before_close_func=lambda each: each.finish())
            dialog.show()
            assert dialog.minimumSizeHint().height() <= 768 / 1.5 - 40, language
            assert dialog.minimumSizeHint().width() <= 1366 / 1.5, language
    finally:
        use("en")
