"""What can be typed on the desk."""

from __future__ import annotations

from django import forms

from caunoi.desk.models import Note


class NoteForm(forms.ModelForm):
    class Meta:
        model = Note
        fields = ["text"]
