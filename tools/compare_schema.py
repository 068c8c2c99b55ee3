"""Compare the schemas of two databases, where tables, columns and other things were renamed.

    python tools/compare_schema.py before.sql after.sql tools/schema_renames.toml

Both dumps are written by `pg_dump --schema-only --no-owner --no-privileges` of one version. The
program prints every difference and exits with 1 if there is one, else with 0.

The file of renames has three tables; each line is `old = "new"`:

    [tables]
    desk_placement = "desk_storyphoto"

    [columns]                        # "table.column", with the old name of the table
    "desk_revision.beside" = "metadata"

    [names]                          # constraints, indexes, triggers, functions, sequences, types
    placement_once_in_a_story = "story_photo_once"
    desk_record_is_kept = "refuse_change"

A trigger of pgtrigger is named there as in its model, without the prefix
`pgtrigger_` and the hash at its end. A rename whose old name is not in the first dump is an error.

What is compared:
* tables by name, their columns by name as a set: another order is printed as a note only;
* constraints, indexes and triggers by table, name and definition. Names that Django or PostgreSQL
  make from those of tables and columns (`…_1f3a09bc_fk_…`, `…_pkey`, `…_id_seq`) change with them:
  such a thing is known by its definition alone;
* functions by name and body; in a body the columns of every table are renamed that it names or
  whose triggers run it. A function of pgtrigger that no trigger runs any more is a note only;
* everything else by type, name and definition.

Texts in single quotes are never renamed: they are stored values, or messages. White space, comments
in bodies, needless double quotes and the hashes that pgtrigger keeps as comments do not matter.
"""

import argparse
import re
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

SECTIONS = ("tables", "columns", "names")
HEADER = re.compile(r"^-- Name: (?P<name>.+?); Type: (?P<type>[^;]+); Schema: .*$", re.M)
NOT_OF_AN_OBJECT = re.compile(r"^(SET |SELECT pg_catalog|\\)")
TOKEN = re.compile(r"""--[^\n]*|'(?:[^']|'')*'|"[^"]+"|[A-Za-z_]\w*|\s+|.""", re.DOTALL)
OF_TABLE = re.compile(r"(?:ALTER TABLE(?: ONLY)?|CREATE TABLE|\bON) public\.(\w+)")
BY_DJANGO = re.compile(r"\w+_([0-9a-f]{8}(_fk\w*|_like|_uniq)?|[0-9a-f]{6}_idx)")
BY_POSTGRESQL = re.compile(r"_(pkey|\w*key|\w+_check\d*|\w+_seq|\w+_fkey\d*)")
BY_PGTRIGGER = re.compile(r"pgtrigger_(\w+)_[0-9a-f]{5}")
PGTRIGGER_HASH = re.compile(r"COMMENT ON TRIGGER .* IS '[0-9a-f]{40}'")


@dataclass(frozen=True)
class Renames:
    """Old name -> new name; columns by (old table, old column)."""

    tables: dict = field(default_factory=dict)
    columns: dict = field(default_factory=dict)
    names: dict = field(default_factory=dict)

    @classmethod
    def read(cls, path):
        """Read the TOML file described above. Raise ValueError for anything else in it."""
        data = tomllib.loads(Path(path).read_text())
        if unknown := data.keys() - set(SECTIONS):
            raise ValueError(f"unknown in {path}: {', '.join(sorted(unknown))}")
        columns = {tuple(old.split(".")): new for old, new in data.get("columns", {}).items()}
        if wrong := [old for old in columns if len(old) != 2]:
            raise ValueError(f"not a table and a column: {wrong}")
        return cls(data.get("tables", {}), columns, data.get("names", {}))

    def of(self, name, tables=()):
        """The new name of an identifier in a statement about the `tables` (old names)."""
        of_columns = (self.columns.get((table, name)) for table in tables)
        known = (self.tables.get(name), self.names.get(name), *of_columns)
        return next(filter(None, known), name)


