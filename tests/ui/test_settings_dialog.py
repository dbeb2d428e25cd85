"""The settings dialog: what is set is kept, acts at once, and is there again at the next start."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.errors import SourceOpenError
from emotion_desk.inference.smoothing import FACE_S, VOICE_S
from emotion_desk.messages import Side
from emotion_desk.settings import Settings, SettingsFile
from emotion_desk.sources import sound_output
from emotion_desk.sources.sound_output import use_output
from emotion_desk.ui import settings_dialog as module
from emotion_desk.ui.mode_control import ModeControl, ReaderControl
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.source_controller import Openers, SourceChoice
from emotion_desk.ui.widgets.theme import Theme
from tests.ui.conftest import MakeWindow


def test_folders_are_set_and_unset(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    dialog = SettingsDialog(Settings(record_folder=str(tmp_path)), "settings.json", usual_recordings=tmp_path / "usual")
    qtbot.addWidget(dialog)
    assert dialog.recording.recordings.line.text() == str(tmp_path)
    assert dialog.changes()["record_folder"] == str(tmp_path)
    assert dialog.changes()["snapshot_folder"] is None
    dialog.recording.recordings.line.setText("  ")
    assert dialog.recording.recordings.line.placeholderText() == str(tmp_path / "usual")
    assert dialog.changes()["record_folder"] is None
    dialog.general.snapshots.line.setText("~/shots")
    assert dialog.changes()["snapshot_folder"] == str(Path.home() / "shots")


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme, tmp_path: Path) -> SettingsDialog:
    made = SettingsDialog(
        Settings(sound_output="Headphones", engine="openvino-int8"), "settings.json", usual_recordings=tmp_path
    )
    qtbot.addWidget(made)
    return made


def test_unchanged_it_changes_nothing(dialog: SettingsDialog) -> None:
    before = Settings(sound_output="Headphones", engine="openvino-int8", consent=1)
    assert all(getattr(before, name) == value for name, value in dialog.changes().items() if name != "consent")


def test_devices_and_answers_are_chosen(
    dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> None:
    monkeypatch.setattr(module, "_outputs", lambda: ["Loudspeakers", "Digital"])
    monkeypatch.setattr(module, "_engines", lambda: ["onnx-int8", "onnx-fp32"])
    dialog.list_choices()
    qtbot.waitUntil(lambda: not dialog._jobs.waiting, timeout=20_000)
    devices, answers = dialog.devices, dialog.answers
    assert devices.output.currentText() == "Headphones (not connected)"
    assert dialog.changes()["sound_output"] == "Headphones"
    assert dialog.changes()["engine"] == "openvino-int8"  # kept, although it is not installed here
    for box, value in (
        (devices.size_asked, "1280x720"),
        (devices.rate, 60),
        (devices.output, "Digital"),
        (answers.engine, "onnx-fp32"),
        (answers.smoothing, "strong"),
    ):
        box.setCurrentIndex(box.findData(value))
    changed = dialog.changes()
    kept = SettingsFile(tmp_path / "kept.json")
    kept.change(**changed)
    kept.save()
    again = SettingsFile(tmp_path / "kept.json").values
    assert again.camera_pixels == (1280, 720)
    assert (again.camera_rate, again.sound_output, again.engine, again.smoothing) == (
        60,
        "Digital",
        "onnx-fp32",
        "strong",
    )


def test_without_a_sound_system_the_reason_is_shown(
    dialog: SettingsDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def refuse() -> list[str]:
        raise SourceOpenError("The sound system does not answer.")

    monkeypatch.setattr(module, "_outputs", refuse)
    monkeypatch.setattr(module, "_engines", list)
    dialog.list_choices()
    qtbot.waitUntil(lambda: dialog.devices.output.toolTip() == "The sound system does not answer.", timeout=20_000)
    assert dialog.changes()["sound_output"] == "Headphones"


def test_every_field_has_a_name_and_each_page_its_own_keys(dialog: SettingsDialog) -> None:
    for box in dialog.findChildren(QComboBox):
        assert box.accessibleName()
        assert box.toolTip()
    tabs = [dialog.tabs.tabText(index) for index in range(dialog.tabs.count())]
    for index in range(dialog.tabs.count()):
        page = dialog.tabs.widget(index)
        assert page is not None
        texts = [*tabs, *(str(child.property("text") or "") for child in page.findChildren(QWidget))]
        keys = [text[text.index("&") + 1].lower() for text in texts if "&" in text]
        assert len(set(keys)) == len(keys), (tabs[index], keys)


def test_changed_settings_act_at_once(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window(demo=True)
    loaded: list[tuple[str, str, bool]] = []
    readers = ReaderControl(lambda *what: loaded.append(what), "auto")
    window.modes = ModeControl({"multitask": None}, "multitask", readers.choose, readers.measure, readers.use_engine)
    opened: list[tuple[str, tuple[int, int], float]] = []

    def camera(*asked: object) -> None:
        opened.append(asked)  # type: ignore[arg-type]

    window.sources._openers = Openers(camera=camera)  # type: ignore[arg-type]
    window.sources.wanted[Side.PICTURE] = SourceChoice("camera", "Cam")
    window.apply({"theme": "dark"})
    assert (loaded, opened) == ([], [])
    window.apply(
        {
            "camera_size": "1280x720",
            "camera_rate": 15,
            "engine": "onnx-int8",
            "smoothing": "none",
            "sound_output": "Headphones",
        }
    )
    try:
        assert loaded == [("multitask", "onnx-int8", False)]
        assert opened == [("Cam", (1280, 720), 15.0)]
        assert sound_output._Chosen.name == "Headphones"
        faces = window.desk.worker.step._assembler._faces
        assert faces.constant_s == 0.0
        window.apply({"smoothing": "strong"})
        assert faces.constant_s == pytest.approx(3 * FACE_S)
        assert window.desk.worker.step._assembler._voices.constant_s == pytest.approx(3 * VOICE_S)
        window.measure_engines()
        assert loaded[1:] == [("multitask", "auto", True)]
    finally:
        use_output(None)
