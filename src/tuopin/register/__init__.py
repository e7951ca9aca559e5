"""The register of poor households: typed tables, import of real workbooks, data-quality rules, frozen snapshots."""
