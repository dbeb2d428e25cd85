"""The model card: what a released network is, where it comes from, what it can and must not be used for."""

from __future__ import annotations

from emotion_desk.inference.manifest import ModelEntry
from emotion_desk.training.evaluate import Test, table

_USES = """\
## Meant for

Research, teaching and trying out: showing what a network makes of acted or posed expressions, live and on one's own
machine, and comparing multi-task with single-task networks.

## Not for

- Inferring emotions of people at work or in education: prohibited in the EU (AI Act, Art. 5(1)(f)).
- Any decision about a person: hiring, credit, policing, health, insurance, access.
- Covert use. Everyone seen or heard must know and agree.
- Commercial use: the data sets behind the weights do not allow it.

A network labels what a face or a voice looks or sounds like to the people who labelled its data, not what somebody
feels. Acted speech of 20 North American and 9 Polish speakers and web pictures are not everyone; expect it to be worse
for other languages, ages, skin tones, lights and microphones, and measure before you believe.
"""


def model_card(entry: ModelEntry, tests: list[Test]) -> str:
    """Return the card as Markdown; every figure is taken from the tests given."""
    heads = "\n".join(
        f"| {name} | {head.kind} | {head.size} | {'yes' if head.trained else 'no: the desk gives no answer from it'} |"
        for name, head in entry.heads.items()
    )
    files = "\n".join(f"| {f.file} | {f.bytes:,} | `{f.sha256}` |" for f in entry.files.values())
    protocols = "\n".join(f"- **{test.name}**: {test.protocol}." for test in tests)
    inputs = ", ".join(f"{key} {value:g}" for key, value in entry.inputs.items())
    provenance = "\n".join(f"- {key}: `{value}`" for key, value in entry.provenance.items())
    return f"""# Model card: {entry.name}

ResNet50 (torchvision's, strides of v1, ImageNet weights converted from Keras') with {len(entry.heads)} heads,
{entry.parameters / 1e6:.2f} million parameters. Written by `python -m emotion_desk.training.release`, which measured
the released files themselves through `emotion_desk.load_predictor()` on ONNX Runtime.

| head | kind | size | trained |
|---|---|---|---|
{heads}

Inputs: {inputs}. Faces are cut by `emotion_desk.vision.crop`, sound becomes a picture by `emotion_desk.sound.mel`.

## Figures

Recall of each emotion in per cent; a dash where the set has no such label.

{table(tests)}

{protocols}

No labelled face shows "calm" in these sets, so the face head has not learned that word.

## Training data

FER2013 train (28,709 faces), nine tenths of RAF-DB's training faces, RAVDESS speech without actors 1, 4, 9 and 22,
nEMO (Polish). ImageNet weights for the start.

{provenance}

{_USES}
## Licence

{entry.licence}.

## Files

| file | bytes | SHA-256 |
|---|---|---|
{files}
"""
