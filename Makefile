# Thin: every target is one call of cityscene/setup, which works without make too.

# The first Python that is new enough; make run PYTHON=... names another.
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo "$$p" && break; done)
ifeq ($(PYTHON),)
PYTHON := python3
endif
PORT ?= 8501
# Not taken from the environment: some shells export HOST as the machine's own name.
HOST = 127.0.0.1
ARGS =

SETUP = @command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: sudo apt-get install python3" >&2; exit 1; }; \
	$(PYTHON) -m cityscene.setup

.PHONY: help run test lint types format bench install clean distclean
.DEFAULT_GOAL := help

help:
	@printf '%s\n' \
	'make run        build the data, serve the app; PORT=8600 HOST=0.0.0.0   构建数据并启动网站' \
	'make test       format, lint, types, all tests; ARGS="-k units"         格式、规范、类型与全部测试' \
	'make lint       formatting and lint rules only                          仅检查格式与规范' \
	'make types      type checker only                                       仅检查类型' \
	'make format     rewrite the code in the house format                    按统一格式整理代码' \
	'make bench      measure build, pages, load, browser                     测量构建、页面、并发与浏览器' \
	'make install    environment only, nothing is started                    仅安装环境' \
	'make clean      remove what was built and cached                        清除构建结果与缓存' \
	'make distclean  clean, and remove the environment                       清除并删除环境'

run:
	$(SETUP) run --port $(PORT) --host $(HOST)

test:
	$(SETUP) test -- $(ARGS)

bench:
	$(SETUP) bench -- $(ARGS)

install lint types format clean distclean:
	$(SETUP) $@
