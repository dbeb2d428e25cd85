"""Keeps the translations of the window: extracts its texts, checks what is translated and compiles it.

    .venv/bin/python packaging/translate.py            # all three; status 1 if something is missing or wrong

Texts are the literals given to ``tr``, ``plural`` and ``mark`` (:mod:`emotion_desk.ui.language`) in
``emotion_desk/ui``, and to ``translatable`` (:mod:`emotion_desk.translatable`) below it.  They are kept in
``packaging/translations/emotion_desk_XX.ts``, which Qt Linguist opens; a new text is added there as unfinished, one
that is no longer used is removed.  Qt's ``lrelease`` makes ``emotion_desk/ui/translations/*.qm`` of them.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from string import Formatter

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "packaging" / "translations"
COMPILED = ROOT / "emotion_desk" / "ui" / "translations"
CONTEXT = "EmotionDesk"
#: How many plural forms each language has.
FORMS = {"de": 2, "pl": 3}
_MNEMONIC = re.compile(r"&(?!&)(\w)")


@dataclass(slots=True)
class Text:
    """A text of the window with its translation.

    Attributes:
        source: in English; of a plural the form for many.
        sense: tells equal texts apart.
        is_plural: whether it has ``%n``.
        files: where it is used.
        forms: the translation, one text or as many as the language has plural forms; empty: not translated.
    """

    source: str
    sense: str = ""
    is_plural: bool = False
    files: set[str] = field(default_factory=set)
    forms: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Return what Qt finds the text by."""
        return self.source, self.sense


def main() -> int:
    """Update, check and compile all languages; return 0 if they are complete."""
    texts = extract()
    faults = []
    for code in FORMS:
        kept = read(code)
        for text in texts.values():
            text.forms = kept[text.key].forms if text.key in kept else ()
        write(code, texts)
        faults += [f"{code}: {fault}" for fault in check(texts, FORMS[code])]
        compile_one(code)
    print("\n".join(faults) or f"{len(texts)} texts are complete in {', '.join(FORMS)}.")
    return 1 if faults else 0


def extract(folder: Path = ROOT / "emotion_desk") -> dict[tuple[str, str], Text]:
    """Return the texts of all modules in a folder, sorted."""
    texts: dict[tuple[str, str], Text] = {}
    for path in sorted(folder.rglob("*.py")):
        for source, sense, is_plural in calls(ast.parse(path.read_text(encoding="utf-8"))):
            text = texts.setdefault((source, sense), Text(source, sense, is_plural))
            if text.is_plural != is_plural:
                raise ValueError(f"{source!r} is used with and without a number.")
            text.files.add(path.relative_to(ROOT).as_posix())
    return dict(sorted(texts.items()))


def calls(tree: ast.AST) -> Iterator[tuple[str, str, bool]]:
    """Give text, sense and whether it is a plural, of every call of a function that marks texts."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
            continue
        literals = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
        if node.func.id == "plural" and len(literals) > 1:
            yield literals[1], "", True
        elif node.func.id in ("tr", "mark", "translatable") and literals:
            named = [key.value for key in node.keywords if key.arg == "sense"]
            senses = [value.value for value in named if isinstance(value, ast.Constant)] or literals[1:]
            yield literals[0], str(senses[0]) if senses else "", False


def read(code: str) -> dict[tuple[str, str], Text]:
    """Return the texts of a translation's source file; empty if there is none."""
    path = source_file(code)
    texts: dict[tuple[str, str], Text] = {}
    if not path.exists():
        return texts
    for message in ElementTree.parse(path).iter("message"):
        source, sense = message.findtext("source", ""), message.findtext("comment", "")
        translation = message.find("translation")
        is_plural = message.get("numerus") == "yes"
        forms: tuple[str, ...] = ()
        if translation is not None and translation.get("type") is None:
            found = [form.text or "" for form in translation.iter("numerusform")] if is_plural else [translation.text]
            forms = tuple(form or "" for form in found)
        texts[source, sense] = Text(source, sense, is_plural, set(), forms)
    return texts


def write(code: str, texts: dict[tuple[str, str], Text]) -> None:
    """Write a translation's source file."""
    root = ElementTree.Element("TS", version="2.1", language=code, sourcelanguage="en")
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in texts.values():
        message = ElementTree.SubElement(context, "message", {"numerus": "yes"} if text.is_plural else {})
        for file in sorted(text.files):
            ElementTree.SubElement(message, "location", filename=f"../../{file}")
        ElementTree.SubElement(message, "source").text = text.source
        if text.sense:
            ElementTree.SubElement(message, "comment").text = text.sense
        translation = ElementTree.SubElement(message, "translation", {} if text.forms else {"type": "unfinished"})
        if text.is_plural:
            for form in text.forms or ("",) * FORMS[code]:
                ElementTree.SubElement(translation, "numerusform").text = form
        else:
            translation.text = "".join(text.forms)
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    SOURCES.mkdir(parents=True, exist_ok=True)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    source_file(code).write_text(f"{head}{body}\n", encoding="utf-8", newline="\n")


def check(texts: dict[tuple[str, str], Text], forms: int) -> list[str]:
    """Return what is missing or wrong in a translation, a sentence each."""
    faults = []
    for text in texts.values():
        if len([form for form in text.forms if form.strip()]) != (forms if text.is_plural else 1):
            faults.append(f"{text.source!r} is not translated.")
            continue
        for form in text.forms:
            faults += [f"{text.source!r}: {fault}" for fault in _differences(text.source, form)]
    return faults


def _differences(source: str, form: str) -> Iterator[str]:
    """Give how placeholders, mnemonic and ends of a translation differ from the text."""
    if placeholders(source) != placeholders(form):
        yield f"the placeholders differ in {form!r}."
    if ("%n" in source) != ("%n" in form):
        yield f"%n differs in {form!r}."
    if len(_MNEMONIC.findall(source)) != len(_MNEMONIC.findall(form)):
        yield f"the mnemonics differ in {form!r}."
    if (source[:1].isspace(), source[-1:].isspace()) != (form[:1].isspace(), form[-1:].isspace()):
        yield f"the spaces at the ends differ in {form!r}."
    if source.count("\n") != form.count("\n") or source.endswith("…") != form.endswith("…"):
        yield f"lines or the ellipsis differ in {form!r}."


def placeholders(text: str) -> list[tuple[str, str]]:
    """Return names and formats of a text's placeholders, sorted.

    Example:
        >>> placeholders("{shown} of {seconds:.1f} s")
        [('seconds', '.1f'), ('shown', '')]
    """
    return sorted((name, spec or "") for _, name, spec, _ in Formatter().parse(text) if name is not None)


def compile_one(code: str) -> None:
    """Make the file of a translation that the window loads."""
    import PySide6

    COMPILED.mkdir(parents=True, exist_ok=True)
    tool = next(Path(PySide6.__file__).parent.glob("**/lrelease*"))
    target = COMPILED / f"emotion_desk_{code}.qm"
    subprocess.run([str(tool), "-silent", str(source_file(code)), "-qm", str(target)], check=True)


def source_file(code: str) -> Path:
    """Return the path of a translation's source file."""
    return SOURCES / f"emotion_desk_{code}.ts"


if __name__ == "__main__":
    sys.exit(main())
