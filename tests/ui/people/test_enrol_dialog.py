"""Enrolling in the window, by keyboard, from the name to the last sample; what is left of it when it is cancelled."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.people.enrolment import LEAST_FACES, LEAST_SPEECH_S, EnrolmentProgress, Step
from emotion_desk.people.gallery import Gallery
from emotion_desk.people.person_records import FACE, VOICE, Person
from emotion_desk.ui.people.enrol_dialog import EnrolDialog, instruction
from emotion_desk.ui.widgets.theme import Theme
from tests.people.made import prototype
from tests.people.test_recogniser import ANA, ANA_VOICE, Scene


@pytest.fixture
def dialog(qtbot: QtBot, empty_scene: Scene, theme: Theme) -> Iterator[EnrolDialog]:
    made = EnrolDialog(empty_scene.people)
    qtbot.addWidget(made)
    made.show()
    with qtbot.waitActive(made, timeout=20_000):
        made.activateWindow()
    yield made
    if made.isVisible():
        made.reject()


def say_who(qtbot: QtBot, dialog: EnrolDialog, name: str = "Ana") -> None:
    QTest.keyClicks(dialog.name, name)
    QTest.keyClick(dialog.consent, Qt.Key.Key_Space)
    qtbot.waitUntil(dialog.begin.isEnabled)


def show_until(qtbot: QtBot, scene: Scene, dialog: EnrolDialog) -> None:
    """Show face and voice until the capture is done, as the inference thread does."""
    for _ in range(400):
        scene.see({1: ANA})
        scene.hear(ANA_VOICE)
        if dialog.session is not None and dialog.session.progress.done:
            break
    qtbot.waitUntil(lambda: dialog.keep.isDefault())


def test_somebody_is_enrolled_by_keyboard_alone(qtbot: QtBot, empty_scene: Scene, dialog: EnrolDialog) -> None:
    say_who(qtbot, dialog)
    QTest.keyClick(dialog.begin, Qt.Key.Key_Space)
    assert empty_scene.people.enrolment is dialog.session
    assert not dialog.keep.isEnabled()
    show_until(qtbot, empty_scene, dialog)
    with qtbot.waitSignal(dialog.enrolled) as emitted:
        QTest.keyClick(dialog.keep, Qt.Key.Key_Return)
    assert emitted.args == ["Ana"]
    qtbot.waitUntil(lambda: not dialog.isVisible())
    person = empty_scene.people.gallery.person("Ana")
    assert {one.modality for one in person.prototypes} == {FACE, VOICE}
    assert person.thumbnail is None
    assert empty_scene.people.enrolment is None


def test_a_picture_is_kept_only_where_it_is_ticked(qtbot: QtBot, empty_scene: Scene, dialog: EnrolDialog) -> None:
    QTest.keyClick(dialog.thumbnail, Qt.Key.Key_Space)
    say_who(qtbot, dialog)
    dialog.begin.click()
    show_until(qtbot, empty_scene, dialog)
    with qtbot.waitSignal(dialog.enrolled):
        dialog.keep.click()
    thumbnail = empty_scene.people.gallery.person("Ana").thumbnail
    assert thumbnail is not None
    assert thumbnail.startswith(b"\xff\xd8")


def test_nobody_begins_without_name_and_consent(qtbot: QtBot, dialog: EnrolDialog) -> None:
    assert not dialog.begin.isEnabled()
    assert dialog.why.text() == "A person needs a name."
    QTest.keyClicks(dialog.name, "Ana")
    assert not dialog.begin.isEnabled()
    assert "agree" in dialog.why.text()
    dialog.name.setText("Unknown 2")
    dialog.consent.setChecked(True)
    assert not dialog.begin.isEnabled()
    assert "choose another name" in dialog.why.text()


@pytest.mark.parametrize(
    ("faces", "speech_s", "said"),
    [
        (4, 5.0, "Only the voice is kept: 4 samples of the face are too few, at least 5."),
        (9, 0.5, "Only the face is kept: 0.5 s of speech are too little, at least 2 s."),
        (6, 5.0, "6 of 9 samples of the face suffice. Keep the samples?"),
        (9, 5.0, "The capture is complete. Keep the samples?"),
        (4, 0.5, "There is too little to keep."),
    ],
)
def test_the_end_says_what_suffices(faces: int, speech_s: float, said: str) -> None:
    progress = EnrolmentProgress(
        Step.DONE, None, None, "", faces, 3, speech_s, 1.0, faces >= LEAST_FACES, speech_s >= LEAST_SPEECH_S, ()
    )
    assert instruction(progress, (FACE, VOICE)) == said


@pytest.mark.parametrize("how", ["escape", "close"])
def test_cancelling_leaves_nothing_behind(
    qtbot: QtBot, empty_scene: Scene, gallery: Gallery, dialog: EnrolDialog, how: str
) -> None:
    say_who(qtbot, dialog)
    dialog.begin.click()
    for _ in range(40):
        empty_scene.see({1: ANA})
    if how == "escape":
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        dialog.close()
    assert empty_scene.people.enrolment is None
    assert gallery.people == ()
    assert not gallery.folder.exists()


def test_the_meters_say_what_is_wrong(qtbot: QtBot, empty_scene: Scene, dialog: EnrolDialog) -> None:
    say_who(qtbot, dialog)
    dialog.begin.click()
    empty_scene.see({})
    qtbot.waitUntil(lambda: "No face" in dialog.hint.text())
    assert dialog.meters.texts()["size"] == "no face"
    empty_scene.see({1: ANA}, 2)
    qtbot.waitUntil(lambda: dialog.meters.texts()["size"].endswith("px"))
    assert dialog.meters.texts()["samples"].startswith(("1 of", "2 of"))


def test_a_name_that_is_there_gets_more_samples(qtbot: QtBot, gallery: Gallery, dialog: EnrolDialog) -> None:
    gallery.enrol("Ana", [prototype(1)], consent=True)
    say_who(qtbot, dialog, "ana")
    assert dialog.why.text() == "Ana is enrolled; the new samples are added."


def test_a_network_that_knows_nobody_is_said(qtbot: QtBot, gallery: Gallery, theme: Theme, qapp: QWidget) -> None:
    scene = Scene(gallery)
    scene.people._made_by = {}
    dialog = EnrolDialog(scene.people)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.begin.isEnabled()
    assert "cannot tell people apart" in dialog.why.text()
    dialog.reject()


def test_what_is_being_kept_is_kept_whole_and_escape_does_not_wait(
    qtbot: QtBot, empty_scene: Scene, dialog: EnrolDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    gallery, may_go_on = empty_scene.people.gallery, threading.Event()
    enrol = gallery.enrol

    def slow(*given: Any, **named: Any) -> Person:
        may_go_on.wait(10)
        return enrol(*given, **named)

    monkeypatch.setattr(gallery, "enrol", slow)
    say_who(qtbot, dialog)
    dialog.begin.click()
    show_until(qtbot, empty_scene, dialog)
    dialog.keep.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    may_go_on.set()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert gallery.find("Ana") is not None
