from office.ready import django_ready

django_ready()
