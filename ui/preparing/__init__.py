"""Before the workshop: the form that makes one, how people come in, who is still missing, the lobby."""
