#!/usr/bin/env python3
"""Score readings of newspaper pages against their gold readings.

    score_reading.py READING.json GOLD.json [READING.json GOLD.json …] [--min 0.95] [--quiet]

READING is what `import_pages --dry-run --json PAGE.txt` prints for one page (see page-format.md); GOLD has the same
shape, with extra keys that are not scored. Text is compared without white space and outer marks.

Stories are paired by the text they share (8-character shingles), not by their headlines: a wrong headline costs its
own row alone, and a story read as two costs the row `stories`, which asks for the first paragraph of each story and
for neighbouring paragraphs. Crossheads are compared without their printed number. `canonical` is asked only of
organizations that were found. `head` is the characters of kicker, headline and deck together: half a point for a head
whose lines were all found but shared out otherwise. A row of fewer than three facts weighs less.
Prints a score for each page, each row pooled over all pages, and the mean; exit status 1 when that is below --min.
"""

import argparse
import json
import re
import sys
from collections import Counter
from itertools import pairwise
from pathlib import Path

SPACE = re.compile(r"[\s\u3000\u00a0\ufeff]+")
MARKS = "▲▼◀▶△▽↑↓◆◇■□●○【】：: "
NUMBERED = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]|[（(]?\d{1,2}[）)、.．](?!\d)|第[一二三四五六七八九十][、，,])"
)
GRAM = 8
ROWS = (
    "page",
    "stories",
    "kind",
    "headlines",
    "head",
    "kickers",
    "decks",
    "bylines",
    "paragraphs",
    "crossheads",
    "captions",
    "credits",
    "sources",
    "columns",
    "organizations",
    "canonical",
)
WIDTHS = str.maketrans("，。：；！？（）．", ",.:;!?().")


def squeeze(text):
    """Without white space; full- and half-width punctuation are one."""
    return SPACE.sub("", text or "").translate(WIDTHS)


def bare(text):
    return squeeze(text).strip(MARKS)


def undashed(text):
    return squeeze(text).lstrip("—-─―－")


def unnumbered(text):
    return NUMBERED.sub("", bare(text)) or bare(text)


def organization(text):
    return squeeze(text).removeprefix("该")


def family(role):
    """通讯员, 见习 and 实习 are told apart; 记者, 作者, 文, 图, 摄影 are one."""
    return next((name for name in ("通讯员", "见习", "实习") if name in (role or "")), "记者")


def stories_of(page):
    return [(kind, story) for kind in ("articles", "briefs") for story in page.get(kind) or []]


def paragraphs_of(story):
    listed = [story["lede"]] if story.get("lede") else []
    listed += story.get("paragraphs") or []
    for section in story.get("sections") or []:
        listed += section.get("paragraphs") or []
    return [squeeze(p) for p in listed]


def kicker_of(story):
    return story.get("kicker") or story.get("shoulder")


def shingles(story):
    texts = [
        bare(story.get("headline")),
        bare(kicker_of(story)),
        undashed(story.get("deck")),
        *paragraphs_of(story),
    ]
    texts += [bare(s.get("crosshead")) for s in story.get("sections") or []]
    texts += [bare(p["caption"]) for p in story.get("photos") or []]
    found = Counter()
    for text in filter(None, texts):
        size = min(GRAM, len(text))
        found.update(text[i : i + size] for i in range(len(text) - size + 1))
    return found


def paired(ours, theirs):
    """For each story of the reading the index of the gold story it shares most text with, or None."""
    gold = [shingles(story) for _, story in theirs]
    found = []
    for _, story in ours:
        mine = shingles(story)
        shared = [sum((mine & other).values()) for other in gold]
        best = max(shared, default=0)
        found.append(shared.index(best) if best else None)
    return found


def page_facts(page):
    head, found = page.get("page") or {}, Counter()
    for key in ("date", "number", "section"):
        value = head.get(key) or (head.get("edition") if key == "number" else None)
        if value:
            found[(key, squeeze(str(value)).lstrip("0"))] += 1
    for editor in head.get("editors") or []:
        found[("editor", squeeze(editor["name"]))] += 1
    return found


def column_facts(page):
    titles = [c["title"] if isinstance(c, dict) else c for c in page.get("columns") or []]
    return Counter(
        bare(t) for t in titles if bare(t) != "图片新闻"
    )  # a label of one picture; either reading is fine


def story_facts(listed, keys):
    rows = {row: Counter() for row in ROWS}
    for (kind, story), key in zip(listed, keys, strict=True):
        head = bare(story.get("headline"))
        rows["kind"][(key, kind)] += 1
        rows["headlines"][(key, head)] += 1
        if kicker_of(story):
            rows["kickers"][(key, bare(kicker_of(story)))] += 1
        if story.get("deck"):
            rows["decks"][(key, undashed(story["deck"]))] += 1
        rows["head"].update(
            (key, char) for char in bare(kicker_of(story)) + head + undashed(story.get("deck"))
        )
        rows["bylines"].update(
            {(key, squeeze(p["name"]), family(p.get("role"))) for p in story.get("byline") or []}
        )
        rows["paragraphs"].update(paragraphs_of(story))
        rows["crossheads"].update(
            (key, unnumbered(s["crosshead"]))
            for s in story.get("sections") or []
            if s.get("crosshead")
        )
        for photo in story.get("photos") or []:
            caption = bare(photo["caption"]).rstrip(".")
            rows["captions"][(key, caption)] += 1
            if photo.get("credit"):
                rows["credits"][
                    (key, caption, squeeze(str(photo["credit"])).replace("、", ""))
                ] += 1
        if story.get("source"):
            rows["sources"][(key, squeeze(story["source"]))] += 1
        for org in story.get("organizations") or []:
            rows["organizations"][(key, organization(org["name"]))] = 1
            rows["canonical"][(key, organization(org["name"]), squeeze(org.get("canonical")))] = 1
    return rows


