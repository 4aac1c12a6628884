"""What volunteers see: Qt widgets only. No rule of the hub lives in here."""
