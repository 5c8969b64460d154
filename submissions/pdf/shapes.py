"""Whether a value out of JSON has the shape that was agreed on.

A shape is a type; a set, of what may stand there; a range of whole numbers; a list of one shape,
for any number of such values up to MOST; a tuple, for a list of just these; a dictionary, for one
of just these keys; a frozenset, of shapes any of which will do.
"""

import json
from math import isfinite

MOST = 20_000


def read_as(shape, said):
    """What these bytes of JSON say; None where that has another shape."""
    try:
        value = json.loads(said)
    except (ValueError, RecursionError):
        return None
    return value if has_shape(value, shape) else None


def has_shape(value, shape):
    return _CHECKS.get(type(shape), _is_of_type)(value, shape)


def _is_of_type(value, kind):
    if type(value) is not kind:
        return False
    if kind is str:
        return value == storable(value)
    return kind is not float or isfinite(value)


def _is_list(value, shape):
    return type(value) is list and len(value) <= MOST and all(has_shape(v, *shape) for v in value)


def _is_tuple(value, shapes):
    return type(value) is list and len(value) == len(shapes) and all(map(has_shape, value, shapes))


def _is_dictionary(value, shapes):
    return (
        type(value) is dict
        and value.keys() == shapes.keys()
        and all(has_shape(value[name], shape) for name, shape in shapes.items())
    )


_CHECKS = {
    list: _is_list,
    tuple: _is_tuple,
    dict: _is_dictionary,
    frozenset: lambda value, shapes: any(has_shape(value, shape) for shape in shapes),
    set: lambda value, allowed: type(value) is str and value in allowed,
    range: lambda value, allowed: type(value) is int and value in allowed,
}


def storable(text):
    """Without what a database column refuses: NUL and halves of surrogate pairs."""
    return text.replace("\0", "").encode(errors="ignore").decode()
