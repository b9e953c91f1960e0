"""A bare Chalice app with a boto3 client and a pydantic model: the least a matter could be."""
