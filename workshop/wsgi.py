import os

from django.core.wsgi import get_wsgi_application

from workshop.renderings import answer_kept

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
application = answer_kept(get_wsgi_application())
