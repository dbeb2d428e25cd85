"""The languages of the window: every text is marked, translated, compiled, and shown."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from emotion_desk.errors import SessionError
from emotion_desk.inference.engine_selection import EngineChoice
from emotion_desk.labels import EMOTIONS
from emotion_desk.messages import Headline, Identity
from emotion_desk.settings import LANGUAGES, Settings, from_raw
from emotion_desk.translatable import joined, translatable
from emotion_desk.ui.consent_dialog import ConsentDialog
from emotion_desk.ui.language import CONTEXT, chosen, number, plural, tr, translation_file
from emotion_desk.ui.review.page import ReviewPage
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.settings_dialog import SettingsDialog
from emotion_desk.ui.study.page import StudyPage
from emotion_desk.ui.widgets.theme import Theme
from emotion_desk.ui.words import display_name, headline_text, title_words
from tests.ui.conftest import MakeWindow

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

import translate  # noqa: E402

UI = ROOT / "emotion_desk" / "ui"
#: Calls whose texts a person sees or hears.
SHOWN = {
    *("setText", "setToolTip", "setWindowTitle", "setPlaceholderText", "setAccessibleName", "setStatusTip", "setTitle"),
    *(
        "setAccessibleDescription",
        "setSpecialValueText",
        "setHeaderLabels",
        "setHorizontalHeaderLabels",
        "setLabelText",
    ),
    *(
        "setInformativeText",
        "QLabel",
        "plain_label",
        "QPushButton",
        "QToolButton",
        "QAction",
        "QGroupBox",
        "QCheckBox",
        "QRadioButton",
    ),
    *(
        "QMessageBox",
        "addMenu",
        "addAction",
        "addRow",
        "addTab",
        "addButton",
        "addSection",
        "show_message",
        "showMessage",
    ),
    *("set_full_text", "show_nothing", "setTabText", "setTabToolTip"),
}
#: The name of the program, units and mark-up are the same in every language.
SAME = re.compile(r"^(Emotion Desk\b|<|dBFS| ?s$| ?px$|\W*$)")
TRANSLATED = ("de", "pl")


def test_every_shown_literal_is_marked() -> None:
    found = [f"{path.relative_to(UI)}:{line}: {text!r}" for path in UI.rglob("*.py") for line, text in unmarked(path)]
    assert not found, "texts that tr() does not translate:\n" + "\n".join(found)


def unmarked(path: Path) -> Iterator[tuple[int, str]]:
    """Give the literals with words among the arguments of calls that show them, not inside another call."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in SHOWN:
                for argument in node.args:
                    yield from literals(argument)


def literals(node: ast.expr) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if re.search("[A-Za-z]{2}", node.value) and not SAME.match(node.value):
            yield node.lineno, node.value
    elif isinstance(node, ast.JoinedStr):
        fixed = "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
        if re.search("[A-Za-z]{2}", fixed) and not SAME.match(fixed):
            yield node.lineno, fixed
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.BinOp):
        yield from literals(node.left)
        yield from literals(node.right)
    elif isinstance(node, ast.List | ast.Tuple):
        for each in node.elts:
            yield from literals(each)


@pytest.fixture(scope="module")
def extracted() -> dict[tuple[str, str], translate.Text]:
    """Return the texts of the sources, which take a second to read."""
    return translate.extract()


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_text_is_translated_with_its_placeholders_and_plurals(
    code: str, extracted: dict[tuple[str, str], translate.Text]
) -> None:
    texts, kept = {key: replace(text) for key, text in extracted.items()}, translate.read(code)
    assert set(texts) == set(kept), "run packaging/translate.py"
    for key, text in texts.items():
        text.forms = kept[key].forms
    assert translate.check(texts, translate.FORMS[code]) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_compiled_translations_agree_with_their_sources(code: str) -> None:
    translator = QTranslator()
    assert translator.load(str(translation_file(code)))
    samples = {"de": (1, 2), "pl": (1, 2, 5)}[code]
    for text in translate.read(code).values():
        if text.is_plural:
            told = tuple(translator.translate(CONTEXT, text.source, text.sense, n) for n in samples)
        else:
            told = (translator.translate(CONTEXT, text.source, text.sense),)
        assert told == text.forms, text.source


