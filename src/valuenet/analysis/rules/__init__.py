"""The rules that look for findings, by what they look at; `findings.py` names them all."""
