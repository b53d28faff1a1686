"""What can go wrong while a picture is made.

QuankanError
└── MapError
    └── AssetError           a file that the page needs did not come with the installation
"""

from data.errors import QuankanError


class MapError(QuankanError):
    """A picture could not be made."""


class AssetError(MapError, LookupError):
    """A file that every page needs did not come with the installation."""
