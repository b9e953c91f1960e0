"""What ours is compared with: the same job done with as little as the job allows."""
