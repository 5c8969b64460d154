"""What chairs read of the whole: numbers of what they may decide alone, drawn and in words."""
