"""An office's own SOP table (.docx, .xlsx) read into a draft that people check."""
