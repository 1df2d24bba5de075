"""The WSGI application in front of Django: anonymous reads, from memory or rows."""
