#!/usr/bin/env python3
"""Score a reading of a newspaper page against its gold reading.

    score_reading.py READING.json GOLD.json [READING.json GOLD.json ...] [--min 0.95]

READING is what `import_pages --dry-run --json PAGE.txt` prints for one page (see
page-format.md); GOLD has the same shape, with extra keys that are not scored.
Text is compared without white space and outer marks. Every row is an F1 over exact
matches: a paragraph that was split, glued or attributed to another story counts as wrong.
Exit status 1 when the mean over all rows falls below --min.
"""

import argparse
import json
import re
import sys
from collections import Counter

SPACE = re.compile(r"[\s\u3000\u00a0\ufeff]+")
MARKS = "▲▼◀▶△▽↑↓◆◇■□●○【】：: "


def squeeze(text):
    return SPACE.sub("", text or "")


def family(role):
    """The role as it is scored: 通讯员, 见习 and 实习 are distinct, every other role counts as 记者."""
    for name in ("通讯员", "见习", "实习"):
        if name in (role or ""):
            return name
    return "记者"


def story_paragraphs(story):
    if story.get("lede"):
        yield story["lede"]
    yield from story.get("paragraphs") or []
    for section in story.get("sections") or []:
        yield from section.get("paragraphs") or []


def facts(page):
    """{row of the score: Counter of its comparable facts}."""
    rows = {
        name: Counter()
        for name in (
            "page",
            "headlines",
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
    }
    head = page.get("page") or {}
    for key in ("date", "number", "section"):
        value = head.get(key) or (head.get("edition") if key == "number" else None)
        if value:
            rows["page"][(key, squeeze(str(value)).lstrip("0"))] += 1
    for editor in head.get("editors") or []:
        rows["page"][("editor", squeeze(editor["name"]))] += 1
    for column in page.get("columns") or []:
        title = squeeze(column["title"] if isinstance(column, dict) else column).strip(MARKS)
        if title != "图片新闻":  # the label of a single picture; both readings are accepted
            rows["columns"][title] += 1
    for kind in ("articles", "briefs"):
        for story in page.get(kind) or []:
            key = squeeze(story.get("headline"))
            rows["headlines"][(kind, key)] += 1
            kicker = story.get("kicker") or story.get("shoulder")
            if kicker:
                rows["kickers"][(key, squeeze(kicker).strip(MARKS))] += 1
            if story.get("deck"):
                rows["decks"][(key, squeeze(story["deck"]).lstrip("—-"))] += 1
            for person in {
                (squeeze(p["name"]), family(p.get("role"))) for p in story.get("byline") or []
            }:
                rows["bylines"][(key, *person)] += 1
            for paragraph in story_paragraphs(story):
                rows["paragraphs"][(key, squeeze(paragraph))] += 1
            for section in story.get("sections") or []:
                if section.get("crosshead"):
                    rows["crossheads"][(key, squeeze(section["crosshead"]).strip(MARKS))] += 1
            for photo in story.get("photos") or []:
                caption = squeeze(photo["caption"]).strip(MARKS).rstrip("。")
                rows["captions"][(key, caption)] += 1
                if photo.get("credit"):
                    rows["credits"][
                        (key, caption, squeeze(str(photo["credit"])).replace("、", ""))
                    ] += 1
            if story.get("source"):
                rows["sources"][(key, squeeze(story["source"]))] += 1
            for org in story.get("organizations") or []:
                name = squeeze(org["name"]).removeprefix("该")
                rows["organizations"][(key, name)] += 1
                if org.get("canonical"):
                    rows["canonical"][(key, squeeze(org["canonical"]))] += 1
    return rows


def unscored(gold):
    """(headline, name) of organizations that are not scored: optional ones and aliases."""
    spare, wanted = set(), set()
    for story in (gold.get("articles") or []) + (gold.get("briefs") or []):
        key = squeeze(story.get("headline"))
        for org in story.get("organizations") or []:
            names = {squeeze(org["name"]).removeprefix("该"), squeeze(org.get("canonical"))}
            (spare if org.get("optional") else wanted).update((key, n) for n in names)
            spare.update(
                (key, squeeze(alias).removeprefix("该")) for alias in org.get("aliases") or []
            )
    return spare - wanted


def score(reading, gold):
    ours, theirs, spare = facts(reading), facts(gold), unscored(gold)
    own = {
        squeeze(o["name"]).removeprefix("该"): squeeze(o.get("canonical"))
        for s in (reading.get("articles") or []) + (reading.get("briefs") or [])
        for o in s.get("organizations") or []
    }
    spare |= {(key, own[name]) for key, name in spare if own.get(name)}
    sections = {fact for fact in ours["page"] if fact[0] == "section"}
    if not any(fact[0] == "section" for fact in theirs["page"]):
        ours["page"] = Counter({f: n for f, n in ours["page"].items() if f not in sections})
    sourced = {key for key, _ in theirs["sources"]}
    ours["sources"] = Counter({f: n for f, n in ours["sources"].items() if f[0] in sourced})
    result = {}
    for row in theirs:
        want, got = theirs[row], ours[row]
        if row in ("organizations", "canonical"):
            want = Counter({k: 1 for k in want if k not in spare})
            got = Counter({k: 1 for k in got if k not in spare})
        hits = sum((want & got).values())
        total = sum(want.values()) + sum(got.values())
        result[row] = (
            hits,
            sum(want.values()),
            sum(got.values()),
            2 * hits / total if total else None,
            list(want - got)[:6],
            list(got - want)[:6],
        )
    return result


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("pairs", nargs="+")
    args.add_argument("--min", type=float, default=0.0)
    args.add_argument("--quiet", action="store_true", help="only the means")
    options = args.parse_args()
    means = []
    for reading_path, gold_path in zip(options.pairs[::2], options.pairs[1::2], strict=True):
        with open(reading_path, encoding="utf-8") as a, open(gold_path, encoding="utf-8") as b:
            reading, gold = json.load(a), json.load(b)
        if isinstance(reading, list):
            reading = reading[0]
        result = score(reading, gold)
        values = [row[3] for row in result.values() if row[3] is not None]
        means.append(sum(values) / len(values))
        print(f"{gold_path}: mean {means[-1]:.3f}")
        if not options.quiet:
            for name, (hits, want, got, f1, missed, extra) in result.items():
                if f1 is not None:
                    print(f"  {name:14} F1 {f1:.2f}  hits {hits} of {want} wanted, {got} given")
                    if missed:
                        print("      missed:", missed)
                    if extra:
                        print("      extra: ", extra)
    mean = sum(means) / len(means)
    print(f"mean over {len(means)} page(s): {mean:.3f}")
    sys.exit(mean < options.min)


if __name__ == "__main__":
    main()
