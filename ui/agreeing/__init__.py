"""From tensions and ideas to an agreement, and looking back on it."""
