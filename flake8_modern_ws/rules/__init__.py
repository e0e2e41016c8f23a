"""The rules: where a fact of the model meets a row of the catalog. One module per rule."""
