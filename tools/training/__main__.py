"""Teach the reader of printed pages from annotated ones, and say what gets better and worse.

    python -m tools.training [--pages FOLDER] [--out FILE] [--mixtures N]     (`make train`)

Learns from tests/pages/annotated and, with --pages, from the pages of one paper as
`manage.py export_pages` writes them. First a third of the pages is left out and read by the present
weights and by new ones that do not know these pages; then the new weights of all pages are written,
and the present ones kept beside them as FILE.previous.
"""

import argparse
from pathlib import Path

from pages.reading.decoder.model import SHIPPED, Model, load
from tests.pages.compose import Wrong

from .corpus import AnnotatedPage, read_page
from .evaluation import Report, evaluated, mean
from .learning import FOLDS, Plan, learnt, lots_of
from .mixtures import Lines, read_lines

PAGES = Path("tests/pages/annotated")
LINES = Path("tests/pages/lines")
SHOWN = 12  # pages that changed most


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pages", type=Path, help="a folder with more annotated pages")
    parser.add_argument("--out", type=Path, default=SHIPPED)
    parser.add_argument("--mixtures", type=int, default=Plan.mixtures)
    options = parser.parse_args()
    plan, lines = Plan(options.mixtures), read_lines(LINES)
    pages = pages_in(PAGES) + (pages_in(options.pages) if options.pages else [])
    own = pages_in(options.pages) if options.pages else pages
    if not own:
        parser.error(f"no .page file in {options.pages}")
    present = options.out if options.out.exists() else SHIPPED
    compare(own[::FOLDS], pages, lines, plan, load(present))
    model = learnt(lots_of(pages, lines, plan), plan)
    keep(options.out)
    model.save(options.out)
    print(f"wrote {options.out} ({options.out.stat().st_size} bytes)")


def pages_in(folder: Path) -> list[AnnotatedPage]:
    found = []
    for path in sorted(folder.glob("*.page")):
        try:
            found.append(read_page(path))
        except Wrong as error:
            raise SystemExit(f"{path}: {error}") from error
    return found


def compare(
    left_out: list[AnnotatedPage],
    pages: list[AnnotatedPage],
    lines: Lines,
    plan: Plan,
    present: Model,
) -> None:
    """Print how the present weights and new ones read pages that the new ones do not know."""
    names = {page.name for page in left_out}
    others = [page for page in pages if page.name not in names]
    before = evaluated(left_out, present)
    after = evaluated(left_out, learnt(lots_of(others, lines, plan), plan))
    print(f"before: {before}\nafter:  {after}")
    print("(the present weights may know these pages; the new ones do not)")
    for change, name in changes(before, after):
        print(f"  {change:+.3f} {name}")


def changes(before: Report, after: Report) -> list[tuple[float, str]]:
    """The pages that are read most differently, each with the change of its score."""
    scores = [
        (mean({name: rows}) - mean({name: before.alone[name]}), name)
        for name, rows in after.alone.items()
    ]
    return sorted(scores, key=lambda of: -abs(of[0]))[:SHOWN]


def keep(path: Path) -> None:
    """The weights so far stay beside the new ones: copying them back is the way back."""
    if path.exists() and path != SHIPPED:
        path.with_name(f"{path.name}.previous").write_bytes(path.read_bytes())
    path.parent.mkdir(parents=True, exist_ok=True)


if __name__ == "__main__":
    main()
