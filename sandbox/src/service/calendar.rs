//! When schedules run: the first run and the next one, in UTC, from the parameters of a schedule.

use super::scope::Scope;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// How many days are looked at for the next run: two hundred years.
const DAYS: u32 = 73_000;

/// How many changes of the clock are looked at for the next winter.
const CHANGES: usize = 4;

/// The first run.
pub(super) fn first_launch(scope: &Scope<'_>) -> Option<Timestamp> {
    let schedule = Schedule::of(scope)?;
    schedule.days().next().and_then(|day| schedule.at(day))
}

/// The next run, unless there is none.
pub(super) fn next_launch(scope: &Scope<'_>) -> Option<Timestamp> {
    let schedule = Schedule::of(scope)?;
    let runs = scope.value("recurrence").and_then(|text| text.parse().ok()).unwrap_or(usize::MAX);
    schedule.days().take(runs).filter_map(|day| schedule.at(day)).find(|launch| *launch >= scope.now)
}

/// Today, in the time zone of a schedule, as parameters write it.
pub(super) fn today(scope: &Scope<'_>) -> Option<String> {
    let zone = zone(scope)?;
    Some(scope.now.to_zoned(zone).strftime("%m/%d/%Y").to_string())
}

/// When a schedule runs.
struct Schedule {
    zone: TimeZone,
    observes_dst: bool,
    start: DateTime,
    pattern: Pattern,
}

enum Pattern {
    Daily { every: i32 },
    Weekly { every: i32, days: Vec<i8> },
    MonthlyByDay { every: i32, day: i8 },
    MonthlyByWeekday { every: i32, weekday: i8, week: i8 },
}

impl Schedule {
    fn of(scope: &Scope<'_>) -> Option<Self> {
        let date = Date::strptime("%m/%d/%Y", scope.value("start_date")?).ok()?;
        let time = Time::new(number(scope, "start_hour")?, number(scope, "start_minute")?, 0, 0).ok()?;
        let start = date.to_datetime(time);
        let every = |name| number::<i32>(scope, name).map(|every| every.max(1));
        let pattern = match scope.value("occurrence")?.as_str() {
            "daily" => Pattern::Daily { every: every("frequency_days")? },
            "weekly" => {
                let days = scope.value("weekdays")?;
                let days = days.split(',').filter_map(weekday).collect();
                Pattern::Weekly { every: every("frequency_weeks")?, days }
            }
            _ => match number(scope, "day_of_month") {
                Some(day) => Pattern::MonthlyByDay { every: every("frequency_months")?, day },
                None => Pattern::MonthlyByWeekday {
                    every: every("frequency_months")?,
                    weekday: number(scope, "day_of_week")?,
                    week: week(&scope.value("week_of_month")?)?,
                },
            },
        };
        let observes_dst = scope.value("observe_dst").is_some_and(|text| text == "yes");
        Some(Self { zone: zone(scope)?, observes_dst, start, pattern })
    }

    /// The days on which it runs, the first one first.
    fn days(&self) -> impl Iterator<Item = Date> + '_ {
        let first = self.start.date();
        let days = (0..DAYS).map_while(move |count| first.checked_add(i64::from(count).days()).ok());
        days.filter(|day| self.runs_on(*day))
    }

    fn runs_on(&self, day: Date) -> bool {
        let first = self.start.date();
        let months = |every| {
            (i32::from(day.year() - first.year()) * 12 + i32::from(day.month() - first.month())) % every == 0
        };
        let days_between = |from: Date, to: Date| from.until(to).map_or(0, |span| span.get_days());
        match &self.pattern {
            Pattern::Daily { every } => days_between(first, day) % every == 0,
            Pattern::Weekly { every, days } => {
                let sunday = |date: Date| {
                    let back = i64::from(date.weekday().to_sunday_zero_offset());
                    date.checked_sub(back.days()).unwrap_or(date)
                };
                let weeks = days_between(sunday(first), sunday(day)) / 7;
                weeks % every == 0 && days.contains(&day.weekday().to_sunday_zero_offset())
            }
            Pattern::MonthlyByDay { every, day: wanted } => day.day() == *wanted && months(*every),
            Pattern::MonthlyByWeekday { every, weekday, week } => {
                let is_week = match week {
                    5 => day.day() + 7 > day.days_in_month(),
                    _ => (day.day() - 1) / 7 + 1 == *week,
                };
                is_week && day.weekday().to_sunday_zero_offset() == *weekday && months(*every)
            }
        }
    }

    /// The time of the run on a day. Without daylight saving time, the clock stays at what it is in winter.
    fn at(&self, day: Date) -> Option<Timestamp> {
        let local = day.to_datetime(self.start.time());
        let time = self.zone.to_timestamp(local).ok()?;
        let info = self.zone.to_offset_info(time);
        if self.observes_dst || !info.dst().is_dst() {
            return Some(time);
        }
        let mut changes = self.zone.following(time).take(CHANGES);
        let winter = changes.find(|change| !change.dst().is_dst());
        winter.map_or(Some(time), |winter| winter.offset().to_timestamp(local).ok())
    }
}

/// The number of a day of the week: Sunday is 0.
pub(super) fn weekday(name: &str) -> Option<i8> {
    const NAMES: [&str; 7] = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
    let position = NAMES.iter().position(|one| *one == name.trim())?;
    i8::try_from(position).ok()
}

/// The number of a week in a month: the first is 1, the last is 5.
pub(super) fn week(name: &str) -> Option<i8> {
    const NAMES: [&str; 5] = ["first", "second", "third", "fourth", "last"];
    let position = NAMES.iter().position(|one| *one == name.trim())?;
    i8::try_from(position + 1).ok()
}

fn zone(scope: &Scope<'_>) -> Option<TimeZone> {
    let code = scope.value("time_zone_code")?;
    TimeZone::get(scope.tables.find("common/2.0/time_zone", "code", &code, "zone")?).ok()
}

fn number<T: std::str::FromStr>(scope: &Scope<'_>, name: &str) -> Option<T> {
    scope.value(name)?.parse().ok()
}
