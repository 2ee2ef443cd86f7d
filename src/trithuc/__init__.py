"""Knowledge of text, names, identifiers, sectors and outside formats.

No Django, no database, no clock; network only in importers' clients.
"""
