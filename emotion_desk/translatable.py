"""Sentences that know how they were made, so that the window can say them in another language.

The layers below the window write English, because commands print it and files keep it.  A sentence made here is that
English text, and carries the template and the values that it was made of.  The window translates the template and puts
the values in again; nothing has to be guessed from the finished text.  ``packaging/translate.py`` finds the templates,
so they must be literals.  A value that is such a sentence itself, or an error with one, is translated as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

_NO_VALUES: Final[Mapping[str, object]] = MappingProxyType({})


class Translatable(str):
    """A sentence in English with its template and values; made by :func:`translatable`."""

    __slots__ = ("template", "values")

    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, values: Mapping[str, object] = _NO_VALUES) -> Translatable:
        """Make the sentence."""
        made = super().__new__(cls, template.format(**values) if values else template)
        made.template, made.values = template, values
        return made

    def __getnewargs__(self) -> tuple[str, dict[str, object]]:  # type: ignore[override]
        """Return what it is made of, for copies and other processes."""
        return self.template, dict(self.values)


def translatable(template: str, /, **values: object) -> Translatable:
    """Return a sentence that the window can translate.

    Args:
        template: in English; with named placeholders if there are values, otherwise as it is.
        **values: of the placeholders.  Errors and paths are kept as their text.

    Example:
        >>> said = translatable("'{name}' cannot be read: {reason}.", name="a.csv", reason=OSError("it is gone"))
        >>> print(said, "|", said.template)
        'a.csv' cannot be read: it is gone. | '{name}' cannot be read: {reason}.
    """
    return Translatable(template, {name: _kept(value) for name, value in values.items()})


def joined(sentences: Iterable[str], between: str = " ") -> str:
    """Return sentences or words one after another, each of which stays translatable.

    Example:
        >>> joined(["One.", translatable("Two.")])
        'One. Two.'
    """
    said = list(sentences)
    if len(said) < 2:
        return said[0] if said else ""
    values = {f"part_{number}": one for number, one in enumerate(said)}
    return Translatable(between.join(f"{{{name}}}" for name in values), values)


def plain(text: object) -> str:
    """Return the English text alone, for files and libraries that take no subclass of ``str``."""
    return "".join(str(text))


def _kept(value: object) -> object:
    """Return a value that holds on to nothing: an error would keep the frames of its traceback."""
    return value if isinstance(value, str | int | float) else str(value)
