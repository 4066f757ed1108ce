"""The stage's modules become one: each once, before what needs it, and never two of one name."""

from pathlib import Path

import pytest

from lstm97.figures.stage.script import bundle


def write(folder: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder


def test_what_is_needed_comes_first_and_once(tmp_path: Path) -> None:
    write(
        tmp_path,
        low="export const ONE = 1;\n",
        left='import { ONE } from "./low.js";\n\nexport class Left {}\n',
        right='import { ONE } from "./low.js";\nexport function right() {}\n',
        top='import { Left } from "./left.js";\nimport { right } from "./right.js";\n'
        "export default function mount() {}\n",
    )
    text = bundle(tmp_path, "top.js")
    lines = [line for line in text.splitlines() if line]
    assert lines == [
        "const ONE = 1;", "class Left {}", "function right() {}",
        "export default function mount() {}",
    ]  # fmt: skip


def test_a_circle_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a='import { b } from "./b.js";\n', b='import { a } from "./a.js";\n')
    with pytest.raises(ValueError, match=r"a\.js -> b\.js -> a\.js"):
        bundle(tmp_path, "a.js")


def test_a_name_declared_twice_is_refused(tmp_path: Path) -> None:
    write(tmp_path, a='import { x } from "./b.js";\nconst y = x;\n', b="export let x;\nlet y;\n")
    with pytest.raises(ValueError, match=r"y is declared in b\.js and in a\.js"):
        bundle(tmp_path, "a.js")


def test_data_are_written_in_once(tmp_path: Path) -> None:
    (tmp_path / "data.json").write_text('{ "A": 1 }\n', encoding="utf-8")
    line = 'import data from "./data.json" with { type: "json" };\n'
    write(tmp_path, a=f'{line}import {{ b }} from "./b.js";\nuse(data.A);\n', b=f"{line}let b;\n")
    lines = bundle(tmp_path, "a.js").splitlines()
    assert lines == ['const data = { "A": 1 };', "let b;", "use(data.A);"]


def test_comments_types_and_indents_stay_at_home(tmp_path: Path) -> None:
    comments = ["// Why.", "/**", " * @param {number} x", " */"]
    code = ["  /** @type {A} */ let z;", "/** one line */", "use(/** @type {B} */ (z));", ""]
    lines = [*comments, 'let y = "//"; // kept', "", *code]
    kept = ['let y = "//"; // kept', "let z;", "use((z));"]
    assert bundle(write(tmp_path, a="\n".join(lines)), "a.js").splitlines() == kept
