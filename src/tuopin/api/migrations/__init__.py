"""The API's own table."""
