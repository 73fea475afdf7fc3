"""The tests: one folder for each room, read as a specification."""
