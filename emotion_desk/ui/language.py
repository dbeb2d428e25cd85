"""The language of the window: marks its texts for translation and translates them.

Every text a person sees is written in English inside :func:`tr` or :func:`plural`, which return it in the language in
use; :func:`mark` is for constants, which are translated by :func:`tr` where they are shown.  ``packaging/translate.py``
finds these calls, so the texts must be literals.  Placeholders are named, as for ``str.format``; a number with a format
such as ``{seconds:.1f}`` has the decimal sign of the language.  A plural has ``%n``, of which Polish needs three forms.

Nothing but the window is translated: commands, files, tables and the log are English everywhere, so that a script reads
the same in every country.  ``EMOTION_DESK_LANGUAGE`` overrides the setting.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QKeySequence

from emotion_desk.settings import LANGUAGES, SYSTEM_LANGUAGE

_log = logging.getLogger(__name__)

#: Environment variable that names another language than the setting.
LANGUAGE_VARIABLE: Final = "EMOTION_DESK_LANGUAGE"
#: The context of all texts: Qt finds a text by context, text and sense.
CONTEXT: Final = "EmotionDesk"
#: The languages that the texts are written in and translated to, by their own names.
NAMES: Final = {"en": "English", "de": "Deutsch", "pl": "Polski"}
_ENGLISH: Final = "en"
_FOLDER: Final = Path(__file__).parent / "translations"


def tr(text: str, /, *, sense: str = "", **values: object) -> str:
    """Return a text in the language in use.

    Args:
        text: in English, with named placeholders.
        sense: tells two equal English texts apart that other languages say differently.
        **values: of the placeholders.

    Example:
        >>> tr("{shown} of {total}", shown=3, total=4)
        '3 of 4'
    """
    found = QCoreApplication.translate(CONTEXT, text, sense or None)
    return _FORMATTER.format(found, **values) if values else found


def filled(template: str, values: Mapping[str, object]) -> str:
    """Return a translated template with its values; numbers have the decimal sign of the language."""
    return _FORMATTER.vformat(template, (), values)


def plural(one: str, many: str, number: int, /, **values: object) -> str:
    """Return a text that depends on a number, which stands for ``%n``.

    Args:
        one: the English text for one.
        many: the English text for any other number; translations are found by it.
        number: not negative.
        **values: of the other placeholders.

    Example:
        >>> plural("%n file", "%n files", 1), plural("%n file", "%n files", 2)
        ('1 file', '2 files')
    """
    if number == 1 and _in_use.language == _ENGLISH:
        found = one.replace("%n", "1")
    else:
        found = QCoreApplication.translate(CONTEXT, many, None, number)
    return _FORMATTER.format(found, **values) if values else found


def mark(text: str, sense: str = "") -> str:
    """Mark a text for translation and return it as it is; :func:`tr` translates it where it is shown."""
    del sense
    return text


def number(value: float, form: str) -> str:
    """Return a number with the decimal sign of the language.

    Args:
        value: the number.
        form: its format, for example ``.2f`` or ``g``.

    Example:
        >>> number(0.125, ".2f"), number(0.5, "g")
        ('0.12', '0.5')
    """
    return _FORMATTER.format_field(value, form)


def keys_text(keys: str) -> str:
    """Return a shortcut as the keyboard of the language names its keys.

    Example:
        >>> keys_text("Ctrl+O")
        'Ctrl+O'
    """
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def tip_with_keys(tip: str, keys: str) -> str:
    """Return a tooltip that ends with a shortcut."""
    return f"{tip} ({keys_text(keys)})"


class _LocalFormatter(Formatter):
    """Writes fractions with the decimal sign of the language."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return a value in the format of its placeholder."""
        text: str = super().format_field(value, format_spec)
        if format_spec[-1:] in ("f", "e", "g") and "." in text:
            text = text.replace(".", QLocale().decimalPoint())
        return text


_FORMATTER: Final = _LocalFormatter()


class _InUse:
    """The language in use with its translators, which Qt does not keep."""

    def __init__(self) -> None:
        self.language = _ENGLISH
        self.translators: list[QTranslator] = []


_in_use: Final = _InUse()


def language() -> str:
    """Return the code of the language in use."""
    return _in_use.language


def chosen(setting: str) -> str:
    """Return the code of the language for a setting: the system's where it is translated, else English."""
    named = os.environ.get(LANGUAGE_VARIABLE, "")
    wanted = named if named in LANGUAGES else setting
    if wanted != SYSTEM_LANGUAGE:
        return wanted if wanted in NAMES else _ENGLISH
    for name in QLocale.system().uiLanguages():
        code = name.replace("_", "-").split("-")[0].lower()
        if code in NAMES:
            return code
    return _ENGLISH


def use(setting: str) -> str:
    """Use a language from now on, for texts, numbers and Qt's own buttons; return its code.

    Texts that are shown already stay, so this is called before the first widget.

    Args:
        setting: one of :data:`~emotion_desk.settings.LANGUAGES`.
    """
    code = chosen(setting)
    for translator in _in_use.translators:
        QCoreApplication.removeTranslator(translator)
    _in_use.translators.clear()
    _in_use.language = _ENGLISH
    QLocale.setDefault(_locale(code))
    if code == _ENGLISH:
        return code
    # What is installed last is asked first.
    qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / f"qtbase_{code}.qm"
    for path in (qt, translation_file(code)):
        translator = QTranslator()
        if translator.load(str(path)) and QCoreApplication.installTranslator(translator):
            _in_use.translators.append(translator)
        else:
            _log.warning("The translation %s cannot be loaded.", path.name)
    if _in_use.translators:
        _in_use.language = code
    return code


def translation_file(code: str) -> Path:
    """Return the path of the compiled translation of a language."""
    return _FOLDER / f"emotion_desk_{code}.qm"


def _locale(code: str) -> QLocale:
    """Return the locale of a language: the system's if it speaks it, so that its region is kept."""
    system = QLocale.system()
    local = system if system.name().startswith(code) else QLocale(code)
    local.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return local
