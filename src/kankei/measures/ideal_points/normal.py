"""The normal distribution and its random numbers, in single precision and vector registers.

Random numbers are functions of a counter: the draw that belongs to a vote depends on the keys of
the sweep and on the place of the vote, and on nothing that happened before. So a chain is the same
however many threads there are.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compiled import compiled

Vector = NDArray[np.float32]

_F, _I, _U = np.float32, np.int32, np.uint32
_ZERO, _HALF, _ONE, _TINY = _F(0), _F(0.5), _F(1), _F(4e-30)
# 2**x on [-1/2, 1/2] and log(1 + x): minimax coefficients for single precision.
_LOG2E, _LN2, _ROOT_HALF, _BIAS = _F(1.442695041), _F(0.6931471806), _I(0x3F3504F3), _I(127)
_E1, _E2, _E3 = _F(0.69314718056), _F(0.24022650695), _F(0.05550410866)
_E4, _E5, _E6 = _F(0.00961812911), _F(0.00133335581), _F(1.5403530e-4)
_L1, _L2, _L3 = _F(3.3333331174e-1), _F(-2.4999993993e-1), _F(2.0000714765e-1)
_L4, _L5, _L6 = _F(-1.6668057665e-1), _F(1.4249322787e-1), _F(-1.2420140846e-1)
_L7, _L8, _L9 = _F(1.1676998740e-1), _F(-1.1514610310e-1), _F(7.0376836292e-2)
# Mills ratio as a polynomial of t = 1/(1 + x/5), fitted on [0, 12]: relative error 1.3e-6.
_M0, _M1, _M2, _M3 = _F(0.2), _F(0.0803466955), _F(0.0711267984), _F(0.132397951)
_M4, _M5, _M6, _M7 = _F(-0.122896596), _F(0.446608582), _F(-0.386629325), _F(0.279046518)
# Normal quantile over sqrt(2)(2p - 1) as a function of w = -log(4p(1 - p)): of w - 3 below 6,
# of sqrt(w) above, fitted to p = 1e-30: error 7e-7 and 2e-5.
_Q0, _Q1, _Q2, _Q3 = _F(1.6235422), _F(0.241631815), _F(-0.00573905581), _F(-0.000838267893)
_Q4, _Q5, _Q6, _Q7 = _F(1.95790368e-4), _F(-1.18962593e-5), _F(-1.95162565e-6), _F(3.32193933e-7)
_T0, _T1, _T2 = _F(0.999455215), _F(-0.00981108541), _F(-1.31736234)
_T3, _T4, _T5 = _F(4.46112254), _F(-7.8261831), _F(6.29506752)
_MIDDLE, _SPLIT, _ROOT_TWO, _FOUR, _FARTHEST = _F(3), _F(6), _F(1.414213562), _F(4), _F(12)
_GOLDEN, _MIX1, _MIX2 = _U(0x9E3779B9), _U(0x7FEB352D), _U(0x846CA68B)
_B8, _B15, _B16, _STEP, _FIRST = _U(8), _U(15), _U(16), _F(2**-24), _F(2**-25)


@compiled
def exponential(x: Any) -> Any:
    """Power of e, for arguments between -87 and 87."""
    y = x * _LOG2E
    whole = np.floor(y + _HALF)
    r = y - whole
    p = _ONE + r * (_E1 + r * (_E2 + r * (_E3 + r * (_E4 + r * (_E5 + r * _E6)))))
    return p * _I((_I(whole) + _BIAS) << 23).view(np.float32)


@compiled
def logarithm(x: Any) -> Any:
    """Natural logarithm of a positive number."""
    bits = _I(_F(x).view(np.int32) - _ROOT_HALF)
    m = _I((bits & 0x7FFFFF) + _ROOT_HALF).view(np.float32) - _ONE
    p = _L4 + m * (_L5 + m * (_L6 + m * (_L7 + m * (_L8 + m * _L9))))
    p = _L1 + m * (_L2 + m * (_L3 + m * p))
    return m + m * m * (m * p - _HALF) + _F(bits >> 23) * _LN2


@compiled
def cumulative(x: Any) -> Any:
    """Standard normal distribution function."""
    a = min(abs(x), _FARTHEST)
    t = _ONE / (_ONE + _M0 * a)
    ratio = t * (_M1 + t * (_M2 + t * (_M3 + t * (_M4 + t * (_M5 + t * (_M6 + t * _M7))))))
    tail = ratio * exponential(-_HALF * a * a)
    return tail if x < _ZERO else _ONE - tail


@compiled
def quantile(p: Any) -> Any:
    """Standard normal quantile."""
    rest = _ONE - p
    w = -logarithm(max(_FOUR * p * rest, _TINY))
    u = w - _MIDDLE
    near = _Q3 + u * (_Q4 + u * (_Q5 + u * (_Q6 + u * _Q7)))
    near = _Q0 + u * (_Q1 + u * (_Q2 + u * near))
    root = np.sqrt(w)
    v = _ONE / root
    far = root * (_T0 + v * (_T1 + v * (_T2 + v * (_T3 + v * (_T4 + v * _T5)))))
    return _ROOT_TWO * (near if w < _SPLIT else far) * (p - rest)


@compiled
def mixed(x: Any) -> Any:
    """Scramble 32 bits."""
    a = _U(x ^ (x >> _B16))
    b = _U(a * _MIX1)
    c = _U(b ^ (b >> _B15))
    d = _U(c * _MIX2)
    return _U(d ^ (d >> _B16))


@compiled
def uniform(counter: Any, first: Any, second: Any) -> Any:
    """Random number between 0 and 1 that belongs to a counter and two keys."""
    bits = mixed(_U(mixed(_U(_U(counter) * _GOLDEN + first)) + second))
    return _F(_I(_U(bits >> _B8))) * _STEP + _FIRST


@compiled
def draw_normals(out: Vector, first: Any, second: Any) -> None:
    """Fill a vector with standard normal numbers."""
    for i in range(out.shape[0]):
        out[i] = quantile(uniform(i, first, second))
