"""Who reviews what: how near texts are to each other, and the best assignment. No Django in here.

Its parts are imported where they are used: numpy, scipy and OR-tools take time and memory.
"""

ABOUT_PROBLEMS = """\
Needed: `submissions` and `reviewers` (how many; both are numbered from 0), `edges` (three arrays:
submission, reviewer, score; a pair that is absent is a conflict), `demand` for each submission,
`min_load` and `max_load` for each reviewer (each may be one number for all). Not needed:

- `pins`: pairs (submission, reviewer) that must be in the answer.
- `floor`: 0, the greatest total; else the share, up to 1, of the best attainable score of the
  worst submission that each submission is to reach.
- `senior`: for each reviewer, whether senior; each submission gets at least one.
- `institutions`: for each reviewer an id or none; no submission gets two of the same.
- `authors`: pairs (submission, reviewer who wrote it); no two review each other's.
- `soft`: {"senior", "institutions" or "mutual": price}. What else is a rule may then be broken,
  at so much of the total for each breach.
- `keep`: pairs that stand now; `keep_bonus`: what keeping one is worth, 1 is the widest
  difference of two scores and what is meant if it is not given.
- `names`: {"submissions": […], "reviewers": […]}, for words; `conflicts`: three arrays
  (submission, reviewer, kind in words), for words as well. To lift one of the kind “authorship” or
  “declining” is never advised.
"""
