"""What people may ask of what is kept of them: to have it, to have it erased, to be told of it."""
