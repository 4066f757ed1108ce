"""The two lines of PyTorch or Keras that make a change to a network of one's own.

`lstm`, `gru` or `rnn` is a module of PyTorch, `layer` each recurrent layer of a Keras model.
"""

from __future__ import annotations

from lstm97.formats import Candidate, Part

BLOCKS = {"lstm": 4, "gru": 3, "rnn": 1}
DETACH = {"lstm": "[s.detach() for s in state]", "gru": "state.detach()", "rnn": "state.detach()"}
CLASSES = {"lstm": "LSTM", "gru": "GRU", "rnn": "SimpleRNN"}
EACH = "for name, w in {net}.named_parameters():"
WEIGHTS = "k, r, b = layer.get_weights(); n = layer.units"
NEW = "layer.set_weights([k, r, b])"
TORCH: dict[str, tuple[str, ...]] = {
    "keep-bias": (
        EACH,
        "    if 'bias' in name: w.data.chunk({blocks})[1].fill_({value} * ('_ih' in name))",
    ),
    "chrono": (
        EACH,
        "    if '_ih' in name: t = torch.empty(len(w) // {blocks}).uniform_(1, {value} - 1).log()",
        "    if 'bias' in name: {torch_chrono}",
    ),
    "orthogonal": (
        EACH,
        "    if '_hh' in name and 'weight' in name: "
        "[torch.nn.init.orthogonal_(block, {value}) for block in w.data.chunk({blocks})]",
    ),
    "identity": (
        EACH,
        "    if '_hh' in name and 'weight' in name: "
        "[torch.nn.init.eye_(block).mul_({value}) for block in w.data.chunk({blocks})]",
    ),
    "clip": (
        "loss.backward()",
        "torch.nn.utils.clip_grad_norm_({net}.parameters(), {value})",
    ),
    "truncate": (
        "for x in xs.split({steps}):",
        "    y, state = {net}(x, state); loss(y).backward(); state = {detached}",
    ),
}
KERAS: dict[str, tuple[str, ...]] = {
    "keep-bias": (WEIGHTS, "{keras_keep}; " + NEW),
    "chrono": (
        WEIGHTS + "; t = np.log(np.random.uniform(1, {value} - 1, n))",
        "{keras_chrono}; " + NEW,
    ),
    "orthogonal": (
        "k, r, *b = layer.get_weights(); drawn = np.random.normal(size=({blocks}, *2 * [len(r)]))",
        "layer.set_weights([k, {value} * np.hstack(np.linalg.qr(drawn)[0]), *b])",
    ),
    "identity": (
        "k, r, *b = layer.get_weights()",
        "layer.set_weights([k, {value} * np.hstack({blocks} * [np.eye(len(r))]), *b])",
    ),
    "clip": (
        "optimizer = keras.optimizers.Adam(global_clipnorm={value})",
        "model.compile(optimizer, loss)",
    ),
    "truncate": (
        "layer = keras.layers.{keras_class}(units, stateful=True, return_sequences=True)",
        "for x, y in parts_of({steps}): model.train_on_batch(x, y)",
    ),
}
LINES = {"torch": TORCH, "keras": KERAS}


def recipe(found: Candidate, name: str, value: float) -> tuple[str, ...]:
    """The lines that make a change (`what_if.CHANGES`) in a network's own framework."""
    part = found.layers[0]
    number = f"{value:g}" if value % 1 else f"{value:.1f}"
    values = {
        "net": part.kind,
        "blocks": BLOCKS[part.kind],
        "value": number,
        "steps": int(value),
        "detached": DETACH[part.kind],
        "keras_class": CLASSES[part.kind],
        **_gates(part, number),
    }
    return tuple(line.format(**values) for line in LINES[part.framework][name])


def _gates(part: Part, number: str) -> dict[str, str]:
    """Where the biases of the keeping gate, and of input gates, stand."""
    own = "w.data.chunk({blocks})[{n}].copy_({t} * ('_ih' in name))"
    if part.kind == "lstm":
        torch = "; ".join(own.format(blocks=4, n=n, t=t) for n, t in ((1, "t"), (0, "-t")))
        keep = (f"b[n:2 * n] = {number}", "b[n:2 * n], b[:n] = t, -t")
    elif part.reset == "after":
        torch = own.format(blocks=3, n=1, t="t")
        keep = (f"b[:, :n] = [[{number}], [0]]", "b[:, :n] = t, 0 * t")
    else:
        torch = own.format(blocks=3, n=1, t="t")
        keep = (f"b[:n] = {number}", "b[:n] = t")
    return {"torch_chrono": torch, "keras_keep": keep[0], "keras_chrono": keep[1]}
