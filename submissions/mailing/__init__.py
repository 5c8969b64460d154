"""The mails about submissions: their texts, whether one is still due, samples for chairs."""
