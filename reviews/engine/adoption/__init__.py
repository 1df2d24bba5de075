"""From a document to an SOP in force: its workflows and its tasks."""