@dataclass(frozen=True)
class Item:
    """One thing of a schema. `table` is "" and `name` "" where it has none or a made-up one."""

    type: str
    table: str
    name: str
    definition: str

    @property
    def key(self):
        return self.type, self.table, self.name

    def __str__(self):
        return " ".join(filter(None, [self.type.lower(), self.table, self.name]))


@dataclass
class Schema:
    """What a dump holds, under its new names: items, columns in order, functions nobody runs."""

    items: Counter = field(default_factory=Counter)
    columns: dict = field(default_factory=dict)
    unused: set = field(default_factory=set)
    names: set = field(default_factory=set)  # every identifier of the dump, and (table, column)


def read(dump, renames=None):
    """The Schema of the text of a dump, with its names as they are after the renames."""
    return _Reader(dump, renames or Renames()).schema


class _Reader:
    """Reads one dump. Names are old ones until `_text` and `_new` rename them."""

    def __init__(self, dump, renames):
        self.renames = renames
        self.schema = Schema()
        blocks = [(kind, name, sql) for kind, name, sql in _blocks(dump) if sql]
        self.tables = {name for kind, name, _sql in blocks if kind == "TABLE"}
        self.run_for = _tables_by_function(blocks)
        for kind, name, sql in blocks:
            if kind == "TABLE":
                self._read_table(name, sql)
            elif kind == "FUNCTION":
                self._read_function(sql)
            elif not PGTRIGGER_HASH.match(sql):
                self._read_other(kind, name, sql)

    def _read_table(self, table, sql):
        inside = sql[sql.index("(") + 1 : sql.rindex(")")]
        columns = []
        for part in _split(inside):
            if constraint := re.match(r"CONSTRAINT (\S+) (CHECK .*)", part, re.DOTALL):
                self._add("CONSTRAINT", table, _bare(constraint[1]), constraint[2], [table])
                continue
            column, definition = part.split(maxsplit=1)
            self.schema.names.add((table, _bare(column)))
            columns.append(self.renames.of(_bare(column), [table]))
            item = Item("COLUMN", self._new(table), columns[-1], self._text(definition, [table]))
            self.schema.items[item] += 1
        self.schema.columns[self._new(table)] = columns
        after = sql[sql.rindex(")") + 1 :]
        self._add("TABLE", table, "", after, [table])

    def _read_function(self, sql):
        name = re.search(r"public\.(\w+)\(", sql)[1]
        ran_for = self.run_for[name]
        if BY_PGTRIGGER.fullmatch(name) and not ran_for:
            self.schema.unused.add(self._new(name))
            return
        named = {word for word in re.findall(r"\w+", sql) if word in self.tables}
        self._add("FUNCTION", "", name, sql, sorted(ran_for | named))

    def _read_other(self, kind, name, sql):
        found = OF_TABLE.search(sql)
        table = found[1] if found else ""
        own = _bare(name.split()[-1])
        # In a foreign key the columns behind REFERENCES are those of the other table.
        sql, references, other = sql.partition(" REFERENCES ")
        text = self._text(sql, [table])
        if references:
            text += references + self._text(other, re.findall(r"^public\.(\w+)", other))
        self._add(kind, table, own, text, None)

    def _add(self, kind, table, name, sql, tables):
        """Add an item; `tables` are those whose columns it names, None where it is renamed."""
        text = sql if tables is None else self._text(sql, tables)
        new = self._new(name) if name else ""
        if table and _is_made_up(name, table):
            text = re.sub(rf"\b{re.escape(new)}\b", "…", text)
            new = ""
        self.schema.items[Item(kind, self._new(table), new, text)] += 1

    def _new(self, name):
        short = BY_PGTRIGGER.fullmatch(name)
        old = short[1] if short else name
        self.schema.names.add(old)
        return self.renames.of(old)

    def _text(self, sql, tables):
        """The statement in one line, its identifiers renamed."""
        tokens = [""]
        for token in TOKEN.findall(sql):
            word = self._token(token, tables)
            if word != " " or tokens[-1] != " ":
                tokens.append(word)
        return "".join(tokens).strip(" ;")

    def _token(self, token, tables):
        if token.startswith("--") or token.isspace():
            return " "
        if token.startswith("'"):
            return token
        name = _bare(token)
        if not re.fullmatch(r"[A-Za-z_]\w*", name):
            return token
        short = BY_PGTRIGGER.fullmatch(name)
        old = short[1] if short else name
        self.schema.names.add(old)
        return self.renames.of(old, tables)


