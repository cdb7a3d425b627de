"""From a PDF page's own coordinates to the page as it is shown."""

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page (left, bottom, right, top), and its turn clockwise in degrees: 0, 90, 180 or 270."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turn in (90, 270) else (width, height)

    def shown(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box as left, top, right, bottom in points from the upper left corner, y downwards."""
        if self.turn == 0:
            return left - self.left, self.top - top, right - self.left, self.top - bottom
        if self.turn == 90:
            return bottom - self.bottom, left - self.left, top - self.bottom, right - self.left
        if self.turn == 180:
            return self.right - right, bottom - self.bottom, self.right - left, top - self.bottom
        return self.top - top, self.right - right, self.top - bottom, self.right - left
