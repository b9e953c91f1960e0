"""教师资格证补发换发: a lost or damaged teacher certificate is issued again."""