def _blocks(dump):
    """(type, name, SQL) of every object, from the comments of pg_dump."""
    heads = list(HEADER.finditer(dump))
    ends = [head.start() for head in heads[1:]] + [len(dump)]
    for head, end in zip(heads, ends, strict=True):
        lines = dump[head.end() : end].splitlines()
        sql = "\n".join(
            line for line in lines if not line.startswith("--") and not NOT_OF_AN_OBJECT.match(line)
        )
        yield head["type"], head["name"], sql.strip()


def _tables_by_function(blocks):
    """{function: the tables whose triggers run it}."""
    tables = defaultdict(set)
    for kind, _name, sql in blocks:
        if kind == "TRIGGER":
            function = re.search(r"EXECUTE FUNCTION public\.(\w+)\(", sql)
            if function:
                tables[function[1]].add(OF_TABLE.search(sql)[1])
    return tables


def _split(text):
    """The parts between the commas that are outside brackets and quotes."""
    parts, depth = [""], 0
    for token in TOKEN.findall(text):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(token, 0)
        if token == "," and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts if part.strip()]


def _bare(name):
    return name.strip('"')


def _is_made_up(name, table):
    """Whether Django or PostgreSQL made the name from those of the table and its columns."""
    if BY_DJANGO.fullmatch(name):
        return True
    return name.startswith(table) and bool(BY_POSTGRESQL.fullmatch(name.removeprefix(table)))


def compare(before, after, renames):
    """(differences, notes) of two texts of dumps, as lines of text."""
    old, new = read(before, renames), read(after)
    lost, come = old.items - new.items, new.items - old.items
    differences = [f"no such name before: {name}" for name in _unused_renames(old, renames)]
    differences += _described(lost, come)
    notes = [
        f"columns stand in another order: {table}"
        for table, columns in sorted(old.columns.items())
        if columns != new.columns.get(table) and set(columns) == set(new.columns.get(table, ()))
    ]
    for which, schema in (("before", old), ("after", new)):
        if schema.unused:
            notes.append(
                f"functions that no trigger runs, {which}: {', '.join(sorted(schema.unused))}"
            )
    return differences, notes


def _unused_renames(old, renames):
    named = [*renames.tables, *renames.names, *renames.columns]
    missing = [name for name in named if name not in old.names]
    return [".".join(name) if isinstance(name, tuple) else name for name in missing]


def _described(lost, come):
    """What is missing, what is new, and what has the same name and another definition."""
    was, now = _by_key(lost), _by_key(come)
    for key in sorted(was.keys() | now.keys()):
        before, after = was.get(key, []), now.get(key, [])
        word = "changed" if before and after else "missing" if before else "added"
        yield f"{word}: {(before or after)[0]}"
        yield from (f"  - {item.definition}" for item in before)
        yield from (f"  + {item.definition}" for item in after)


def _by_key(items):
    grouped = defaultdict(list)
    for item in sorted(items.elements(), key=lambda item: (item.key, item.definition)):
        grouped[item.key].append(item)
    return grouped


def main(arguments=None):
    """Print what differs; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("renames", type=Path, nargs="?", help="a TOML file; see the source")
    chosen = parser.parse_args(arguments)
    renames = Renames.read(chosen.renames) if chosen.renames else Renames()
    differences, notes = compare(chosen.before.read_text(), chosen.after.read_text(), renames)
    for note in notes:
        print("note:", note)
    print(*differences or ["The schema is the same."], sep="\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
