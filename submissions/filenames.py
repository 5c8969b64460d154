"""The names of files as arguments of a command, which may be anything."""

import os

from submissions.endings import flush


def parsed(parser, arguments):
    """The options as a dictionary; argparse ends the process where they make no sense."""
    known = parser._option_string_actions
    try:
        return vars(parser.parse_args([as_path(one, known) for one in arguments]))
    finally:
        flush()


def as_path(argument, known):
    """A file may be called as if it were an option."""
    is_name = argument.startswith("-") and argument.partition("=")[0] not in known
    return f"./{argument}" if is_name and os.path.lexists(argument) else argument


def shown(name):
    """A name as it can be printed anywhere."""
    return ascii(name) if not name.isprintable() else f"“{name}”"


def is_file(path):
    """Whether there is one; a name that no file can have is none."""
    try:
        return os.path.isfile(path)
    except (OSError, ValueError):
        return False
