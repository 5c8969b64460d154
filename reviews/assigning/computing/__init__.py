"""From texts, topics, scores and rules to pairs with their reasons. No Django in here.

What is asked, a dictionary for JSON, speaks of submissions and reviewers by their places:

- `texts` of the submissions, `papers` of the reviewers: a list of texts for each;
- `topics_of_submissions`, `topics_of_reviewers`: a list of numbers for each;
- `imported`: [submission, reviewer, score] of scores from elsewhere;
- `closed`: [submission, reviewer, why in a word] of the pairs that must not be;
- `pins`: pairs that must be, `kept`: pairs that stand and had better stay;
- `demand`, `most`: a number for each; `senior`, `institutions`: see `matching.problems`, or none;
- `soft`: {rule: price}; `balanced`: whether the worst served shall be served better;
- `top`: how many candidates of each submission are looked at, none for all; `names`.
"""
