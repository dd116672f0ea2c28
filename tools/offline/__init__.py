"""Make the offline edition: one folder with the book and every exercise, which runs from a stick or any web server.

``_build/offline`` holds the book with the exercises' form pages; the notebooks in JupyterLite (``lab/``) with Python
for the browser, the library in it; ``serve.py`` for any Python 3; and what a newcomer reads first. It asks for nothing
from elsewhere. ``--pyodide DIR`` adds pandas and matplotlib from the files of a Pyodide release.
"""
