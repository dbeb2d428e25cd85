"""Facts about the machine and the process: name of the processor, usable cores, memory in use."""

from __future__ import annotations

import ctypes
import os
import platform
import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

#: From ``malloc.h`` of glibc.
_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
#: From ``elf.h``: segments that are loaded and the table of what they need; writable ones; libraries with relocations
#: in their code.
_PT_LOAD: Final = 1
_PT_DYNAMIC: Final = 2
_PF_W: Final = 2
_DT_TEXTREL: Final = 22
_DT_FLAGS: Final = 30
_DF_TEXTREL: Final = 4
#: From ``dlfcn.h`` of glibc: ``RTLD_LAZY`` and ``RTLD_NOLOAD``.
_HELD_IF_LOADED: Final = 1 | 4
_RTLD_DI_LINKMAP: Final = 2
#: The first mapping of a shared library in ``/proc/self/maps``, from offset 0 of its file: its begin and path.
_LIBRARY: Final = re.compile(r"([0-9a-f]+)-[0-9a-f]+ r-[x-]p 0+ \S+ \d+ +(/.*\.so(?:\.[0-9.]+)?)$")
#: From ``sys/mman.h`` of Linux.
_MADV_DONTNEED: Final = 4
#: Blocks from this size in bytes on get pages of their own.
_PAGES_OF_ITS_OWN: Final = 1 << 20
#: So many free bytes at the end of an arena stay with the process.  Usually 128 kB do, so that what each frame takes
#: went back to the system and was given again page by page: 16,000 page faults a second with a film of 1080 rows.
_FREE_AT_THE_END: Final = 2 << 20
#: Threads share so many arenas; glibc's own limit is eight for each core.
_ARENAS: Final = 2


def cpu_name() -> str:
    """Return the processor's name and how many logical cores there are."""
    return f"{_processor()}, {os.cpu_count() or 1} logical cores"


def _processor() -> str:
    if sys.platform == "linux":
        try:
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines():
                if line.lower().startswith("model name"):
                    return line.partition(":")[2].strip()
        except OSError:
            pass
    if sys.platform == "darwin":
        command = ["/usr/sbin/sysctl", "-n", "machdep.cpu.brand_string"]
        try:
            return subprocess.run(command, capture_output=True, text=True, timeout=2, check=True).stdout.strip()
        except (OSError, subprocess.SubprocessError):
            pass
    return platform.processor() or platform.machine() or "unknown processor"


def usable_cores() -> int:
    """Return the number of logical cores that this process may use; containers and ``taskset`` may limit it."""
    cores = os.cpu_count() or 1
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))
    return cores


def return_memory() -> None:
    """Return freed memory to the system; glibc would otherwise keep many megabytes of it for later use."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):  # another C library than glibc
            ctypes.CDLL(None).malloc_trim(0)


class _Segment(ctypes.Structure):
    """A program header of a library, ``Elf64_Phdr``."""

    _fields_ = (
        ("kind", ctypes.c_uint32),
        ("flags", ctypes.c_uint32),
        ("offset", ctypes.c_uint64),
        ("begin", ctypes.c_uint64),
        ("physical", ctypes.c_uint64),
        ("in_file", ctypes.c_uint64),
        ("size", ctypes.c_uint64),
        ("align", ctypes.c_uint64),
    )


class _Header(ctypes.Structure):
    """The beginning of a library, ``Elf64_Ehdr``, up to the number of its program headers."""

    _fields_ = (
        ("magic", ctypes.c_char * 16),
        ("kind", ctypes.c_uint16),
        ("machine", ctypes.c_uint16),
        ("version", ctypes.c_uint32),
        ("entry", ctypes.c_uint64),
        ("segments", ctypes.c_uint64),
        ("sections", ctypes.c_uint64),
        ("flags", ctypes.c_uint32),
        ("size", ctypes.c_uint16),
        ("segment_size", ctypes.c_uint16),
        ("count", ctypes.c_uint16),
    )


def unmap_loading_pages() -> None:
    """Unmap the code and constants of shared libraries, so that those count that are used from now on.

    Loading a library reads its relocations, symbols and initialisers, which nothing reads afterwards; the system would
    count them for this process until its memory ran out.  What is used again is mapped again from the file cache,
    sixteen pages at a time.  Segments that are writable, or were until they had been relocated, stay, and so does a
    library whose code was relocated.  Other threads may load and unload libraries meanwhile: each is held while its
    pages are unmapped.  Does nothing on other systems than Linux with 64 bits.  Sources: ``madvise(2)``,
    ``MADV_DONTNEED``; ``dlopen(3)``, ``RTLD_NOLOAD``; ``dlinfo(3)``; ``elf(5)``.
    """
    if sys.platform != "linux" or ctypes.sizeof(ctypes.c_void_p) != 8:
        return
    try:
        libc = ctypes.CDLL(None)
        libc.madvise.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int)
        libc.dlinfo.argtypes = (ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)
        libc.dlclose.argtypes = (ctypes.c_void_p,)
        begins = {
            int(found[1], 16): found[2]
            for found in map(_LIBRARY.match, Path("/proc/self/maps").read_text().splitlines())
            if found
        }
    except (AttributeError, OSError, ValueError):
        return
    for begin, name in begins.items():
        try:
            held = ctypes.CDLL(name, mode=_HELD_IF_LOADED)._handle
        except OSError:  # it was unloaded, or its file was replaced
            continue
        try:
            record = ctypes.c_void_p()
            libc.dlinfo(held, _RTLD_DI_LINKMAP, ctypes.byref(record))
            # The record begins with what was added to all addresses in the file.
            if record.value is not None and ctypes.c_uint64.from_address(record.value).value == begin:
                _unmap(begin, libc.madvise)
        finally:
            libc.dlclose(held)


def _unmap(address: int, madvise: Callable[[int, int, int], int]) -> None:
    """Unmap the segments of a library that is held and begins at an address, but for the writable ones."""
    header = _Header.from_address(address)
    if not header.magic.startswith(b"\x7fELF") or header.segment_size != ctypes.sizeof(_Segment):
        return
    page = os.sysconf("SC_PAGE_SIZE")
    if header.segments + header.count * header.segment_size > page:  # they need not be in memory
        return
    segments = (_Segment * header.count).from_address(address + header.segments)
    if any(_relocates_code(address, segment) for segment in segments):
        return
    for segment in segments:
        if segment.kind == _PT_LOAD and not segment.flags & _PF_W:
            begin = -(-(address + segment.begin) // page) * page
            end = (address + segment.begin + segment.size) // page * page
            if begin < end:
                madvise(begin, end - begin, _MADV_DONTNEED)


def _relocates_code(address: int, segment: _Segment) -> bool:
    """Return whether a segment is the table of a library that says that its code is relocated."""
    if segment.kind != _PT_DYNAMIC:
        return False
    for at in range(address + segment.begin, address + segment.begin + segment.size, 16):
        tag, value = ctypes.c_int64.from_address(at).value, ctypes.c_uint64.from_address(at + 8).value
        if tag == _DT_TEXTREL or (tag == _DT_FLAGS and value & _DF_TEXTREL):
            return True
        if tag == 0:
            break
    return False


def limit_fragmentation() -> None:
    """Keep large blocks out of the C library's arenas, in a process that handles frames for hours.

    glibc raises the size from which a block gets pages of its own to that of the largest block ever freed, so frames
    of some megabytes lie among small blocks, and the gaps between them add up.  A fixed size prevents that.  Does
    nothing with another C library than glibc.  Source: ``mallopt(3)``, ``M_MMAP_THRESHOLD`` and ``M_ARENA_MAX``.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_MMAP_THRESHOLD, _PAGES_OF_ITS_OWN)
            mallopt(_M_ARENA_MAX, _ARENAS)
            mallopt(_M_TRIM_THRESHOLD, _FREE_AT_THE_END)


