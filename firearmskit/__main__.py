"""Run the command line as ``python -m firearmskit``."""

import sys

from firearmskit.cli import main

sys.exit(main())
