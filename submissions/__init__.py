"""What authors send in, its lifecycle, conflicts and the check of the PDF."""
