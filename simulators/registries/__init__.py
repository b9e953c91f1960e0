"""Other departments' registries on this machine: who lives where, owns what, earns what. All of it is made up."""