def resident_mb() -> float | None:
    """Return the present resident memory of this process in MB (10^6 bytes), ``None`` if it is not known."""
    if sys.platform == "win32":
        return _windows_mb("WorkingSetSize")
    try:
        if sys.platform == "linux":
            pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
            return round(pages * os.sysconf("SC_PAGE_SIZE") / 1e6, 1)
        else:
            command = ["ps", "-o", "rss=", "-p", str(os.getpid())]
            kilobytes = subprocess.run(command, capture_output=True, text=True, timeout=2, check=True).stdout
            return round(int(kilobytes) * 1024 / 1e6, 1)
    except (OSError, ValueError, IndexError, subprocess.SubprocessError):
        return None


def peak_rss_mb() -> float | None:
    """Return the peak resident memory of this process in MB (10^6 bytes), ``None`` if it is not known.

    On Linux this is ``VmHWM``, because ``ru_maxrss`` survives ``exec`` and may be the peak of the parent process.
    macOS gives ``ru_maxrss`` in bytes, other systems in kilobytes.
    """
    if sys.platform == "win32":
        return _windows_mb("PeakWorkingSetSize")
    if sys.platform == "linux":
        try:
            for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
                if line.startswith("VmHWM:"):
                    return round(int(line.split()[1]) * 1024 / 1e6, 1)
        except (OSError, ValueError):
            pass
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(peak * (1 if sys.platform == "darwin" else 1024) / 1e6, 1)


def _windows_mb(field: str) -> float | None:
    """Return a field of ``GetProcessMemoryInfo`` in MB."""
    if sys.platform == "win32":
        from ctypes import wintypes

        class Counters(ctypes.Structure):
            """PROCESS_MEMORY_COUNTERS of psapi.h."""

            _fields_ = (
                ("cb", wintypes.DWORD),
                ("PageFaultCount", wintypes.DWORD),
                ("PeakWorkingSetSize", ctypes.c_size_t),
                ("WorkingSetSize", ctypes.c_size_t),
                ("QuotaPeakPagedPoolUsage", ctypes.c_size_t),
                ("QuotaPagedPoolUsage", ctypes.c_size_t),
                ("QuotaPeakNonPagedPoolUsage", ctypes.c_size_t),
                ("QuotaNonPagedPoolUsage", ctypes.c_size_t),
                ("PagefileUsage", ctypes.c_size_t),
                ("PeakPagefileUsage", ctypes.c_size_t),
            )

        counters = Counters(cb=ctypes.sizeof(Counters))
        kernel32 = ctypes.WinDLL("kernel32")
        kernel32.GetCurrentProcess.restype = wintypes.HANDLE
        get_memory_info = kernel32.K32GetProcessMemoryInfo
        get_memory_info.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
        if not get_memory_info(kernel32.GetCurrentProcess(), ctypes.byref(counters), counters.cb):
            return None
        return round(int(getattr(counters, field)) / 1e6, 1)
    return None
