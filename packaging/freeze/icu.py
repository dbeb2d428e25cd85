"""Keeps of ICU's data, 31 MiB, what Qt asks for: comparing and sorting texts, calendars, time zones.

Qt has its own tables of languages and its own names of countries and units.  It asks ICU to compare texts, for names of
time zones, and to decode character sets other than Unicode and Latin-1, which the desk leaves to Python.

A data file (`udata.h`, `ucmndata.h` of ICU) is a header, a table of contents (count; offsets of name and data, from the
beginning of the table, 32 bits each, sorted by name), the names, and the items at multiples of 16 bytes.
"""

from __future__ import annotations

import re
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path

from freeze import elf

_SYMBOL = re.compile(r"^icudt\d+_dat$")
#: Folders: line breaks, names of currencies, languages, regions, units and zones, spelt numbers, transliterations.
_FOLDERS = ("brkitr", "curr", "lang", "rbnf", "region", "translit", "unit", "zone")
#: Character sets, profiles of stringprep, names of characters, look-alikes.
_KINDS = (".cnv", ".spp", ".cfu", "unames.icu")
#: A language's own calendar and formats of numbers; without them ICU takes those of the root.
_LANGUAGE = re.compile(r"^(?!res_index)[a-z]{2,3}(_\w+)?\.res$")


class IcuError(Exception):
    """The data are not laid out as this module knows them."""


def is_wanted(name: str) -> bool:
    """Return whether Qt needs an item, ``coll/root.res`` for instance (without the package's name)."""
    folder, _, file = name.rpartition("/")
    if folder:
        return folder not in _FOLDERS
    return not file.endswith(_KINDS) and not _LANGUAGE.match(file)


def trim_data(data: bytes, wanted: Callable[[str], bool] = is_wanted) -> bytes:
    """Return a data file with fewer items.

    Raises:
        IcuError: the data are none of ICU's, or not little-endian.
    """
    try:
        start = struct.unpack_from("<H", data, 0)[0]
        if data[12:16] != b"CmnD" or data[8] != 0:
            raise IcuError("no little-endian package of ICU")
        (count,) = struct.unpack_from("<I", data, start)
        table = [struct.unpack_from("<II", data, start + 4 + 8 * index) for index in range(count)]
        names = [data[start + at : data.index(b"\0", start + at)] for at, _ in table]
    except (struct.error, ValueError, IndexError) as error:
        raise IcuError("the table of contents is damaged") from error
    ends = [at for _, at in table[1:]] + [len(data) - start]
    items = [
        (name, data[start + at : start + end])
        for name, (_, at), end in zip(names, table, ends, strict=True)
        if wanted(name.decode("ascii").partition("/")[2])
    ]
    return data[:start] + _laid_out(items)


def _laid_out(items: list[tuple[bytes, bytes]]) -> bytes:
    """Return table of contents, names and items."""
    names_at = 4 + 8 * len(items)
    names = b"".join(name + b"\0" for name, _ in items)
    at = -(-(names_at + len(names)) // 16) * 16
    table, body, name_at = [struct.pack("<I", len(items))], [], names_at
    head = at
    for name, item in items:
        table.append(struct.pack("<II", name_at, at))
        name_at += len(name) + 1
        padded = item + b"\0" * (-len(item) % 16)
        body.append(padded)
        at += len(padded)
    top = b"".join(table) + names
    return top + b"\0" * (head - len(top)) + b"".join(body)


def trim_library(file: Path) -> bool:
    """Replace ICU's data library by one with what Qt needs; return whether it was."""
    found = [name for kind, name in elf.symbols(file, "defined") if kind == "R" and _SYMBOL.match(name)]
    data = elf.section(file, ".rodata")
    name = elf.soname(file)
    if len(found) != 1 or not data or not name:
        return False
    try:
        trimmed = trim_data(data)
    except IcuError:
        return False
    with tempfile.NamedTemporaryFile(suffix=".dat") as stream:
        stream.write(trimmed)
        stream.flush()
        return elf.build(file, name, _assembly(found[0], stream.name), "-nostdlib", language="assembler")


def _assembly(symbol: str, file: str) -> str:
    return f""".section .rodata
.balign 16
.globl {symbol}
.type {symbol}, %object
{symbol}:
.incbin "{file}"
.size {symbol}, . - {symbol}
.section .note.GNU-stack,"",%progbits
"""
