#!/usr/bin/env python
import os
import sys

# These answer from a file alone: without Django's set-up they take half the time.
PLAIN = {
    "check_pdf": "submissions.check_command",
    "read_energy_log": "competition.log_command",
    "solve_assignment": "reviews.solve_command",
}

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    if sys.argv[1:2] and (module := PLAIN.get(sys.argv[1])):
        from importlib import import_module

        sys.exit(import_module(module).main(sys.argv[2:]))
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
