"""Writes and reads the table of :mod:`~emotion_desk.sessions.export.tidy_table` as CSV, JSON Lines and Parquet."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, Final

from emotion_desk.errors import SessionError
from emotion_desk.sessions.export.options import DECIMALS, ExportOptions
from emotion_desk.sessions.export.safe_text import neutralised, restored
from emotion_desk.sessions.export.tidy_table import COLUMNS, Column, Row
from emotion_desk.translatable import translatable

#: Rows of a group in a Parquet file: bounds the memory, too.
_GROUP: Final = 10_000


def write_csv(
    table: Iterable[Row],
    path: Path,
    columns: Sequence[Column] = COLUMNS,
    options: ExportOptions = ExportOptions(),  # noqa: B008 - immutable
) -> None:
    """Write RFC 4180 CSV in UTF-8 with a header line.

    An empty cell is no value, truth values are ``true`` and ``false``.  Text that a spreadsheet would take for a
    formula gets an apostrophe in front (:func:`~emotion_desk.sessions.export.safe_text.neutralised`).
    """
    names = [column.name for column in columns]
    with path.open("w", encoding="utf-8-sig" if options.bom else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=options.delimiter)
        writer.writerow(names)
        for row in table:
            writer.writerow(csv_cells(row, names, options))


def csv_cells(row: Row, names: Iterable[str], options: ExportOptions) -> list[Any]:
    """Return the cells of a row as :func:`write_csv` writes them."""
    decimal = DECIMALS[options.decimal]
    return [_cell(row[name], decimal) for name in names]


def _cell(value: Any, decimal: str) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(value).replace(".", decimal)
    if isinstance(value, str):
        return neutralised(value)
    return "" if value is None else value


def read_csv(path: Path) -> Iterator[Row]:
    """Yield the rows of such a file."""
    with path.open(encoding="utf-8", newline="") as file:
        for cells in csv.DictReader(file):
            yield {column.name: _value(column.kind, cells[column.name]) for column in COLUMNS}


def _value(kind: type, text: str) -> Any:
    if text == "":
        return None
    if kind is str:
        return restored(text)
    return text == "true" if kind is bool else kind(text)


def write_jsonl(table: Iterable[Row], path: Path) -> None:
    """Write one JSON object a row, ``null`` where there is no value."""
    with path.open("w", encoding="utf-8") as file:
        for row in table:
            file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")


def read_jsonl(path: Path) -> Iterator[Row]:
    """Yield the rows of such a file."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def write_parquet(table: Iterable[Row], path: Path, columns: Sequence[Column] = COLUMNS) -> None:
    """Write Parquet; unit and meaning of each column are its metadata.

    Raises:
        SessionError: the extra is not installed.
    """
    if find_spec("pyarrow") is None:
        raise SessionError(translatable("Parquet needs the extra 'export': pip install emotion-desk[export]."))
    import pyarrow
    from pyarrow import parquet

    kinds = {int: pyarrow.int64(), float: pyarrow.float64(), str: pyarrow.string(), bool: pyarrow.bool_()}
    schema = pyarrow.schema(
        [pyarrow.field(c.name, kinds[c.kind], metadata={"unit": c.unit, "meaning": c.meaning}) for c in columns]
    )
    waiting = iter(table)
    with parquet.ParquetWriter(path, schema) as writer:
        while group := list(islice(waiting, _GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(group, schema))


def read_parquet(path: Path) -> Iterator[Row]:
    """Yield the rows of such a file."""
    from pyarrow import parquet

    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(_GROUP):
            yield from batch.to_pylist()
