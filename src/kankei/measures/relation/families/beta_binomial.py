"""Days with a report among covered days, when days of one month are alike."""

from __future__ import annotations

import numpy as np

from .family import Family, Terms, Values


def terms(value: Values, predictor: Values, size: Values, shape: Values) -> Terms:
    """``value ~ Binomial(size, q)``, ``q ~ Beta`` with mean ``p = 1 / (1 + exp(-predictor))``.

    The Beta has the parameters ``p / d`` and ``(1 - p) / d`` with ``d = exp(shape)``; the larger
    ``d``, the more alike the trials of a month. Where the law is not log-concave the curvature is
    given as 0.
    """
    from scipy.special import gammaln, psi, zeta

    total = np.exp(-shape[0])
    share = 1 / (1 + np.exp(-predictor))
    rest = size - value
    yes, no = total * share, total * (1 - share)
    density = gammaln(value + yes) - gammaln(yes) + gammaln(rest + no) - gammaln(no)
    pull = psi(value + yes) - psi(yes) - psi(rest + no) + psi(no)
    bend = zeta(2, value + yes) - zeta(2, yes) + zeta(2, rest + no) - zeta(2, no)
    step = total * share * (1 - share)
    curvature = -(step**2 * bend + step * (1 - 2 * share) * pull)
    return Terms(density, step * pull, np.maximum(curvature, 0.0))


def constant(value: Values, size: Values, shape: Values) -> Values:
    """Give the part without the predictor."""
    from scipy.special import gammaln

    total, rest = np.exp(-shape[0]), size - value
    chosen = gammaln(size + 1) - gammaln(value + 1) - gammaln(rest + 1)
    whole: Values = chosen + gammaln(total) - gammaln(size + total)
    return whole


def start(value: Values, size: Values) -> tuple[float, Values]:
    """Begin at the pooled share, and at days that are somewhat alike."""
    share = (value.sum() + 0.5) / (size.sum() + 1)
    return float(np.log(share / (1 - share))), np.array([-3.0])


BETA_BINOMIAL = Family("beta_binomial", "trials", terms, constant, start, counts=True)
