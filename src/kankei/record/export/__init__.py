"""The record in the forms in which others cite and reuse it."""
