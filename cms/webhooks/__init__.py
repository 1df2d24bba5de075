"""Webhooks: what became public, was corrected or withdrawn, told to other systems.

Messages follow the Standard Webhooks specification
(https://github.com/standard-webhooks/standard-webhooks).
"""