def test_a_fault_of_a_translation_is_told() -> None:
    good = translate.Text("&Save {count} files", forms=("{count} Dateien &sichern",))
    lost = translate.Text("&Save {count} files", forms=("Dateien sichern",))
    assert translate.check({good.key: good}, 2) == []
    assert len(translate.check({lost.key: lost}, 2)) == 2
    assert len(translate.check({good.key: translate.Text("Open")}, 2)) == 1


def test_plurals_of_polish_and_numbers_of_german(language: str) -> None:
    counted = [plural("%n session", "%n sessions", count) for count in (1, 3, 12)]
    expected = {"de": ["1 Sitzung", "3 Sitzungen", "12 Sitzungen"], "pl": ["1 sesja", "3 sesje", "12 sesji"]}
    assert counted == expected[language]
    assert number(0.125, ".3f") == "0,125"
    assert "1,5" in tr("{free:.1f} GB free", free=1.5)


def test_words_of_the_desk_are_translated(language: str) -> None:
    unsure = Headline(None, ("neutral", "sad"), 0.4, "face")
    assert (
        headline_text(unsure) == {"de": "unsicher (neutral / traurig)", "pl": "niepewne (neutralne / smutek)"}[language]
    )
    assert (
        headline_text(Headline("happy", ("happy",), 0.81, "face"))
        == {"de": "fröhlich 81 %", "pl": "radość 81%"}[language]
    )
    assert display_name(Identity(), 7) == title_words("Face 7") == {"de": "Gesicht 7", "pl": "Twarz 7"}[language]
    assert display_name(Identity("Ada"), 7) == title_words("Ada") == "Ada"
    assert all(tr(name, sense="emotion") != name for name in EMOTIONS if name != "neutral")


def test_sentences_of_the_layers_below_are_translated(language: str) -> None:
    opening = sentence("Opening Webcam {x}.")
    assert opening == {"de": "Webcam {x} wird geöffnet.", "pl": "Otwieranie: Webcam {x}."}[language]
    assert sentence("Nobody knows this sentence.") == "Nobody knows this sentence."


def test_mnemonics_of_a_dialog_are_unique(language: str, qtbot: QtBot, theme: Theme) -> None:
    settings = SettingsDialog(Settings(), "settings.json")
    consent = ConsentDialog()
    for dialog in (settings, consent):
        qtbot.addWidget(dialog)
    for page in (settings.general, settings.devices, settings.answers, settings.recording):
        letters = [*mnemonics(page), *tab_letters(settings.tabs)]
        assert len(letters) == len(set(letters)), letters
        for name in ("Alt+" + letter for letter in letters):
            assert name.isascii() or language == "pl"
    told = [letter for letter in mnemonics(consent) if letter]
    assert len(told) == len(set(told))


def mnemonics(parent: QWidget) -> list[str]:
    widgets = [*parent.findChildren(QAbstractButton), *parent.findChildren(QLabel)]
    texts = [widget.text() for widget in widgets if isinstance(widget, QAbstractButton | QLabel)]
    return [found.group(1).lower() for text in texts if "<" not in text and (found := re.search(r"&(\w)", text))]


def tab_letters(tabs: QTabWidget) -> list[str]:
    return [letter.lower() for row in range(tabs.count()) for letter in re.findall(r"&(\w)", tabs.tabText(row))]


def test_tooltips_name_the_mnemonic_of_their_language(language: str, qtbot: QtBot, theme: Theme) -> None:
    dialog = SettingsDialog(Settings(), "settings.json")
    qtbot.addWidget(dialog)
    for label in dialog.findChildren(QLabel):
        buddy, letter = label.buddy(), re.search(r"&(\w)", label.text())
        named = re.search(r"\(Alt\+(\w)\)", buddy.toolTip()) if isinstance(buddy, QWidget) else None
        if named is not None and letter is not None:
            assert named.group(1).lower() == letter.group(1).lower(), label.text()


