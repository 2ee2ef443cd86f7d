"""Fields of forms about people."""

from __future__ import annotations

from typing import Any

from django import forms

from trithuc.text.lines import plain_line


class DateField(forms.DateField):
    """A day, picked in the browser's own calendar."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class LineField(forms.CharField):
    """A name as the eye sees it: one of nothing but invisible characters is no answer."""

    def to_python(self, value: Any) -> str:
        return plain_line(super().to_python(value) or "")
