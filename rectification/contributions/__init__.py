"""What this app adds to pages, lists and checks that others show; registered in RectificationConfig.ready()."""
