"""What was written down before an update, as the same would be written now.

What a type has no more is left out, since nobody reads it any longer; an attribute of
another name is found by its key; and whatever else the form became, its steps say.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from wagtail.fields import StreamField

from pages.content.blocks import brought_forward
from pages.content.canonical import BASE_FIELDS, FILES, OFFICE, written
from pages.content.files import SAID

if TYPE_CHECKING:
    from pages.content.form import Content


def as_of_today(content: Content, model: Any) -> Content:
    """``content``, which was written of a ``model`` at any time, as it would be now."""
    now = model.form.brought_forward(content)
    fields = written(model, fields_of_today(now, model))
    if OFFICE in now:
        fields[OFFICE] = now[OFFICE]
    if FILES in now:
        fields[FILES] = files_of_today(now[FILES], fields)
    return fields


def fields_of_today(content: Content, model: Any) -> Content:
    """What ``content`` says, by the attributes that are read today."""
    read = (*BASE_FIELDS, *model.public_fields)
    streams = {
        field.name: field.stream_block
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
    }
    return {
        name: brought_forward(streams[name], value) if name in streams else value
        for key, value in content.items()
        if (name := model.form.attribute(key)) in read
    }


def files_of_today(files: Content, fields: Content) -> Content:
    """Those that the text still shows, and of each what is still said of it."""
    shown = json.dumps(fields)
    return {
        uuid: {name: value for name, value in said.items() if name in SAID}
        for uuid, said in files.items()
        if uuid in shown
    }
