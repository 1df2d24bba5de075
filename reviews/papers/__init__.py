"""What an office keeps, as rows: the models, their queries, and no act."""
