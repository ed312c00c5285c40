"""Where background unit processes and reviewed tables come from."""
