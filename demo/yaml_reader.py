"""Reading a YAML file into dataclasses, which say which keys it may have and of what type.

`read_yaml(path, Newspaper)` gives a Newspaper or raises ContentError.
"""

from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from itertools import product
from typing import get_args, get_origin, get_type_hints

import yaml

TYPE_NAMES = {str: "text", bool: "true or false", list: "a list", dict: "a mapping"}
EMPTY: tuple[object, ...] = (None, "", [], {})


class ContentError(Exception):
    """A YAML file cannot be used; the message names the file and the key."""


class Words(tuple):
    """Phrases to choose from. YAML has a list of them, or `combine` with several lists.

    `combine: [[柳, 槐], [溪, 坡], [镇]]` gives 柳溪镇, 柳坡镇, 槐溪镇, 槐坡镇.
    """


def read_yaml(path, kind):
    """The file as the dataclass `kind`; ContentError names the file and the wrong key."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ContentError(f"{path.name}: there is no such file in {path.parent}") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path.name}: not UTF-8: {error}") from error
    except yaml.YAMLError as error:
        raise ContentError(f"{path.name}: not YAML: {error}") from error
    return _parse(kind, content, path.name)


def texts(value, key):
    """(key, text) of every text in a value that was read; `key` is the key of the value itself."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, f"{key}[{index}]")
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from texts(item, _join(key, name))
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name), _join(key, field.name))


def _parse(kind, value, key):
    """The YAML value as `kind`: a dataclass, Words, tuple, dict, enum, str or bool."""
    if is_dataclass(kind):
        return _parse_dataclass(kind, value, key)
    if kind is Words:
        return _parse_words(value, key)
    if get_origin(kind) is tuple:
        return _parse_tuple(kind, value, key)
    if get_origin(kind) is dict:
        return _parse_dict(kind, value, key)
    if issubclass(kind, Enum):
        return _parse_choice(kind, value, key)
    _check_type(value, kind, key)
    return value


def _parse_dataclass(kind, value, key):
    """All required keys have a value, and there is no key that `kind` does not have."""
    _check_type(value, dict, key)
    known = {field.name: field for field in fields(kind)}
    for name in value:
        if name not in known:
            raise ContentError(f"{_join(key, name)}: unknown key; known are {', '.join(known)}")
    for name, field in known.items():
        is_required = field.default is field.default_factory is MISSING
        if is_required and value.get(name) in EMPTY:
            raise ContentError(f"{_join(key, name)}: missing or empty")
    kinds = get_type_hints(kind)
    values = {name: _parse(kinds[name], item, _join(key, name)) for name, item in value.items()}
    return kind(**values)


def _parse_words(value, key):
    """The phrases of a list or of `combine`; at least one."""
    if isinstance(value, dict) and value.keys() == {"combine"}:
        lists = _parse(tuple[tuple[str, ...], ...], value["combine"], _join(key, "combine"))
        words = Words(map("".join, product(*lists)))
    else:
        words = Words(_parse(tuple[str, ...], value, key))
    if not words:
        raise ContentError(f"{key}: empty")
    return words


def _parse_tuple(kind, value, key):
    _check_type(value, list, key)
    item_kind = get_args(kind)[0]
    return tuple(_parse(item_kind, item, f"{key}[{index}]") for index, item in enumerate(value))


def _parse_dict(kind, value, key):
    _check_type(value, dict, key)
    name_kind, item_kind = get_args(kind)
    return {
        _parse(name_kind, name, _join(key, name)): _parse(item_kind, item, _join(key, name))
        for name, item in value.items()
    }


def _parse_choice(kind, value, key):
    try:
        return kind(value)
    except ValueError as error:
        choices = ", ".join(str(choice.value) for choice in kind)
        raise ContentError(f"{key}: {value!r} is none of {choices}") from error


def _check_type(value, kind, key):
    if not isinstance(value, kind):
        hint = "; put text with { in quotes" if kind is str and isinstance(value, dict) else ""
        raise ContentError(f"{key}: {value!r} is not {TYPE_NAMES[kind]}{hint}")


def _join(key, name):
    """The key of an item: `people.yaml`, `people.yaml: users`, `people.yaml: users.chief`."""
    return f"{key}.{name}" if ":" in key else f"{key}: {name}"
