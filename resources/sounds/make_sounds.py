"""Makes the four sounds beside this file: short sine tones with soft ends.

Run it again after a change; a test compares what it makes with what is shipped.
"""

from __future__ import annotations

import math
import struct
import wave
from io import BytesIO
from pathlib import Path

RATE_HZ = 22_050
LOUDNESS = 0.45
FADE_MS = 6
GAP_MS = 55
# Name: (pitch in Hz, length in ms) for each blip.
SOUNDS = {
    "ok": ((1320, 60),),
    "soon": ((1320, 60), (1320, 60)),
    "new": ((660, 90), (990, 120)),
    "stop": ((233, 150), (233, 150), (233, 190)),
}


def made(blips: tuple[tuple[int, int], ...]) -> bytes:
    """A mono 16-bit WAV of these blips, a short silence between them."""
    samples: list[int] = []
    for pitch_hz, length_ms in blips:
        samples += _blip(pitch_hz, length_ms) + [0] * (RATE_HZ * GAP_MS // 1000)
    into = BytesIO()
    with wave.open(into, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(RATE_HZ)
        wav.writeframes(struct.pack(f"<{len(samples)}h", *samples))
    return into.getvalue()


def _blip(pitch_hz: int, length_ms: int) -> list[int]:
    count, fade = RATE_HZ * length_ms // 1000, RATE_HZ * FADE_MS // 1000
    return [
        round(
            32767
            * LOUDNESS
            * min(1.0, at / fade, (count - 1 - at) / fade)
            * math.sin(2 * math.pi * pitch_hz * at / RATE_HZ)
        )
        for at in range(count)
    ]


if __name__ == "__main__":
    for name, blips in SOUNDS.items():
        Path(__file__).with_name(f"{name}.wav").write_bytes(made(blips))
