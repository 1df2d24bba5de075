"""SOPs in the admin: written as a form, imported, compared, adopted, retired."""
