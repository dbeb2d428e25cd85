"""The choices of the export dialog in words, and its lists and drawings."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QComboBox

from emotion_desk.ui.language import mark, tr

FORMAT_WORDS: Final = {
    "csv": mark("CSV table (Excel, R, SPSS, pandas)"),
    "jsonl": mark("JSON Lines"),
    "parquet": mark("Parquet table"),
    "webvtt": mark("WebVTT captions"),
    "srt": mark("SRT captions"),
    "elan": mark("ELAN annotations"),
    "video": mark("Video with boxes and answers"),
    "report": mark("Report, one page with plots"),
}
ROW_WORDS: Final = {
    "frames": mark("one a reading and subject"),
    "utterances": mark("one an utterance"),
    "summary": mark("one a person or voice: means and seconds"),
}
ANONYMISE_WORDS: Final = {"none": mark("nobody"), "all": mark("everybody"), "strangers": mark("people without a name")}
DECIMAL_WORDS: Final = {"point": mark("point"), "comma": mark("comma")}
DELIMITERS: Final = {",": mark("comma"), ";": mark("semicolon"), "\t": mark("tab")}
VOICE_WORDS: Final = {
    None: mark("where the sound is there"),
    True: mark("yes; without them the export fails"),
    False: mark("no"),
}


def choice(words: dict[str, str], name: str) -> QComboBox:
    """Return a list of choices: values with their English words."""
    box = QComboBox()
    for value, word in words.items():
        box.addItem(tr(word), value)
    box.setAccessibleName(name)
    return box
