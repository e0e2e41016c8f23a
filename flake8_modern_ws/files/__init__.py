"""The files of a run, without flake8: which ones, how they are read, what is switched off.

Every answer is the one that flake8 (6.0 to 7.5, which agree) would give, so that the command
and the plugin show the same. flake8 itself is never imported.
"""
