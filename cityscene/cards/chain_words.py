"""The chain in words: rates with what they leave open, reasons, and the thin stage."""

from __future__ import annotations

import math
from collections.abc import Iterable

from cityscene.funnel import Chain, Pair, Rate, Thin, ThinReason
from cityscene.registry import Registry
from cityscene.schema import ChainStage, Interval
from cityscene.texts import t
from cityscene.units import format_interval

PERCENT = "percent"
_MONEY = "CNY"
_DIGITS = 3
_FINEST = 0.01
_SMALL = 10.0  # percent below which a tenth matters


def stage_name(stage: ChainStage, lang: str) -> str:
    """Name of a stage."""
    return t(f"enum.chain_stage.{stage}", lang)


def stage_names(stages: Iterable[ChainStage], lang: str) -> str:
    """Stages as an enumeration."""
    return t("common.list_separator", lang).join(stage_name(s, lang) for s in stages)


def pair_name(pair: Pair, lang: str) -> str:
    """What is divided by what."""
    return t(f"funnel.pair.{pair.key}", lang)


def rate_text(rate: Rate, registry: Registry, lang: str) -> str:
    """Return a rate with its ends: 80–93%, 17.8%, >10% and that the upper end is unknown."""
    text = _range(rate, registry, lang)
    return t("funnel.open_end", lang, text=text) if rate.interval.high is None else text


def why_text(rate: Rate, lang: str) -> str:
    """Why two figures are not divided."""
    separator = t("common.sentence_separator", lang)
    return separator.join(t(f"funnel.why.{reason}", lang) for reason in rate.reasons)


def thin_text(thin: Thin, own: Chain, registry: Registry, lang: str) -> str:
    """Say which stage of an area is the thin one, and why; without peers none are spoken of."""
    area = registry.area_name(own.area_id, lang)
    stage = stage_name(thin.stage, lang)
    if thin.reason is ThinReason.LOWEST_SHARE and thin.lowest:
        share = rate_text(thin.lowest, registry, lang)
        name = pair_name(thin.lowest.pair, lang)
        return t("funnel.thin.lowest_share", lang, area=area, stage=stage, pair=name, share=share)
    n = thin.peers.get(thin.stage, 0)
    if not n:
        return t("funnel.thin.not_published_alone", lang, area=area, stage=stage)
    return t("funnel.thin.not_published", lang, area=area, stage=stage, n=n, of=thin.of)


def percent(share: Interval) -> Interval:
    """A share in percent, its ends rounded outwards so that nothing possible is cut off."""
    low, high = (None if x is None else 100 * x for x in (share.low, share.high))
    if share.is_point:
        return Interval(low, low)
    step = 1.0 if low is None or low == 0 or low >= _SMALL else 0.1
    return _outwards(Interval(low, high, share.closed), step, step)


def _range(rate: Rate, registry: Registry, lang: str) -> str:
    if rate.pair.is_share:
        share = percent(rate.interval)
        if share.is_point and share.low is not None:
            share = Interval(round(share.low, 1), round(share.low, 1))
        return format_interval(share, registry.units[PERCENT], lang)
    value = rate.interval
    steps = [_step(x) for x in (value.low, value.high)]
    shown = _nearest(value, steps[0]) if value.is_point else _outwards(value, *steps)
    if rate.part.unit == _MONEY:
        return format_interval(shown, registry.units[_MONEY], lang)
    return format_interval(shown, registry.units[rate.part.unit], lang, "")


def _step(x: float | None) -> float:
    """What the last of three digits of a number counts, at least a hundredth."""
    return max(10.0 ** (math.floor(math.log10(x)) - _DIGITS + 1), _FINEST) if x else 1.0


def _nearest(value: Interval, step: float) -> Interval:
    at = round((value.low or 0.0) / step) * step
    return Interval(_clean(at), _clean(at))


def _outwards(value: Interval, low_step: float, high_step: float) -> Interval:
    low = None if value.low is None else _clean(math.floor(_clean(value.low / low_step)) * low_step)
    high = None
    if value.high is not None:
        high = _clean(math.ceil(_clean(value.high / high_step)) * high_step)
    return Interval(low, high, value.closed)


def _clean(x: float) -> float:
    """Take off what binary fractions leave behind: 79.99999999999999 is 80."""
    return round(x, 9)
