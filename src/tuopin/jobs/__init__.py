"""Long work in the background: progress, owner, cancel, retry, and nothing lost or done twice."""
