"""What a participant does and sees: answering, saying something, looking back, you beside the group."""
