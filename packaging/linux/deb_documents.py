"""The documents of the Debian package: licences, changes, manual, completions, and what lintian is told."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

from linux.completions import bash, fish, zsh
from linux.manual_page import manual_page

ROOT = Path(__file__).resolve().parents[2]
_COPYRIGHT = """Emotion Desk {version}
{home}

The code, Copyright Emotion Desk developers:

{code}

The weights, in /usr/lib/emotion-desk/_internal/emotion_desk/shipped/models:

{weights}

The program brings Python, its packages and native libraries. THIRD_PARTY.md.gz beside this file lists them, with the
texts of their licences; sbom.cdx.json in /usr/lib/emotion-desk is the same list as CycloneDX.
"""
_CHANGES = """emotion-desk ({version}) stable; urgency=medium

  * {summary}

 -- {maintainer}  {date}
"""
_HOME = "https://github.com/emotion-desk/emotion-desk"
#: Reason first, then the tags; lintian reads the lines before an override as its comment.
_OVERRIDES = (
    ("The program brings the libraries of its wheels, which find each other by $ORIGIN.", "custom-library-search-path"),
    ("These wheels come with libraries inside; the package is made of them, not of sources.", "embedded-library"),
    ("The loader refuses this library of NumPy's wheel when it is stripped.", "unstripped-binary-or-object *openblas*"),
    ("Modules of Python that call no function of the C library.", "library-not-linked-against-libc *lib-dynload*"),
)


def write_documents(folder: Path, share: Path, version: str, maintainer: str, epoch: int) -> None:
    """Write all documents below ``share``; packed without time stamps, so that two builds are alike.

    Args:
        folder: the frozen program.
        share: ``/usr/share`` of the package.
        version: of the package.
        maintainer: name and address, as in the control file.
        epoch: time of the release, in seconds since 1970.
    """
    doc = share / "doc" / "emotion-desk"
    _write(doc / "copyright", _copyright(version))
    changes = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    # lintian, apt and `apt changelog` read Debian's own form; people read the other.
    _write_packed(doc / "changelog.gz", _debian_changes(version, maintainer, epoch))
    _write_packed(doc / "CHANGELOG.md.gz", changes)
    third_party = folder / "THIRD_PARTY.md"
    if third_party.exists():
        _write_packed(doc / "THIRD_PARTY.md.gz", third_party.read_text(encoding="utf-8"))
    _write_packed(share / "man" / "man1" / "emotion-desk.1.gz", manual_page(version, epoch))
    _write(share / "bash-completion" / "completions" / "emotion-desk", bash())
    _write(share / "zsh" / "vendor-completions" / "_emotion-desk", zsh())
    _write(share / "fish" / "vendor_completions.d" / "emotion-desk.fish", fish())
    lines = [text for reason, tag in _OVERRIDES for text in (f"# {reason}", f"emotion-desk: {tag}")]
    _write(share / "lintian" / "overrides" / "emotion-desk", "\n".join([*lines, ""]))


def _copyright(version: str) -> str:
    code = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    weights = (ROOT / "LICENSES" / "LicenseRef-Weights-NonCommercial.txt").read_text(encoding="utf-8").strip()
    return _COPYRIGHT.format(version=version, home=_HOME, code=code, weights=weights)


def _debian_changes(version: str, maintainer: str, epoch: int) -> str:
    date = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(epoch))
    summary = "The changes are listed in CHANGELOG.md.gz beside this file."
    return _CHANGES.format(version=version, summary=summary, maintainer=maintainer, date=date)


def _write_packed(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def _write(target: Path, text: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
