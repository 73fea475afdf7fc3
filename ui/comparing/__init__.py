"""Published figures beside each other: teams, values, places, time."""
