"""The chairs' page of all conflicts: found, declared, lifted."""
