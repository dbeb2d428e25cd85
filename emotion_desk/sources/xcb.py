"""Windows of an X11 display and what they show, through libxcb.

What a window shows is asked of the Composite extension and not of the screen, so that another window over it is not
seen.  Only libxcb itself is loaded, which every program with a window on X11 has; the three requests of Composite are
sent by hand, because the library for them (libxcb-composite) is often not installed.  Requests and their layout:
https://www.x.org/releases/current/doc/compositeproto/compositeproto.txt and the X protocol.
"""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import POINTER, Structure, byref, c_char_p, c_int, c_size_t, c_uint8, c_uint16, c_uint32, c_void_p
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from emotion_desk.messages import Picture

_LIBRARY: Final = "libxcb.so.1"
_VIEWABLE: Final = 2
_Z_PIXMAP: Final = 2
_QUERY_VERSION, _REDIRECT, _NAME_PIXMAP, _AUTOMATIC = 0, 1, 6, 0
_CHECKED: Final = 1
_LONGEST: Final = 4096
#: Windows smaller than this in pixels are no windows to a user.
_SMALLEST: Final = 32


class XError(Exception):
    """The display refused a request, or is gone."""


@dataclass(frozen=True, slots=True)
class XWindow:
    """A window: its number on the display and its title."""

    number: int
    title: str


class _Extension(Structure):
    _fields_ = (("name", c_char_p), ("global_id", c_int))


class _Request(Structure):
    _fields_ = (("count", c_size_t), ("ext", POINTER(_Extension)), ("opcode", c_uint8), ("isvoid", c_uint8))


class _Piece(Structure):
    _fields_ = (("base", c_void_p), ("length", c_size_t))


class _Cookie(Structure):
    _fields_ = (("sequence", ctypes.c_uint),)


class _Screens(Structure):
    _fields_ = (("data", POINTER(c_uint32)), ("rem", c_int), ("index", c_int))


_GEOMETRY: Final = struct.Struct("=xBxxIIhhHHH")


