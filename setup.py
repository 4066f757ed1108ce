"""What pyproject.toml can't say: the words of the command line and its example go with the package.

They stand in `assets`, outside the package's folder; an installation has them in `lstm97/assets`.
"""

from pathlib import Path
from shutil import copyfile

from setuptools import setup
from setuptools.command.build_py import build_py

HERE = Path(__file__).parent
WANTED = ("text/*/language.toml", "text/*/formats.toml", "runs/trained.safetensors")


def found() -> list[Path]:
    """Files of `assets` that a command needs where there is no clone, in every language."""
    return sorted(file for one in WANTED for file in (HERE / "assets").glob(one))


class Build(build_py):
    """The package, with these files in it."""

    def run(self) -> None:
        """Copy them beside the modules."""
        super().run()
        if getattr(self, "editable_mode", False):
            return  # a clone has them
        for file in found():
            target = Path(self.build_lib, "lstm97", file.relative_to(HERE))
            target.parent.mkdir(parents=True, exist_ok=True)
            copyfile(file, target)

    def get_source_files(self) -> list[str]:
        """What a source distribution must hold to build this."""
        return [*super().get_source_files(), *(str(one.relative_to(HERE)) for one in found())]


setup(cmdclass={"build_py": Build})
