"""The parts of the page 场景库: what is asked, what is read, and its four views."""
