"""The rules, a module a group; a rule is one decorated function (see rule.py), and nothing else is to be touched."""
