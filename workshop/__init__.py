"""The Django project and the base app: workshops, people, dates, mail, jobs, trail."""
