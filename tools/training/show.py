"""Print how a page is decided: `python -m tools.training.show FILE`.

For each line its label, the second-best label with the margin over it, and the rule that answered.
"""

import sys
from pathlib import Path

from pages.reading.decoder.decide import decide
from pages.reading.decoder.lines import evident_lines
from pages.reading.decoder.model import load
from pages.reading.elements.elements import Known
from pages.reading.page_lines import passages_of
from pages.reading.source.decode import decode


def main(path: Path) -> None:
    text = decode(path.read_bytes()).text
    lines = evident_lines(passages_of(text, Known()), Known())
    for line, made in zip(lines, decide(lines, load()), strict=True):
        where = line.passage.first_line
        print(f"{where:4} {made.label:3} {made.second:3} {made.margin:6.1f}", end=" ")
        print(f"{line.element.kind:10} {line.printed[:60]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
