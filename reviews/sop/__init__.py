"""An SOP as a document: read, checked, interpreted, drawn. No database."""
