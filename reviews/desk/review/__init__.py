"""The screens of this product inside Wagtail's admin."""
