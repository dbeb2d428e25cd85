"""The wire format of protobuf, as far as ONNX files need it: https://protobuf.dev/programming-guides/encoding/."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

VARINT: Final = 0
LONG: Final = 1
BYTES: Final = 2
SHORT: Final = 5


def fields(data: memoryview) -> Iterator[tuple[int, int | memoryview]]:
    """Yield field numbers and values: varints as integers, everything else as bytes.

    Raises:
        IndexError: the message is cut off, or has a wire type that protobuf 3 does not use.
    """
    at = 0
    while at < len(data):
        key, at = _read_varint(data, at)
        kind = key & 7
        if kind == VARINT:
            value, at = _read_varint(data, at)
            yield key >> 3, value
            continue
        if kind == BYTES:
            length, at = _read_varint(data, at)
        elif kind in (LONG, SHORT):
            length = 8 if kind == LONG else 4
        else:
            raise IndexError(kind)
        if at + length > len(data):
            raise IndexError(length)
        yield key >> 3, data[at : at + length]
        at += length


def integers(value: int | memoryview) -> tuple[int, ...]:
    """Return the integers of one occurrence of a repeated field: one varint, or many in packed form."""
    if isinstance(value, int):
        return (value,)
    found, at = [], 0
    while at < len(value):
        number, at = _read_varint(value, at)
        found.append(number)
    return tuple(found)


def key(number: int, kind: int) -> bytes:
    """Return the key of a field."""
    return varint(number << 3 | kind)


def integer(number: int, value: int) -> bytes:
    """Return a field that holds one integer that is not negative."""
    return key(number, VARINT) + varint(value)


def message(number: int, data: bytes | memoryview) -> bytes:
    """Return a field that holds bytes: a message, a text or packed values."""
    return b"".join((key(number, BYTES), varint(len(data)), data))


def text(number: int, value: str) -> bytes:
    """Return a field that holds a text."""
    return message(number, value.encode())


def varint(value: int) -> bytes:
    """Return an integer that is not negative as a varint."""
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)


def _read_varint(data: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at