def boundaries(listed, common):
    """The first paragraph of each story and each pair of neighbours, of the paragraphs that both readings have."""
    found = Counter()
    for _, story in listed:
        kept = [p for p in paragraphs_of(story) if p in common]
        found.update([("first", kept[0])] if kept else [])
        found.update(pairwise(kept))
    return found


def spared(theirs):
    """Organizations that are neither wanted nor punished: optional ones and aliases."""
    spare, needed = set(), set()
    for key, (_, story) in enumerate(theirs):
        for org in story.get("organizations") or []:
            names = {organization(org["name"]), squeeze(org.get("canonical"))}
            (spare if org.get("optional") else needed).update((key, name) for name in names)
            spare.update((key, organization(alias)) for alias in org.get("aliases") or [])
    return spare - needed


def score(reading, gold):
    """{row: (hits, wanted, given, some missed, some extra)}"""
    ours, theirs = stories_of(reading), stories_of(gold)
    keys = [
        ("extra", i) if match is None else match for i, match in enumerate(paired(ours, theirs))
    ]
    mine, want = story_facts(ours, keys), story_facts(theirs, range(len(theirs)))
    mine["page"], want["page"] = page_facts(reading), page_facts(gold)
    if not any(fact[0] == "section" for fact in want["page"]):
        mine["page"] = Counter(
            {fact: n for fact, n in mine["page"].items() if fact[0] != "section"}
        )
    mine["columns"], want["columns"] = column_facts(reading), column_facts(gold)
    common = set(mine["paragraphs"]) & set(want["paragraphs"])
    mine["stories"], want["stories"] = boundaries(ours, common), boundaries(theirs, common)
    sourced, spare = {fact[0] for fact in want["sources"]}, spared(theirs)
    mine["sources"] = Counter(
        {fact: n for fact, n in mine["sources"].items() if fact[0] in sourced}
    )
    for side in (mine, want):
        side["organizations"] = Counter(
            {fact: 1 for fact in side["organizations"] if fact not in spare}
        )
    both = set(mine["organizations"]) & set(want["organizations"])
    for side in (mine, want):
        side["canonical"] = Counter({fact: 1 for fact in side["canonical"] if fact[:2] in both})
    return {
        row: (
            sum((want[row] & mine[row]).values()),
            sum(want[row].values()),
            sum(mine[row].values()),
            list(want[row] - mine[row])[:5],
            list(mine[row] - want[row])[:5],
        )
        for row in ROWS
    }


def f1(hits, want, given):
    return 2 * hits / (want + given) if want + given else None


def page_score(result):
    rows = [
        (f1(*v[:3]), 1 if row == "head" else min(1, max(v[1], v[2]) / 3))
        for row, v in result.items()
        if v[1] + v[2]
    ]
    return sum(value * weight for value, weight in rows) / sum(weight for _, weight in rows)


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("pairs", nargs="+")
    args.add_argument("--min", type=float, default=0.0)
    args.add_argument("--quiet", action="store_true", help="only the means")
    options = args.parse_args()
    means, pool = [], {row: [0, 0, 0] for row in ROWS}
    for reading_path, gold_path in zip(options.pairs[::2], options.pairs[1::2], strict=True):
        reading, gold = (
            json.loads(Path(p).read_text(encoding="utf-8") or "{}")
            for p in (reading_path, gold_path)
        )
        result = score(reading[0] if isinstance(reading, list) else reading, gold)
        means.append(page_score(result))
        for row, values in result.items():
            pool[row] = [a + b for a, b in zip(pool[row], values[:3], strict=True)]
        print(f"{gold_path}: {means[-1]:.3f}")
        for row, (hits, want, given, missed, extra) in result.items():
            if not options.quiet and want + given and f1(hits, want, given) < 1:
                print(
                    f"  {row:14} {f1(hits, want, given):.2f}  {hits} of {want} wanted, {given} given"
                )
                if row != "head":
                    print("      missed:", missed, "\n      extra: ", extra)
    for row, counts in pool.items():
        if f1(*counts) is not None:
            print(
                f"  pooled {row:14} {f1(*counts):.3f}  ({counts[0]} of {counts[1]}, {counts[2]} given)"
            )
    mean = sum(means) / len(means)
    print(f"mean over {len(means)} page(s): {mean:.3f}")
    return mean < options.min


if __name__ == "__main__":
    sys.exit(main())
