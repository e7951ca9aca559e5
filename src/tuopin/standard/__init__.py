"""The exit standard: dated editions of numbers, provincial overlays, and the criteria that give them meaning."""
