"""The parts of the page 数据与来源, one module a tab."""
