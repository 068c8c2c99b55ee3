"""What a page looks like as a whole, line by line: what its heads can be told by."""

from functools import cached_property

from .lines import EvidentLine

FAR = 25  # lines above, within which the end of the text above is looked for


class PageFacts:
    def __init__(self, lines: list[EvidentLine]):
        self.lines = lines
        self.shapes = [line.shape for line in lines]

    @cached_property
    def page(self) -> list[str]:
        """How many datelines and bylines the page has: what its heads can be told by."""
        long = sum(line.is_text for line in self.lines)
        openings, shorts = self.shapes.count("opening"), self.shapes.count("short")
        return [
            f"openings%={min(4 * openings // max(long, 1), 3)}",
            f"openings={min(openings, 4)}",
            f"bylines={min(self.shapes.count('byline'), 4)}",
            f"shorts={min(shorts * 4 // len(self.lines), 3)}",
        ]

    @cached_property
    def is_indented(self) -> bool:
        texts = [line for line in self.lines if line.is_text]
        return sum(line.indented for line in texts) * 2 > len(texts)

    @cached_property
    def is_spaced(self) -> bool:
        """Whether blank lines say nothing: they stand everywhere or nowhere."""
        share = sum(line.apart for line in self.lines[1:]) / max(len(self.lines) - 1, 1)
        return share > 0.9 or share < 0.02

    def closed_above(self, i: int) -> str:
        """How the text above a line ends: open, closed, signed; none when there is none."""
        for k in range(i - 1, max(i - FAR, -1), -1):
            if self.lines[k].is_text or self.shapes[k] == "signoff":
                line = self.lines[k]
                signed = line.element.has("signoff") or line.shape == "signoff"
                return "signed" if signed else "closed" if line.closed else "open"
        return "none"
