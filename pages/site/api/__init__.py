"""Read-only endpoints of API v3: live, public content and nothing else."""
