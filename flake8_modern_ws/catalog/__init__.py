"""Facts about upstream libraries: what was deprecated, removed or renamed, since when.

Data only. Each table has the tool that regenerates or proves it named in its own
docstring; ``tox -e upstream`` runs every row against real releases.
"""
