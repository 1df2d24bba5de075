"""The demo: offices with content that people can read, try and take apart."""
