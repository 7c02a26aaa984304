"""The commands, a module each; `cli/main.py` lists them and loads one when it is called."""