class XDisplay:
    """A connection to the display of this session.

    Raises:
        XError: there is none.
    """

    def __init__(self) -> None:
        try:
            self._xcb: Any = _typed(ctypes.CDLL(_LIBRARY))
            self._free: Any = ctypes.CDLL(None).free
        except (OSError, AttributeError) as error:
            raise XError(str(error)) from error
        self._free.argtypes = (c_void_p,)
        number = c_int()
        self._connection: Any = self._xcb.xcb_connect(None, byref(number))
        if self._xcb.xcb_connection_has_error(self._connection):
            self.close()
            raise XError("no display")
        self._composite = _Extension(b"Composite", 0)
        screens = self._xcb.xcb_setup_roots_iterator(self._xcb.xcb_get_setup(self._connection))
        self._root = int(screens.data[0])

    def close(self) -> None:
        """Close the connection; all that was asked of the display ends with it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            self._xcb.xcb_disconnect(connection)

    def composes(self) -> bool:
        """Return whether the display can tell what a single window shows (Composite 0.2 or newer)."""
        data = self._xcb.xcb_get_extension_data(self._connection, byref(self._composite))
        if not data or not data[8]:
            return False
        sequence = self._send(_QUERY_VERSION, struct.pack("=II", 0, 4), has_reply=True)
        reply = self._xcb.xcb_wait_for_reply(self._connection, sequence, None)
        if not reply:
            return False
        with self._owned(reply):
            major, minor = struct.unpack_from("=II", ctypes.string_at(reply, 16), 8)
        return bool((major, minor) >= (0, 2))

    def windows(self) -> list[XWindow]:
        """Return the windows of programs that are shown, without those of this process, in the display's order."""
        numbers = self._numbers(self._root, "_NET_CLIENT_LIST") or self._children(self._root)
        found = []
        for number in numbers:
            title = self.title(number)
            if title and self._process(number) != os.getpid() and self.is_shown(number) and self._is_large(number):
                found.append(XWindow(number, title))
        return found

    def title(self, number: int) -> str:
        """Return the title of a window, empty if it has none or is gone."""
        for name in ("_NET_WM_NAME", "WM_NAME"):
            value = self._property(number, name).split(b"\0")[0]
            if value:
                return " ".join(_text(value).split())
        return ""

    def exists(self, number: int) -> bool:
        """Return whether there is such a window."""
        return self._geometry(number) is not None

    def is_shown(self, number: int) -> bool:
        """Return whether a window is shown, and neither minimised nor on a desktop that is not shown."""
        cookie = self._xcb.xcb_get_window_attributes(self._connection, number)
        reply = self._xcb.xcb_get_window_attributes_reply(self._connection, cookie, None)
        if not reply:
            return False
        with self._owned(reply):
            return ctypes.string_at(reply, 44)[26] == _VIEWABLE

    def watch(self, number: int) -> None:
        """Let the display keep what a window shows apart from the screen, until the connection closes.

        Raises:
            XError: the window is gone.
        """
        self._check(self._send(_REDIRECT, struct.pack("=IBxxx", number, _AUTOMATIC)))

    def picture(self, number: int) -> Picture:
        """Return what a watched window shows: BGR, uint8 (height, width, 3).

        Raises:
            XError: it is gone or not shown, or its pixels do not have four bytes.
        """
        pixmap = int(self._xcb.xcb_generate_id(self._connection))
        self._check(self._send(_NAME_PIXMAP, struct.pack("=II", number, pixmap)))
        try:
            return self._pixels(pixmap)
        finally:
            self._xcb.xcb_free_pixmap(self._connection, pixmap)

    def _pixels(self, pixmap: int) -> Picture:
        geometry = self._geometry(pixmap)
        if geometry is None:
            raise XError("the window is gone")
        depth, width, height = geometry
        if depth not in (24, 32):
            raise XError(f"its pixels have {depth} bits")
        cookie = self._xcb.xcb_get_image(
            self._connection, _Z_PIXMAP, pixmap, 0, 0, width, height, 0xFFFFFFFF
        )  # fmt: skip
        reply = self._xcb.xcb_get_image_reply(self._connection, cookie, None)
        if not reply:
            raise XError("the window is gone")
        with self._owned(reply):
            length = self._xcb.xcb_get_image_data_length(reply)
            if length < width * height * 4:
                raise XError("its pixels are incomplete")
            held = (c_uint8 * (width * height * 4)).from_address(self._xcb.xcb_get_image_data(reply))
            from emotion_desk.opencv import cv2

            pixels = np.ctypeslib.as_array(held).reshape(height, width, 4)
            return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGRA2BGR), np.uint8)

    def _geometry(self, drawable: int) -> tuple[int, int, int] | None:
        """Return depth, width and height of a window or pixmap; ``None`` if it is gone."""
        reply = self._xcb.xcb_get_geometry_reply(
            self._connection, self._xcb.xcb_get_geometry(self._connection, drawable), None
        )
        if not reply:
            return None
        with self._owned(reply):
            depth, _, _, _, _, width, height, _ = _GEOMETRY.unpack_from(ctypes.string_at(reply, _GEOMETRY.size))
        return depth, width, height

    def _is_large(self, number: int) -> bool:
        geometry = self._geometry(number)
        return geometry is not None and min(geometry[1:]) >= _SMALLEST

    def _process(self, number: int) -> int:
        found = self._numbers(number, "_NET_WM_PID")
        return found[0] if found else 0

    def _numbers(self, window: int, name: str) -> list[int]:
        value = self._property(window, name)
        return list(struct.unpack(f"={len(value) // 4}I", value[: len(value) // 4 * 4]))

    def _property(self, window: int, name: str) -> bytes:
        text = name.encode("ascii")
        reply = self._xcb.xcb_intern_atom_reply(
            self._connection, self._xcb.xcb_intern_atom(self._connection, 1, len(text), text), None
        )
        if not reply:
            return b""
        with self._owned(reply):
            (atom,) = struct.unpack_from("=I", ctypes.string_at(reply, 12), 8)
        cookie = self._xcb.xcb_get_property(self._connection, 0, window, atom, 0, 0, _LONGEST)
        reply = self._xcb.xcb_get_property_reply(self._connection, cookie, None)
        if not reply:
            return b""
        with self._owned(reply):
            return ctypes.string_at(
                self._xcb.xcb_get_property_value(reply), self._xcb.xcb_get_property_value_length(reply)
            )

    def _children(self, window: int) -> list[int]:
        cookie = self._xcb.xcb_query_tree(self._connection, window)
        reply = self._xcb.xcb_query_tree_reply(self._connection, cookie, None)
        if not reply:
            return []
        with self._owned(reply):
            children = self._xcb.xcb_query_tree_children(reply)
            return [int(children[n]) for n in range(self._xcb.xcb_query_tree_children_length(reply))]

    def _send(self, opcode: int, body: bytes, *, has_reply: bool = False) -> int:
        """Send a request of the Composite extension; return its sequence number."""
        request = bytes(4) + body  # libxcb fills in opcode and length
        held = ctypes.create_string_buffer(request, len(request))
        pieces = (_Piece * 3)()  # libxcb writes into the two before the first
        pieces[2].base, pieces[2].length = ctypes.addressof(held), len(request)
        what = _Request(1, ctypes.pointer(self._composite), opcode, int(not has_reply))
        first = ctypes.cast(ctypes.addressof(pieces) + 2 * ctypes.sizeof(_Piece), POINTER(_Piece))
        return int(self._xcb.xcb_send_request(self._connection, _CHECKED, first, byref(what)))

    def _check(self, sequence: int) -> None:
        error = self._xcb.xcb_request_check(self._connection, _Cookie(sequence))
        if error:
            with self._owned(error):
                code = ctypes.string_at(error, 2)[1]
            raise XError(f"error {code} of the display")
        if not sequence or self._xcb.xcb_connection_has_error(self._connection):
            raise XError("the display is gone")

    @contextmanager
    def _owned(self, reply: Any) -> Iterator[None]:
        """Free what libxcb allocated."""
        try:
            yield
        finally:
            self._free(reply)


def _text(value: bytes) -> str:
    """Return a title; old ones (``WM_NAME``) are Latin 1."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _typed(xcb: Any) -> Any:
    """Declare the functions that are used: pointers would be cut to 32 bits otherwise."""
    pointer, drawable, cookie = c_void_p, c_uint32, _Cookie
    asked = {
        "xcb_get_window_attributes": (drawable,),
        "xcb_get_geometry": (drawable,),
        "xcb_query_tree": (drawable,),
        "xcb_intern_atom": (c_uint8, c_uint16, c_char_p),
        "xcb_get_property": (c_uint8, drawable, c_uint32, c_uint32, c_uint32, c_uint32),
        "xcb_get_image": (c_uint8, drawable, ctypes.c_int16, ctypes.c_int16, c_uint16, c_uint16, c_uint32),
    }
    for name, arguments in asked.items():
        _declare(xcb, name, cookie, pointer, *arguments)
        _declare(xcb, f"{name}_reply", pointer, pointer, cookie, pointer)
    _declare(xcb, "xcb_connect", pointer, c_char_p, POINTER(c_int))
    _declare(xcb, "xcb_connection_has_error", c_int, pointer)
    _declare(xcb, "xcb_disconnect", None, pointer)
    _declare(xcb, "xcb_get_setup", pointer, pointer)
    _declare(xcb, "xcb_setup_roots_iterator", _Screens, pointer)
    _declare(xcb, "xcb_get_extension_data", POINTER(c_uint8), pointer, POINTER(_Extension))
    _declare(xcb, "xcb_generate_id", c_uint32, pointer)
    _declare(xcb, "xcb_free_pixmap", cookie, pointer, c_uint32)
    _declare(xcb, "xcb_send_request", ctypes.c_uint, pointer, c_int, POINTER(_Piece), POINTER(_Request))
    _declare(xcb, "xcb_wait_for_reply", pointer, pointer, ctypes.c_uint, pointer)
    _declare(xcb, "xcb_request_check", pointer, pointer, cookie)
    _declare(xcb, "xcb_get_property_value", pointer, pointer)
    _declare(xcb, "xcb_get_property_value_length", c_int, pointer)
    _declare(xcb, "xcb_query_tree_children", POINTER(c_uint32), pointer)
    _declare(xcb, "xcb_query_tree_children_length", c_int, pointer)
    _declare(xcb, "xcb_get_image_data", pointer, pointer)
    _declare(xcb, "xcb_get_image_data_length", c_int, pointer)
    return xcb


def _declare(xcb: Any, name: str, result: Any, *arguments: Any) -> None:
    function = getattr(xcb, name)
    function.restype, function.argtypes = result, arguments
