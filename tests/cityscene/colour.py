"""Colours as readers see them: colour blindness simulated, distances in CIELAB.

Matrices: Machado, Oliveira and Fernandes (2009), severity 1, applied to linear RGB.
Distance: CIE 1976 (Euclidean in L*a*b*, D65); about 2.3 is just noticeable.
"""

from __future__ import annotations

import numpy as np

SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def distance(one: str, two: str, sight: str = "normal") -> float:
    """Return the CIE76 distance of two ``#RRGGBB`` colours for a kind of sight."""
    return float(np.linalg.norm(_lab(one, sight) - _lab(two, sight)))


def _lab(colour: str, sight: str) -> np.ndarray:
    seen = np.clip(SIGHT[sight] @ _linear(colour), 0, 1)
    ratio = _TO_XYZ @ seen / _WHITE
    small = 6 / 29
    x, y, z = np.where(ratio > small**3, np.cbrt(ratio), ratio / (3 * small**2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)
