"""What a reviewer says of herself: how much, about what, her papers, whom she knows."""
