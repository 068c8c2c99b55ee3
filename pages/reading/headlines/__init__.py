"""Where stories begin, and what the short lines of their heads are."""
