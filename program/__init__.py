"""Rooms, speakers, slots and materials: the public program."""
