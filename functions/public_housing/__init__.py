"""公共租赁住房: a family in housing difficulty applies online, is reviewed by community, street and bureau, and waits for a home."""
