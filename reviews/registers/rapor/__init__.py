"""How an SOP is kept: its steps measured against their mutu baku, and monitored."""
