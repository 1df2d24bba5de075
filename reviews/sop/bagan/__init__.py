"""The SOP drawn as its official flowchart (PermenPANRB 35/2012)."""
