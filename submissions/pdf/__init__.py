"""What a proposal's PDF is, and whether that is what the call asks for.

`measuring.measure` takes facts from a file that nobody trusts, in a process of its own;
`judging.judge` compares facts with a workshop's policy. Facts are stored with the verdict that
followed: when the policy changes, they can be judged again and no file is opened. Plain Python;
words for people are in `submissions.findings`.

Nothing is imported here: the process that measures begins anew for each file.
"""
