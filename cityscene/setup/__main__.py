"""Gate in front of the commands: an old Python can read this file, and gets a sentence."""

import os
import sys

OLDEST = (3, 11)


def old_python(major: int, minor: int) -> str:
    """Say that this Python is too old, in the language of the terminal."""
    this = f"{major}.{minor}"
    if (os.environ.get("LC_ALL") or os.environ.get("LANG") or "").startswith("zh"):
        return (
            f"需要 Python 3.11 或更新版本, 当前是 {this}: "
            "请安装后指定, 例如 make run PYTHON=python3.12"
        )
    return (
        f"Python 3.11 or newer is needed, this is {this}: "
        "install it and name it, for example make run PYTHON=python3.12"
    )


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit(old_python(*sys.version_info[:2]))
    # Only now: these modules use syntax that an old Python cannot read.
    from cityscene.setup.commands import main

    sys.exit(main(sys.argv[1:]))
