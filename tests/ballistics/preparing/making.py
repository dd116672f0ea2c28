"""Made-up surfaces for tests: cartridge heads with a crater, an edge, spikes and gaps, of which the truth is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from firearmskit.ballistics import Surface


def surface(heights, spacing=6.25e-6, spacing_y=None, **more):
    """Give a surface, with square points unless said otherwise."""
    return Surface(heights_m=heights, spacing_x_m=spacing, spacing_y_m=spacing_y or spacing, **more)


def noise(seed, shape=(60, 70), height=1e-6):
    """Give heights drawn from a normal distribution."""
    return np.random.default_rng(seed).normal(size=shape) * height


def holed(seed, shape=(60, 70), share=0.2):
    """Give such heights with single gaps and one large hole."""
    heights = noise(seed, shape)
    heights[np.random.default_rng(seed + 1).random(shape) < share] = np.nan
    heights[10:25, 12:30] = np.nan
    return heights


@dataclass(frozen=True, kw_only=True)
class Head:
    """A made-up head of a cartridge case as a microscope measures it, in metres from the upper left corner."""

    spacing: float = 12.5e-6
    points: int = 400
    middle: tuple[float, float] = (2.55e-3, 2.4e-3)
    radius: float = 1.9e-3
    hole: tuple[float, float] = (2.75e-3, 2.3e-3)
    hole_radius: float = 0.55e-3
    slope: tuple[float, float] = (0.02, -0.01)
    seed: int = 3

    def marks(self):
        """Give what the breech face left: parallel ridges and grain."""
        rng = np.random.default_rng(self.seed)
        x, _y = self.places()
        ridges = 1.5e-6 * np.sin(2 * np.pi * x / 90e-6) * np.ones((self.points, 1))
        return ridges + rng.normal(size=(self.points, self.points)) * 0.5e-6

    def places(self):
        """Give how far right each column is and how far down each row."""
        along = (np.arange(self.points) + 0.5) * self.spacing
        return along[None, :], along[:, None]

    def ring(self):
        """Tell which points the breech face marked."""
        x, y = self.places()
        inside = np.hypot(x - self.middle[0], y - self.middle[1]) < self.radius
        return inside & (np.hypot(x - self.hole[0], y - self.hole[1]) > self.hole_radius)

    def measured(self, *, spikes=True):
        """Give the surface: the face, a crater, a groove around the primer, the case beyond, spikes and gaps."""
        rng = np.random.default_rng(self.seed + 1)
        x, y = self.places()
        out = np.hypot(x - self.middle[0], y - self.middle[1])
        away = np.hypot(x - self.hole[0], y - self.hole[1])
        crater = -150e-6 * np.clip(1 - (away / self.hole_radius) ** 4, 0, None)
        groove = -120e-6 * np.exp(-(((out - self.radius - 60e-6) / 40e-6) ** 2)) * (out > self.radius)
        case = np.where(out > self.radius + 120e-6, -70e-6, 0.0)
        heights = self.marks() + crater + groove + case
        heights += 6e-3 + self.slope[0] * (x - 2.5e-3) + self.slope[1] * (y - 2.5e-3)
        if spikes:
            heights[rng.random(heights.shape) < 0.002] += 40e-6
        heights[rng.random(heights.shape) < 0.02] = np.nan
        heights[(away > 0.8 * self.hole_radius) & (away < self.hole_radius)] = np.nan  # walls too steep to be seen
        return surface(heights, self.spacing)
