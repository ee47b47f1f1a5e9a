"""`python -m rameau.demonstration`: the whole demonstration in front, until Ctrl-C."""

import sys

from rameau.demonstration.lancement import main

if __name__ == "__main__":
    sys.exit(main())
