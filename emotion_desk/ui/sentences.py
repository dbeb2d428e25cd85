"""Sentences of the layers below in the language of the window.

Errors, states of sources and hints are written below in English, as one sentence each, because commands print them and
sessions keep them.  Most carry their template and values (:mod:`emotion_desk.translatable`), which is what is
translated.  The catalogue here holds the others that the window shows, and those that files keep as text alone; what
stands in their placeholders is kept as it is.  A sentence that is neither is shown in English,
which is better than none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from emotion_desk.translatable import Translatable
from emotion_desk.ui.language import filled, language, mark, tr

_SENTENCES: Final = (
    # Kept as text by the index of the library and by sessions.
    mark("'{folder}' cannot be opened."),
    mark("The file '{info_file}' does not describe a session."),
    mark("The file '{info_file}' of the session is damaged."),
    mark("The session was written by a newer Emotion Desk."),
    mark("The single models are not released yet."),
    mark("No face is to be seen."),
    mark("The sound is silent."),
    mark("Look straight into the camera."),
    mark("Turn your head a little to the left."),
    mark("Turn your head a little to the right."),
    mark("Read the sentence aloud."),
    mark("This looks like somebody else."),
    mark("This sounds like somebody else."),
    mark("Only the person who is enrolled may be in the picture."),
    mark("Move your head a little."),
    mark("Go on reading: there is too little speech yet."),
    mark("The voice is too quiet; speak up or come closer."),
    mark("A person needs a name."),
    mark("The name holds characters that cannot be shown."),
    mark("'{name}' is what the desk calls people it does not know; choose another name."),
    mark("A name may have at most {count} characters."),
    mark("Somebody called '{name}' is enrolled already; merge the two if they are the same."),
    mark("Nobody is enrolled, so there is nothing to export."),
    mark("The passphrase needs at least {count} characters."),
    mark("The passphrase is wrong, or '{name}' is damaged."),
    mark("'{name}' is no file of exported people."),
    mark(
        "This system has no keyring, so the file is not encrypted; only its owner's account (and the "
        "administrator) may read it."
    ),
    mark("The file is encrypted (AES-256-GCM); its key lies in the system's keyring ({place})."),
    mark("The file is not encrypted yet; the next change will encrypt it."),
    mark("Another program is changing the enrolled people; try again in a moment."),
    mark("The face looks like '{name}', who is enrolled already."),
    mark("The voice sounds like '{name}', who is enrolled already."),
    mark("The network answers again."),
    mark("Loading the network."),
    mark("Measuring which engine is fastest here: {engine}."),
    mark("The faces of this picture cannot be measured; the measures were switched off."),
    mark("Opening {name}."),
    mark("{name} is open."),
    mark("{name} is back."),
    mark("{name} does not answer any more."),
    mark("{name} does not answer; unplug it and plug it in again."),
    mark("{name} failed: {reason}."),
    mark("{name} has ended."),
    mark("{name} cannot be opened: the sound system does not answer."),
    mark("There is no microphone named '{name}'."),
    mark("There is no camera named '{name}'; no camera is connected."),
    mark("Connected devices are not watched any more."),
    mark("Nothing in the file '{name}' can be decoded; it is damaged."),
    mark("The file '{name}' is not a picture, video or sound file."),
    mark("The file '{name}' may not be read: permission denied."),
    mark("The file '{name}' is damaged, not complete, or not a picture, video or sound file."),
    mark("There is no file or folder '{path}'."),
    mark("The settings could not be saved to {path}: {reason}."),
    mark("The settings file {path} cannot be read ({reason}); the defaults are used."),
    mark("The network is ready: {mode}, {engine}. Measured here: {figures}."),
    mark("The network is ready: {mode}, {engine}."),
    mark("as it is"),
    mark("flipped"),
    mark("half as bright"),
    mark("blurred"),
    mark("20 dB quieter"),
    mark("without highs (> 2 kHz)"),
    mark("without lows (< 300 Hz)"),
)
#: What the page about privacy says (:mod:`emotion_desk.privacy`).
_PRIVACY: Final = (
    mark(
        "Pictures and sound are processed in memory, on this machine, and discarded. The desk opens no "
        "connection to any other machine, collects no statistics and reports nothing."
    ),
    mark("It infers who somebody is and which emotion they show. Both are guesses: an expression is not a feeling."),
    mark(
        "Inferring emotions of people at work or in education is prohibited in the European Union (AI "
        "Act, Art. 5(1)(f)), except for medical or safety reasons. Not for work or school in the EU."
    ),
    mark("A camera or microphone is opened only after you agreed, and the words LIVE and REC show that one is used."),
    mark("Settings"),
    mark("what you chose in the window, names of devices and folders, and that you agreed to the notice"),
    mark("until you delete the file"),
    mark("Enrolled people"),
    mark(
        "names, numbers that describe faces and voices, the answers to the neutral face where it was kept, when they "
        "were enrolled and that they agreed; a small picture only where it was ticked; encrypted where the system "
        "has a keyring"
    ),
    mark("until they are forgotten"),
    mark("Key of the enrolled people"),
    mark("the key of that file"),
    mark("until everybody is forgotten; each forgetting makes a new one"),
    mark("the system's keyring"),
    mark("Recordings and analyses"),
    mark(
        "picture, sound and readings, or what of them you chose; names of enrolled people who were "
        "recognised; never written unless you record or analyse"
    ),
    mark("until you delete the folder; forgetting a person does not change recordings"),
    mark("folders you choose, by default Emotion Desk in your videos"),
    mark("Unfinished recordings"),
    mark("the path of a recording that is going on, so that the next start finds one that was cut off"),
    mark("until the recording is finished or recovered"),
    mark("Library"),
    mark(
        "of each recording and analysis its folder, date, length, names of recognised people, strongest "
        "emotions, tags and a small picture, so that it is found quickly; readable by its owner alone"
    ),
    mark("until the recording is gone, or you delete the folder"),
    mark("Snapshots, comparisons, saved panes and exports"),
    mark("what you saved"),
    mark("until you delete them"),
    mark("folders you choose, by default Emotion Desk in your pictures"),
    mark("Fastest engine"),
    mark("how fast each engine ran on this machine"),
    mark("Crash log"),
    mark(
        "time and traceback of unexpected errors, with the error's own text and the command line, which "
        "may name files and devices; of the commands about people neither names nor the error's text; "
        "readable by its owner alone"
    ),
    mark("until you delete the file; begun anew beyond 2 MB"),
    mark("List of fonts"),
    mark("names and places of the fonts on this machine, written by matplotlib when figures are drawn"),
    mark("until you delete the folder"),
)
_ENGLISH: Final = "en"


def sentence(text: str) -> str:
    """Return a sentence of the layers below in the language of the window.

    Example:
        >>> sentence("Something else.")
        'Something else.'
    """
    if not text or language() == _ENGLISH:
        return text
    if isinstance(text, Translatable):
        return _put_in(tr(text.template), text.values)
    for pattern, known in _patterns():
        found = pattern.fullmatch(text)
        if found is not None:
            return tr(known, **found.groupdict())
    return text


def _put_in(template: str, values: Mapping[str, object]) -> str:
    """Return a translated template with its values, those that are sentences themselves translated, too."""
    if not values:
        return template
    return filled(template, {name: sentence(one) if isinstance(one, str) else one for name, one in values.items()})


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return the known sentences as patterns, those with the fewest placeholders first."""
    ordered = sorted(_SENTENCES, key=lambda known: (known.count("{"), -len(known)))
    return [(re.compile(_pattern(known), re.DOTALL), known) for known in ordered]


def _pattern(known: str) -> str:
    parts = re.split(r"\{(\w+)\}", known)
    return "".join(re.escape(part) if place % 2 == 0 else f"(?P<{part}>.+?)" for place, part in enumerate(parts))
