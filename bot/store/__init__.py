"""What lasts: tables, queries and migrations. The only package that speaks SQL through SQLAlchemy."""
