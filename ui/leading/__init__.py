"""What who leads has at hand during the workshop: script, clock, next and back, what is not done yet."""
