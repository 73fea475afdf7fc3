"""The numbers to reach, each with the code that measures it."""
