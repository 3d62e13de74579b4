"""Set-up: the environment, its lock, the commands behind the Makefile. Standard library only."""
