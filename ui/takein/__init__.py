"""Take in (F4): goods come in, scan by scan."""
