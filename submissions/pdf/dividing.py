"""Text divided at a sign, but not inside of quotes and of parentheses that are closed."""

import re

QUOTED = re.compile(r"(?<![^\s;,<(])[\"“„«][^\"“”„«»]*[\"”“»](?![^\s;,<>()])")
WIDE = str.maketrans("（）；，＜＞＠：＂\t", '();,<>@:" ')
HIDDEN = "\0"


def divided(text, sign):
    """The parts that hold anything, without the spaces around them."""
    open_text, parts, start = masked(text), [], 0
    for found in re.finditer(re.escape(sign), open_text):
        parts.append(text[start : found.start()])
        start = found.end()
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]


def masked(text):
    """Just as long, with HIDDEN in place of all that is quoted or in parentheses."""
    plain = QUOTED.sub(lambda found: HIDDEN * len(found[0]), text.translate(WIDE))
    signs, end = list(plain), 0
    for first, last in sorted(pairs_of(plain)):
        if first >= end:
            signs[first : last + 1] = HIDDEN * (last + 1 - first)
            end = last + 1
    return "".join(signs)


def pairs_of(text):
    """(place of a parenthesis, place of the one that closes it)"""
    opened = []
    for place, sign in enumerate(text):
        if sign == "(":
            opened.append(place)
        elif sign == ")" and opened:
            yield opened.pop(), place


def groups_behind(text):
    """(what stands before them, [what the parentheses at its end hold])"""
    head, groups = text.strip(), []
    opened = {last: first for first, last in pairs_of(head.translate(WIDE))}
    while len(head) - 1 in opened:
        first = opened[len(head) - 1]
        groups.insert(0, head[first + 1 : -1].strip())
        head = head[:first].rstrip()
    return head, [one for one in groups if one]
