"""The kinds of steps, as Wagtail tasks."""
