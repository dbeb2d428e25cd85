"""Facts about the machine and the process: name of the processor, usable cores, memory in use."""

from __future__ import annotations

import ctypes
import os
import platform
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

#: From ``malloc.h`` of glibc.
_M_TRIM_THRESHOLD: Final = -1
_M_MMAP_THRESHOLD: Final = -3
_M_ARENA_MAX: Final = -8
#: Blocks from this size in bytes on get pages of their own.
_PAGES_OF_ITS_OWN: Final = 1 << 20
#: So many free bytes at the end of an arena stay with the process.  Usually 128 kB do, so that what each frame takes
#: went back to the system and was given again page by page: 16,000 page faults a second with a film of 1080 rows.
_FREE_AT_THE_END: Final = 2 << 20
#: Threads share so many arenas; glibc's own limit is eight for each core.
_ARENAS: Final = 2
#: What an analysis keeps: blocks up to this size, and so much at the end of an arena.
_KEPT_BLOCKS: Final = 16 << 20
_KEPT_AT_THE_END: Final = 64 << 20


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


def keep_freed_memory() -> None:
    """Let the C library use freed memory again instead of giving it back, in a process that works as fast as it can.

    By default glibc gives back what is free at the end of an arena, and gets large blocks from the system each time: an
    analysis with measures had four times as many page faults.  Does nothing with another C library than glibc.
    """
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_MMAP_THRESHOLD, _KEPT_BLOCKS)
            mallopt(_M_TRIM_THRESHOLD, _KEPT_AT_THE_END)


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
