"""Files of what is on the screen, in the words of the visit."""
