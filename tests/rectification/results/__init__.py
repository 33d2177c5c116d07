"""Assessment, copies and announcements of one round."""
