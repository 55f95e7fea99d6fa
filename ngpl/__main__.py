"""``python -m ngpl``."""

import sys

from ngpl.cli import main

sys.exit(main())
