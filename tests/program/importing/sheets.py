"""Sheets to import, and what tests do with them."""

import re

from program.importing.services import bring_in, plan_of

SPEAKERS = "name,affiliation,mail,biography\nAda Boole,Pau,ada@example.org,Counts.\nBob Gauss,,,\n"
SLOTS = """day;start;minutes;kind;title;speakers;room
2030-06-05;09:00;45;Invited talk;Cold starts;Ada Boole; Blue room
;;15;Break;;;
;;30;panel;What now?;"Ada Boole; Bob Gauss";
"""


def seen_in(page):
    return re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]


def plan(workshop, kind, text):
    """What each line would do: [(act, what is wrong or noted, …)]"""
    return [(line.act, *line.errors, *line.notes) for line in plan_of(workshop, kind, text).lines]


def do(workshop, kind, text, by):
    return bring_in(workshop, kind, text, seen=plan_of(workshop, kind, text).digest, by=by)
