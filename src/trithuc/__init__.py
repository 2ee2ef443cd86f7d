"""Knowledge about text, names, identifiers, sectors and outside formats: no Django, no database, no clock."""
