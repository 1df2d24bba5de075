"""Check the trail: every row, every link, every signature, all that it states.

The trail is what is believed: whatever else the database says of an act is compared with
the bytes that were written then, never the other way round.
"""
