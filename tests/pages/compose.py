#!/usr/bin/env python3
"""Turn an annotated page (`.page`) into the page's text and its gold reading.

    compose.py PAGE.page … --out FOLDER [--wrap 20] [--indent] [--blank] [--half] [--tight]

Writes FOLDER/NAME.txt and FOLDER/NAME.json for each. One annotated page gives many texts: hard-wrapped at a column
width (--wrap), first lines indented by two wide spaces (--indent), blank lines between blocks (--blank), half-width
punctuation (--half), no spaces at all (--tight). The gold reading stays the same. --check only parses.

The format, a line each, in the order in which the text is printed:

    @paper 河东晚报   @city 河东市   @date 2019-04-12   @number 07   @section 民生   @like WHERE-THE-SHAPE-IS-FROM
    page| 2019年4月12日 星期五 第07版 民生          furniture| 热线电话 …
    editors| 责任编辑 {editor:张三} 校对 {editor:李四}
    col| ◆ <t>播报</t> ◆                             a column head; its stories say `== brief 播报`
    == article [COLUMN]   |   == brief [COLUMN]      a story begins
    k| kicker   h| headline (a line each)   d| ——deck     <t>…</t> says what counts, where marks stand around it
    by| □记者 {记者:王小明} 通讯员 {通讯员:赵强} 文图     people as {role:name}, wherever they stand
    p| <d 运城晚报>运城晚报讯(记者 {记者:郝丽莎})</d>为加强…  dateline and the source it means
    p| …活动。<s>（{作者:张萌}）</s>                    sign-off; <s 新华社>据新华社电</s> gives a source, too
    p| 前半段\\        p+| 后半段                       a paragraph broken by what stands between, in one piece in the gold
    x| ◆<t>小标题</t>◆                                 crosshead (two lines in a row are one)
    cap| ▲<c>说明文字</c> <k 王小明>王小明 摄</k>       caption and credit; <k 王小明></k> when the credit stands elsewhere
    n| 编者按 …                                       an editor's note (a paragraph)
    j| （下转第四版）                                  jump line
    [[name]]  [[name=>canonical]]  [[?name]]           an organization, at its first mention; ? neither wanted nor punished
"""

import argparse
import json
import pathlib
import re
import sys

TAG = re.compile(r"<(/?)([tdskc])(?: ([^>]*))?>")
PERSON = re.compile(r"\{([^:{}]+):([^{}]+)\}")
ORG = re.compile(r"\[\[(\?)?([^\[\]=]+?)(?:=>([^\[\]]+))?\]\]")
HEADS = {"k": "kicker", "h": "headline", "d": "deck"}
KINDS = {
    "page",
    "furniture",
    "editors",
    "col",
    "k",
    "h",
    "d",
    "by",
    "p",
    "p+",
    "x",
    "cap",
    "n",
    "j",
}
FULL, HALF = "，。：；！？（）", ",.:;!?()"
DASH = re.compile(r"^[—－─―\-]+\s*")


class Wrong(ValueError):
    pass


def squeeze(text):
    return re.sub(r"[\s\u3000]+", "", text)


def read_line(text):
    """The printed text of a line, and what its tags say: [(tag, argument, printed)], people, organizations."""
    people, orgs = [], []

    def person(match):
        people.append({"role": match[1], "name": squeeze(match[2])})
        return match[2]

    def org(match):
        entry = {"name": squeeze(match[2]), "canonical": squeeze(match[3] or match[2])}
        orgs.append(entry | ({"optional": True} if match[1] else {}))
        return match[2]

    text = ORG.sub(org, PERSON.sub(person, text))
    printed, spans, stack, at = "", [], [], 0
    for match in TAG.finditer(text):
        printed += text[at : match.start()]
        at = match.end()
        if match[1]:
            if not stack or stack[-1][0] != match[2]:
                raise Wrong(f"</{match[2]}> closes nothing: {text}")
            tag, argument, start = stack.pop()
            spans.append((tag, argument, start, len(printed)))
        else:
            stack.append((match[2], match[3], len(printed)))
    printed += text[at:]
    if stack or re.search(r"[<>{}]|\[\[|\]\]", printed):
        raise Wrong(f"unclosed mark-up: {text}")
    return printed, spans, people, orgs


def inside(printed, spans, tag):
    return next(((printed[a:b], argument) for t, argument, a, b in spans if t == tag), (None, None))


def without(printed, spans, tags):
    for _, _, a, b in sorted((s for s in spans if s[0] in tags), key=lambda s: -s[2]):
        printed = printed[:a] + printed[b:]
    return printed