def test_texts_of_settings_are_not_cut(language: str, qtbot: QtBot, theme: Theme) -> None:
    dialog: QDialog = SettingsDialog(Settings(), "settings.json")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.width() <= 1366
    assert dialog.height() <= 768
    for button in dialog.findChildren(QAbstractButton):
        if button.isVisible():
            assert button.width() >= button.minimumSizeHint().width(), button.text()


def test_a_whole_window_shows_no_english_word(language: str, make_window: MakeWindow) -> None:
    window = make_window()
    window.resize(1366, 768)
    window.show()
    for page in ("Live", "Review", "Sound lab", "Library", "Studies"):
        window.pages.show_page(page)
        assert window.width() == 1366, page
        assert window.height() == 768, page
    english = {text.source for text in translate.read(language).values() if text.source not in text.forms}
    shown = {told for widget in [window, *window.findChildren(QWidget)] for told in texts_of(widget)}
    assert sorted(shown & english) == []


def texts_of(widget: QWidget) -> Iterator[str]:
    """Give what a widget and its actions show and tell."""
    yield from (widget.toolTip(), widget.accessibleName(), widget.windowTitle())
    if isinstance(widget, QAbstractButton | QLabel):
        yield widget.text()
    for action in widget.actions():
        yield from (action.text(), action.toolTip())


def test_the_language_is_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EMOTION_DESK_LANGUAGE", "pl")
    assert chosen("de") == "pl"
    monkeypatch.setenv("EMOTION_DESK_LANGUAGE", "klingon")
    assert chosen("de") == "de"
    assert chosen("xx") == "en"
    assert from_raw({"language": "xx"}).language == LANGUAGES[0]
    assert from_raw({"language": "pl"}).language == "pl"


def test_the_dialog_keeps_the_language(qtbot: QtBot, theme: Theme) -> None:
    dialog = SettingsDialog(Settings(language="de"), "settings.json")
    qtbot.addWidget(dialog)
    assert dialog.changes()["language"] == "de"
    assert QCoreApplication.translate(CONTEXT, "Settings") == "Settings"


def test_errors_are_translated_by_their_templates(language: str) -> None:
    inner = SessionError(translatable("The file '{name}' holds no sound.", name="a.mp4"))
    outer = SessionError(translatable("'{name}' cannot be used: {reason}", name="talk {x}", reason=inner))
    assert (
        sentence(str(outer))
        == {
            "de": "„talk {x}“ ist nicht verwendbar: Die Datei „a.mp4“ enthält keinen Ton.",
            "pl": "Nie można użyć „talk {x}”: Plik „a.mp4” nie zawiera dźwięku.",
        }[language]
    )
    long = translatable(
        "The file '{name}' is {duration_s:.1f} s long; there is nothing from {from_s:g} s on.",
        name="a",
        duration_s=2.5,
        from_s=3.5,
    )
    assert "2,5 s" in sentence(long)
    assert "onnx-int8 2,3 ms, onnx-fp32 6,2 ms" in sentence(EngineChoice("", {"onnx-fp32": 6.2, "onnx-int8": 2.3}).note)
    assert sentence(joined(["Loading the network.", inner.args[0]])).count("„") == 1


def test_what_cannot_be_opened_is_told_in_the_language(
    language: str, make_window: MakeWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    window = make_window()
    broken = tmp_path / "talk"
    broken.mkdir()
    (broken / "session.json").write_text("{", encoding="utf-8")
    review = window.pages.show_page("Review")
    assert isinstance(review, ReviewPage)
    review.open(broken)
    qtbot.waitUntil(lambda: review.banner.topic == "failed", timeout=20_000)
    assert review.banner.text.text().endswith({"de": "ist beschädigt.", "pl": "jest uszkodzony."}[language])
    study = window.pages.show_page("Studies")
    assert isinstance(study, StudyPage)
    study.open(tmp_path / "nothing")
    qtbot.waitUntil(lambda: study.banner.topic == "study", timeout=20_000)
    assert {"de": "ist keine Studie", "pl": "nie jest badaniem"}[language] in study.banner.text.text()
