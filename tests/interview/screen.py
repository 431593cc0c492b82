"""Just enough of a terminal to know what stands on its screen."""

import re

_PIECES = re.compile(r"\x1b\[(?P<digits>[0-9;?]*)(?P<code>[A-Za-z])|\x1b.|(?P<plain>[^\x1b])", re.DOTALL)


class Screen:
    """Fed with what a program prints; `text` is what can be read. Escapes cut in two wait for their end."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows, self.pending = columns, rows, ""
        self._clear()

    def _clear(self) -> None:
        self.lines = [[" "] * self.columns for _ in range(self.rows)]
        self.x = self.y = 0

    def feed(self, printed: str) -> None:
        printed = self.pending + printed
        cut = printed.rfind("\x1b")
        whole = cut < 0 or re.match(r"\x1b(\[[0-9;?]*[A-Za-z]|[^\[])", printed[cut:])
        self.pending = "" if whole else printed[cut:]
        for piece in _PIECES.finditer(printed if whole else printed[:cut]):
            if piece["plain"]:
                self._put(piece["plain"])
            elif piece["code"]:
                self._obey(piece["code"], piece["digits"])

    @property
    def text(self) -> str:
        """The screen as one line, spaces squeezed."""
        return " ".join("\n".join("".join(line) for line in self.lines).split())

    def _put(self, character: str) -> None:
        if character == "\r":
            self.x = 0
        elif character == "\b":
            self.x = max(0, self.x - 1)
        elif character == "\n" or self.x >= self.columns:
            self.x = self.x if character == "\n" else 0
            self.y += 1
            if self.y >= self.rows:
                self.lines = [*self.lines[1:], [" "] * self.columns]
                self.y = self.rows - 1
        if character >= " ":
            self.lines[self.y][self.x] = character
            self.x += 1

    def _obey(self, code: str, digits: str) -> None:
        numbers = [int(n) for n in re.findall(r"\d+", digits)]
        n = numbers[0] if numbers else 1
        if code in "AB":
            self.y = max(0, min(self.rows - 1, self.y + (n if code == "B" else -n)))
        elif code in "CD":
            self.x = max(0, min(self.columns - 1, self.x + (n if code == "C" else -n)))
        elif code == "H":
            row, column = [*numbers, 1, 1][:2] if len(numbers) > 1 else (1, 1)
            self.y, self.x = max(0, row - 1), max(0, column - 1)
        elif code in "JK":
            self.lines[self.y][self.x :] = [" "] * (self.columns - self.x)
            if code == "J":
                self.lines[self.y + 1 :] = [[" "] * self.columns for _ in self.lines[self.y + 1 :]]
        elif code in "hl" and "1049" in digits:
            self._clear()
