"""Tables of a body: rows of cells of the same width, in bounds that a page can show."""

from dataclasses import dataclass

from newsroom.core.body.lines import Line, attribute, joined
from newsroom.core.body.parsing import CELL_TAGS

MOST_ROWS = 300
MOST_COLUMNS = 30
SEPARATOR = "\u3000"  # between the cells of a row that is written as a paragraph


@dataclass
class Cell:
    """A cell, `across` columns wide and `down` rows high; `tag` is `th` or `td`."""

    tag: str
    line: Line
    across: int = 1
    down: int = 1

    def html(self):
        spans = [("colspan", self.across), ("rowspan", self.down)]
        written = [attribute(name, str(number)) for name, number in spans if number > 1]
        return f"<{self.tag}{''.join(written)}>{self.line.html()}</{self.tag}>"


def rows_of(table, shown):
    """The rows of a table (an Element) that is in no other: lists of its cells (Elements).

    `shown` returns those of some nodes that are not hidden, such as rows of a spreadsheet may be.
    """
    rows = []
    for part in shown(table.children):
        if getattr(part, "name", "") in {"thead", "tbody", "tfoot"}:
            rows += rows_of(part, shown)
        elif getattr(part, "name", "") == "tr":
            cells = [c for c in shown(part.children) if getattr(c, "name", "") in CELL_TAGS]
            rows += [cells] if cells else []
    if table.name == "thead":
        for cell in (cell for cells in rows for cell in cells):
            cell.name = "th"
    return rows


def table_html(rows):
    """The HTML of rows of Cells; None if it is no table that a body can hold."""
    most = max(map(len, rows), default=0)
    if len(rows) > MOST_ROWS or most > MOST_COLUMNS:
        return None
    if _fit(rows) > MOST_COLUMNS:
        return None
    return f"<table>{''.join(map(_row_html, rows))}</table>"


def as_lines(rows):
    """The rows of Cells as Lines, for a table that a body cannot hold."""
    return [joined([cell.line for cell in row], SEPARATOR) for row in rows]


def _row_html(row):
    return f"<tr>{''.join(cell.html() for cell in row)}</tr>"


def _fit(rows):
    """Let no cell reach out of the table, and fill short rows up; returns the width."""
    taken: set[tuple[int, int]] = set()  # (row, column)
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            cell.down = min(cell.down, len(rows) - number)
            cell.across = _free_columns(taken, number, column, cell.across)
            across, down = range(cell.across), range(cell.down)
            taken |= {(number + below, column + beside) for below in down for beside in across}
    width = 1 + max(column for _row, column in taken)
    for number, row in enumerate(rows):
        missing = width - sum((number, column) in taken for column in range(width))
        row += [Cell("td", Line()) for _cell in range(missing)]
    return width


def _free_columns(taken, row, column, wanted):
    """How many of the wanted columns from this one are free."""
    beside = range(1, wanted)
    return next((free for free in beside if (row, column + free) in taken), wanted)
