"""What everybody reads of a competition: its facts, the leaderboard, the results."""
