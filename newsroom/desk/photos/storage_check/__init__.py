"""Compares the photo files with the rows that name them (盘点), and repairs what can be repaired.

Each check yields Findings. A check holds at most a batch of names in memory, and never deletes a
file that a row names, nor one younger than MIN_AGE, whose row may not be committed yet.
"""

from newsroom.desk.photos.storage_check.originals import originals, orphaned_originals
from newsroom.desk.photos.storage_check.public_files import missing_files, unneeded_files
from newsroom.desk.photos.storage_check.sizes import orphaned_sizes, sizes, unmade_sizes
from newsroom.desk.photos.storage_check.storages import leftovers

# The order matters: a repair may need what an earlier one has restored.
CHECKS = (
    leftovers,
    originals,
    orphaned_originals,
    sizes,
    orphaned_sizes,
    unmade_sizes,
    missing_files,
    unneeded_files,
)
