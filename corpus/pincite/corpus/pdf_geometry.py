"""Places on a page of a PDF as a person sees it: points from its top left corner."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from the top left corner of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float

    def turned(self, quarters: int, width: float, height: float) -> "Box":
        """The same rectangle after a page of this size was turned clockwise.

        >>> Box(0, 0, 10, 5).turned(1, width=100, height=200)
        Box(left=195, top=0, right=200, bottom=10)
        """
        match quarters % 4:
            case 1:
                return Box(height - self.bottom, self.left, height - self.top, self.right)
            case 2:
                return Box(
                    width - self.right, height - self.bottom, width - self.left, height - self.top
                )
            case 3:
                return Box(self.top, width - self.right, self.bottom, width - self.left)
            case _:
                return self


@dataclass(frozen=True, slots=True)
class Sheet:
    """How the file's own coordinates, upwards from any corner, lie on the page as it is shown."""

    left: float
    bottom: float
    right: float
    top: float
    quarters: int
    """Quarter turns clockwise in which the page is shown."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        across, down = self.right - self.left, self.top - self.bottom
        return (down, across) if self.quarters % 2 else (across, down)

    def upright_size(self, quarters: int) -> tuple[float, float]:
        """Width and height as shown and then turned so many quarters more."""
        width, height = self.size
        return (height, width) if quarters % 2 else (width, height)

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the file as it lies on the page shown."""
        upright = Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        return upright.turned(self.quarters, self.right - self.left, self.top - self.bottom)


@dataclass(frozen=True, slots=True)
class MarkedPage:
    """A page as a picture and where on it the marked words stand, in points."""

    png: bytes
    width: float
    height: float
    boxes: tuple[Box, ...]


def joined(boxes: Iterable[Box]) -> Box:
    """The smallest rectangle around all of them."""
    lefts, tops, rights, bottoms = zip(
        *((box.left, box.top, box.right, box.bottom) for box in boxes), strict=True
    )
    return Box(min(lefts), min(tops), max(rights), max(bottoms))
