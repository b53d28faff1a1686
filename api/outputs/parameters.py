"""The question of a run with every parameter resolved, as `coverage.json` states it."""

from typing import Any

from api.job import Job, UsedCalendar
from data.hours.day import Day
from data.hours.typical import TypicalDays
from geo.answers import Coverage


def parameters(job: Job, answer: Coverage) -> dict[str, Any]:
    """All that was asked."""
    question = job.question
    moment = question.moment
    return {
        "minutes": float(question.minutes),
        "limit_m": question.limit_mm / 1000,
        "tier_limits": {tier: float(m) for tier, m in question.tier_limits_min.items()},
        "rural_minutes": None if question.rural_minutes is None else float(question.rural_minutes),
        "bands": [float(band) for band in question.bands_min],
        "exact_circles": job.exact_circles,
        "profile": question.profile.id,
        "speed_m_s": float(question.profile.speed_m_s),
        "takes_steps": question.takes_steps,
        "step_free": question.step_free,
        "max_snap_m": float(question.max_snap_m),
        "tier": question.tier,
        "network": question.network,
        "group": question.group,
        "groups": list(question.groups),
        "matters": list(question.matters),
        "bundle": question.bundle,
        "every_matter": job.every_matter,
        "services": list(question.services),
        "moment": None if moment is None else moment.isoformat(timespec="minutes"),
        "day": None if answer.day is None else _day(answer.day),
        "week": None if job.days is None else week_days(job.days),
        "calendar": None if job.calendar is None else _calendar(job.calendar),
    }


def week_days(days: TypicalDays) -> dict[str, str]:
    """Day type to the day that stands for it."""
    return {
        "weekday": days.weekday.isoformat(),
        "saturday": days.saturday.isoformat(),
        "sunday": days.sunday.isoformat(),
        "holiday": days.holiday.isoformat(),
    }


def _day(day: Day) -> dict[str, Any]:
    return {
        "kind": day.kind.value,
        "weekday": None if day.weekday is None else day.weekday + 1,
        "name": day.name,
    }


def _calendar(used: UsedCalendar) -> dict[str, Any]:
    return {
        "source": used.calendar.source,
        "version": used.package_version,
        "table_sha256": used.table_sha256,
    }
