"""Matrices and boxes of a PDF page, in points, with the origin at the lower left."""

from typing import NamedTuple


class Matrix(NamedTuple):
    """An affine transformation as in PDF: ``x' = a*x + c*y + e``, ``y' = b*x + d*y + f``."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, other: "Matrix") -> "Matrix":
        """Return the transformation that applies this one, then ``other``."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point goes."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> "Box":
        """Return the box around a transformed rectangle."""
        corners = ((left, bottom), (left, top), (right, bottom), (right, top))
        return Box.around([self.point(x, y) for x, y in corners])


class Box(NamedTuple):
    """A rectangle whose sides are parallel to those of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, points: list[tuple[float, float]]) -> "Box":
        """Return the smallest box that has all points."""
        across = [x for x, _ in points]
        up = [y for _, y in points]
        return cls(min(across), min(up), max(across), max(up))

    @property
    def area(self) -> float:
        """The area, in square points."""
        return max(self.right - self.left, 0.0) * max(self.top - self.bottom, 0.0)

    def contains(self, x: float, y: float) -> bool:
        """Return True if a point lies in the box."""
        return self.left <= x <= self.right and self.bottom <= y <= self.top

    def overlap(self, other: "Box") -> float:
        """Return the area that two boxes have in common."""
        common = Box(
            max(self.left, other.left),
            max(self.bottom, other.bottom),
            min(self.right, other.right),
            min(self.top, other.top),
        )
        return common.area
