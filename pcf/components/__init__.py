"""Turn BOM lines into components, and components into exchanges."""
