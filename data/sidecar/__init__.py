"""The sidecar cache: what was read from a district's file, kept beside it so as to open at once.

`<name>.gpkg.quankan` holds the district, `<name>.gpkg.quankan-*` what was made of it. They are
looked up by the state of the file (`file_state`), never change an answer, and may be deleted at
any time. None of them is trusted: what is damaged or does not fit is not used.
"""
