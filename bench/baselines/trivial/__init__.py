"""The shortest Chalice app there is, deployed with plain ``chalice deploy`` beside ours."""
