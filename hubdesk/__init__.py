"""What the hub does: every rule, no screen. Nothing in here imports Qt."""
