"""What is searched for, and what is missing: masking, counting, bursts, clusters. Pure; knows of no store and no clock."""
