"""Heights of many pieces that change one by one, with their running sums: a Fenwick tree."""

from __future__ import annotations

from collections.abc import Sequence


class Heights:
    """Rows of each piece; sums and look-ups cost the logarithm of how many there are."""

    def __init__(self, heights: Sequence[int]) -> None:
        self._heights = list(heights)
        self.total = sum(self._heights)
        self._tree = [0, *self._heights]
        size = len(self._heights)
        for index in range(1, size + 1):
            parent = index + (index & -index)
            if parent <= size:
                self._tree[parent] += self._tree[index]
        self._top = 1 << size.bit_length()

    def __len__(self) -> int:
        return len(self._heights)

    def __getitem__(self, piece: int) -> int:
        return self._heights[piece]

    def extend(self, heights: Sequence[int]) -> None:
        """More pieces at the end."""
        for height in heights:
            self._heights.append(height)
            self.total += height
            size = len(self._heights)
            self._tree.append(self.total - self.above(size - (size & -size)))
        self._top = 1 << len(self._heights).bit_length()

    def change(self, piece: int, height: int) -> None:
        """Set the height of one piece."""
        by = height - self._heights[piece]
        if not by:
            return
        self._heights[piece] = height
        self.total += by
        index, size = piece + 1, len(self._heights)
        while index <= size:
            self._tree[index] += by
            index += index & -index

    def above(self, piece: int) -> int:
        """Rows of all pieces before this one."""
        rows, index = 0, piece
        while index:
            rows += self._tree[index]
            index -= index & -index
        return rows

    def find(self, row: int) -> tuple[int, int]:
        """The piece a row falls in and the row inside it; beyond the end the last row there is."""
        if row >= self.total:
            row = self.total - 1
        rest, index, step = max(0, row), 0, self._top
        while step:
            after = index + step
            if after <= len(self._heights) and self._tree[after] <= rest:
                index, rest = after, rest - self._tree[after]
            step >>= 1
        return min(index, len(self._heights) - 1), rest
