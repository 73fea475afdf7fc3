"""What is shipped to run the app elsewhere, and the app as a process."""
