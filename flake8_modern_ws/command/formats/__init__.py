"""How the result of a run is written: one module per format, each with ``render``."""
