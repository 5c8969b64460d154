"""Reviewers are invited by pasted lines, and answer by the link in a mail."""

PURPOSE = "invitation"
REMINDER = "invitation_reminder"
ABOUT_INVITATIONS = (PURPOSE, REMINDER)
