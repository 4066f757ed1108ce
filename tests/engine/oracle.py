"""The networks again, in 60 decimal digits, with derivatives by the chain rule alone.

Nothing of the engine is used: every operation remembers what it was made of and its local
derivative, and an error is sent back from the loss along these. Slow, and right where doubles are
not: 1 - tanh(100)^2 is 5.5e-87 here and 0 there.
"""

from decimal import Decimal, getcontext

getcontext().prec = 60
getcontext().Emin = -(10**6)


class Number:
    """A value, what it was made of with its derivatives, and dE/d of it once `send` has run."""

    def __init__(self, value, made_of=()):
        self.value, self.made_of, self.error = Decimal(value), made_of, Decimal(0)

    def __add__(self, other):
        return Number(self.value + other.value, ((self, Decimal(1)), (other, Decimal(1))))

    def __mul__(self, other):
        return Number(self.value * other.value, ((self, other.value), (other, self.value)))


def exact(value):
    return Number(Decimal(float(value)))  # a double is a decimal


ONE, MINUS = Number(1), Number(-1)


def tanh(x):
    u = (-2 * abs(x.value)).exp()
    sign = 1 if x.value >= 0 else -1
    return Number(sign * (1 - u) / (1 + u), ((x, 4 * u / (1 + u) ** 2),))


def logistic(x):
    u = (-abs(x.value)).exp()
    value = 1 / (1 + u) if x.value >= 0 else u / (1 + u)
    return Number(value, ((x, u / (1 + u) ** 2),))


def identity(x):
    return x


def h(x):
    return tanh(x * Number("0.5"))


def g(x):
    return h(x) * Number(2)


SQUASH = {"tanh": tanh, "logistic": logistic, "identity": identity, "g": g, "h": h}


def send(loss):
    """dE/d of everything that the loss was made of."""
    order, seen = [], set()

    def visit(number):
        stack = [(number, iter(number.made_of))]
        seen.add(id(number))
        while stack:
            top, rest = stack[-1]
            for source, _ in rest:
                if id(source) not in seen:
                    seen.add(id(source))
                    stack.append((source, iter(source.made_of)))
                    break
            else:
                order.append(top)
                stack.pop()

    visit(loss)
    loss.error = Decimal(1)
    for number in reversed(order):
        for source, slope in number.made_of:
            source.error += number.error * slope


class Weights:
    """A network's weights by row and source, from the engine's arrays."""

    def __init__(self, params):
        self.spec = params.spec
        self.hidden, self.output = params.hidden, params.output

    def net(self, row, heard):
        """Net inputs of a row from ``heard``: lists of numbers by source."""
        rows, sources = self.spec.rows[row], self.spec.sources
        return [
            self._sum(self.hidden[unit], sources, {**heard, "bias": [ONE]})
            for unit in range(rows.start, rows.stop)
        ]

    def out(self, heard):
        readable = self.spec.readable
        return [self._sum(weights, readable, {**heard, "bias": [ONE]}) for weights in self.output]

    @staticmethod
    def _sum(weights, places, heard):
        total = Number(0)
        for name, numbers in heard.items():
            for weight, number in zip(weights[places[name]], numbers, strict=True):
                total = total + exact(weight) * number
        return total


def rnn(w, x, state):
    net = w.net("net_j", {"x": x, "y_j": state["y"]})
    y = [SQUASH[w.spec.activation](one) for one in net]
    return {"net_j": net, "y": y, "shown": {"y_j": y}}


def lstm(w, x, state):
    """The cell of 1997, and of 2000 where there are forget gates; blocks of one cell."""
    rows = w.spec.rows
    nets = {row: w.net(row, {"x": x, "y_c": state["y"]}) for row in rows if row != "net_i"}
    opened = {row: [logistic(one) for one in nets[row]] for row in nets if row != "net_c"}
    squashed = [SQUASH[w.spec.g](one) for one in nets["net_c"]]
    kept = state["s"]
    if "net_forget" in rows:
        kept = [gate * s for gate, s in zip(opened["net_forget"], kept, strict=True)]
    s = [k + i * c for k, i, c in zip(kept, opened["net_in"], squashed, strict=True)]
    y = [o * SQUASH[w.spec.h](one) for o, one in zip(opened["net_out"], s, strict=True)]
    return {**nets, "y": y, "s": s, "shown": {"y_c": y}}


def gru(w, x, state):
    before, after = state["y"], w.spec.reset == "after"
    heard = {"x": x, "y": before}
    nets = {row: w.net(row, heard) for row in ("net_r", "net_z")}
    r, z = ([logistic(one) for one in nets[row]] for row in ("net_r", "net_z"))
    if after:
        nets["net_m"] = w.net("net_m", {"y": before})
        late = [a * b for a, b in zip(r, nets["net_m"], strict=True)]
        nets["net_h"] = [a + b for a, b in zip(w.net("net_h", {"x": x}), late, strict=True)]
    else:
        reset = [a * b for a, b in zip(r, before, strict=True)]
        nets["net_h"] = w.net("net_h", {"x": x, "reset": reset})
    new = [tanh(one) for one in nets["net_h"]]
    renewed = [logistic(one * MINUS) for one in nets["net_z"]]
    parts = zip(z, before, renewed, new, strict=True)
    y = [keep * old + share * fresh for keep, old, share, fresh in parts]
    return {**nets, "y": y, "s": y, "shown": {"y": y}}


STEPS = {"rnn": rnn, "lstm97": lstm, "lstm2000": lstm, "gru": gru}


def run(params, xs, targets, teach):
    """Every value of every step, with dE/d of it in ``error``; E is the squared error."""
    w, slug = Weights(params), params.spec.slug
    units = getattr(params.spec, "blocks", None) or params.spec.hidden
    state = {"y": [Number(0)] * units, "s": [Number(0)] * units}
    steps, loss = [], Number(0)
    for x, target, taught in zip(xs, targets, teach, strict=True):
        state = STEPS[slug](w, [exact(one) for one in x], state)
        state["net_k"] = w.out(state["shown"])
        if taught:
            for net, wanted in zip(state["net_k"], target, strict=True):
                miss = SQUASH[params.spec.output](net) + exact(-wanted)
                loss = loss + Number("0.5") * miss * miss
        steps.append(state)
    send(loss)
    return steps