def compose(source):
    """(printed blocks as (kind, text), gold reading). Raises Wrong with what to mend."""
    gold = {"page": {"editors": [], "furniture": []}, "columns": [], "articles": [], "briefs": []}
    blocks, story, broken = [], None, False
    for number, line in enumerate(source.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        if line.startswith("@"):
            key, _, value = line[1:].partition(" ")
            (gold if key in ("city", "like", "shape") else gold["page"])[
                "home_city" if key == "city" else key
            ] = value.strip()
            continue
        if line.startswith("== "):
            kind, _, column = line[3:].strip().partition(" ")
            if kind not in ("article", "brief"):
                raise Wrong(f"line {number}: a story is an article or a brief")
            story = {
                "kicker": None,
                "headline": "",
                "deck": None,
                "column": column or None,
                "byline": [],
                "source": None,
                "dateline": None,
                "sections": [{"crosshead": None, "paragraphs": []}],
                "photos": [],
                "jumps": [],
                "organizations": [],
            }
            gold[kind + "s"].append(story)
            continue
        kind, bar, text = line.partition("| ")
        if not bar or kind not in KINDS:
            raise Wrong(f"line {number}: no such kind of line: {line[:30]}")
        goes_on = text.endswith("\\")
        try:
            printed, spans, people, orgs = read_line(text.rstrip("\\"))
        except Wrong as error:
            raise Wrong(f"line {number}: {error}") from error
        blocks.append((kind, printed))
        if kind == "page":
            continue
        if kind == "furniture":
            gold["page"]["furniture"].append(printed)
            continue
        if kind == "editors":
            gold["page"]["editors"] += people
            continue
        if kind == "col":
            gold["columns"].append(inside(printed, spans, "t")[0] or printed)
            continue
        if story is None:
            raise Wrong(f"line {number}: it stands before the first story")
        story["byline"] += [p for p in people if p not in story["byline"]]
        story["organizations"] += [
            o for o in orgs if o["name"] not in {x["name"] for x in story["organizations"]}
        ]
        if kind in HEADS:
            said = inside(printed, spans, "t")[0] or DASH.sub("", printed)
            story[HEADS[kind]] = " ".join(filter(None, [story[HEADS[kind]], said.strip()]))
        elif kind in ("p", "n", "p+"):
            dateline, source_name = inside(printed, spans, "d")
            _, agency = inside(printed, spans, "s")
            story["dateline"] = story["dateline"] or dateline
            story["source"] = story["source"] or source_name or agency
            said = without(printed, spans, "ds").strip()
            paragraphs = story["sections"][-1]["paragraphs"]
            if kind == "p+":
                if not broken:
                    raise Wrong(f"line {number}: p+ continues nothing")
                paragraphs[-1] += said
            elif said:
                paragraphs.append(said)
            broken = goes_on
        elif kind == "x":
            said = inside(printed, spans, "t")[0] or printed.strip()
            if len(blocks) > 1 and blocks[-2][0] == "x":
                story["sections"][-1]["crosshead"] += " " + said
            else:
                story["sections"].append({"crosshead": said, "paragraphs": []})
        elif kind == "cap":
            caption, (credit, who) = inside(printed, spans, "c")[0], inside(printed, spans, "k")
            if caption is None:
                raise Wrong(f"line {number}: a caption needs <c>…</c>")
            story["photos"].append({"caption": caption, "credit": who or credit or None})
        elif kind == "j":
            story["jumps"].append(printed)
    for brief in gold["briefs"]:
        brief["paragraphs"] = [
            p for section in brief.pop("sections") for p in section["paragraphs"]
        ]
    for said in gold["articles"]:
        said["sections"] = [s for s in said["sections"] if s["crosshead"] or s["paragraphs"]]
        if not said["headline"] and not said["photos"]:
            raise Wrong("an article has no headline")
    return blocks, gold


def laid_out(blocks, wrap=0, indent=False, blank=False, half=False, tight=False):
    lines = []
    for kind, text in blocks:
        if half:
            text = text.translate(str.maketrans(FULL, HALF))
        if tight:
            text = squeeze(text)
        if kind in ("p", "n") and indent:
            text = "\u3000\u3000" + text.lstrip()
        pieces = (
            [text[i : i + wrap] for i in range(0, len(text), wrap)]
            if wrap and kind in ("p", "p+", "n")
            else [text]
        )
        lines += pieces + ([""] if blank else [])
    return "\n".join(lines).strip("\n") + "\n"


def main():
    args = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    args.add_argument("pages", nargs="+", type=pathlib.Path)
    args.add_argument("--out", type=pathlib.Path)
    args.add_argument("--wrap", type=int, default=0)
    for flag in ("indent", "blank", "half", "tight", "check"):
        args.add_argument(f"--{flag}", action="store_true")
    o = args.parse_args()
    bad = 0
    for path in o.pages:
        try:
            blocks, gold = compose(path.read_text(encoding="utf-8"))
        except Wrong as error:
            print(f"{path}: {error}")
            bad += 1
            continue
        text = laid_out(blocks, o.wrap, o.indent, o.blank, o.half, o.tight)
        if o.check or not o.out:
            print(
                f"{path.name}: {len(text)} characters, {len(gold['articles'])} articles, {len(gold['briefs'])} briefs"
            )
            continue
        o.out.mkdir(parents=True, exist_ok=True)
        (o.out / f"{path.stem}.txt").write_text(text, encoding="utf-8")
        (o.out / f"{path.stem}.json").write_text(
            json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return bool(bad)


if __name__ == "__main__":
    sys.exit(main())
