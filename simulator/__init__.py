"""Plays laptops that share a folder through everything that befalls them, by the real code.

One seed is one story: the same seed always plays the same one.
"""
