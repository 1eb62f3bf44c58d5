//! The functions of expressions. Each takes the values of its arguments and gives values; what an argument lacks, the
//! result lacks.

use super::address::Range;
use super::scope::Scope;
use super::{calendar, random};
use crate::answers::date_time;
use crate::clock::later;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;

/// The functions.
pub(super) const NAMES: &[&str] = &[
    "after",
    "before",
    "between",
    "concat",
    "count",
    "days_ago",
    "elapsed",
    "end",
    "ended",
    "flag",
    "has",
    "hours_after",
    "is",
    "join",
    "last",
    "lookup",
    "member",
    "missing",
    "next_launch",
    "not",
    "now",
    "number",
    "pick",
    "plus",
    "ranges",
    "row",
    "seconds",
    "split",
    "stage",
    "start",
    "start_utc",
    "tally",
    "today",
    "upper",
    "used",
    "user",
    "uuid",
    "week_number",
    "weekday_numbers",
    "when",
];

/// Calls a function.
pub(super) fn call(name: &str, arguments: &[Vec<String>], scope: &Scope<'_>) -> Vec<String> {
    let all = |index: usize| arguments.get(index).map_or(&[][..], Vec::as_slice);
    let one = |index: usize| all(index).first().map(String::as_str);
    let each = |map: &dyn Fn(&str) -> Option<String>| all(0).iter().filter_map(|value| map(value)).collect();
    let yes = |holds: bool| if holds { vec!["1".to_owned()] } else { Vec::new() };
    match name {
        // The call.
        "now" => vec![date_time(scope.now)],
        "seconds" => vec![scope.now.as_second().to_string()],
        "user" => vec![scope.user.to_owned()],
        // Tests.
        "has" => yes(!all(0).is_empty()),
        "missing" => yes(all(0).is_empty()),
        "is" => {
            yes(one(0).is_some_and(|value| arguments.iter().skip(1).flatten().any(|other| other == value)))
        }
        "not" => yes(one(0).is_none_or(|value| matches!(value, "" | "0" | "false" | "no"))),
        "when" => match one(0) {
            None | Some("" | "0" | "false" | "no") => Vec::new(),
            Some(_) => all(1).to_vec(),
        },
        // Texts.
        "split" => {
            let parts = all(0).iter().flat_map(|text| text.split(',')).map(str::trim);
            parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
        }
        "join" => one(0).map(|_| all(0).join(one(1).unwrap_or(","))).into_iter().collect(),
        "concat" => {
            let parts: Option<Vec<&str>> = (0..arguments.len()).map(one).collect();
            parts.map(|parts| parts.concat()).into_iter().collect()
        }
        "before" => each(&|text| Some(text.split_once(one(1)?)?.0.to_owned())),
        "after" => each(&|text| Some(text.split_once(one(1)?)?.1.to_owned())),
        "upper" => each(&|text| Some(text.to_uppercase())),
        // Numbers.
        "count" => vec![all(0).len().to_string()],
        "plus" => {
            let number = |index| one(index)?.parse::<u64>().ok();
            let sum = || number(0)?.checked_add(number(1)?);
            sum().map(|sum| sum.to_string()).into_iter().collect()
        }
        "flag" => each(&|text| Some(if matches!(text, "yes" | "true" | "1") { "1" } else { "0" }.to_owned())),
        // Tables and objects.
        "lookup" => {
            let (Some(table), Some(key), Some(value)) = (one(0), one(1), one(2)) else { return Vec::new() };
            let found = |text: &String| scope.tables.find(table, key, text.trim(), value).map(str::to_owned);
            all(3).iter().filter_map(found).collect()
        }
        "member" => {
            let objects = scope.objects.zip(one(0)).zip(one(1)).zip(one(2));
            objects
                .map(|(((objects, api), id), path)| objects.member(api, id, path, scope))
                .unwrap_or_default()
        }
        "last" => {
            let objects = scope.objects.zip(one(0)).zip(one(1)).zip(one(2));
            let last = objects.and_then(|(((objects, api), path), id)| objects.last(api, path, id));
            last.into_iter().collect()
        }
        "used" => {
            let objects = scope.objects.zip(one(0)).zip(one(1)).zip(one(2));
            let is_used = objects.is_some_and(|(((objects, api), path), id)| objects.uses(api, path, id));
            vec![is_used.to_string()]
        }
        "tally" => {
            let objects = scope.objects.zip(one(0)).zip(one(1)).zip(one(2)).zip(one(3));
            let tally = objects.map(|((((objects, api), path), id), by)| objects.tally(api, path, id, by));
            tally.unwrap_or_default()
        }
        // Addresses.
        "ranges" => {
            let ranges = all(0).iter().filter_map(|text| Range::parse_all(text)).flatten();
            ranges.map(|range| format!("{}-{}", range.start(), range.end())).collect()
        }
        "start" => each(&|text| Range::parse(text).map(Range::start)),
        "end" => each(&|text| Range::parse(text).map(Range::end)),
        // Schedules.
        "today" => calendar::today(scope).into_iter().collect(),
        "start_utc" => calendar::first_launch(scope).map(date_time).into_iter().collect(),
        "next_launch" => {
            let next = calendar::next_launch(scope).map(date_time);
            next.map(|text| text.trim_end_matches('Z').to_owned()).into_iter().collect()
        }
        "weekday_numbers" => each(&|text| {
            let mut days: Vec<i8> = text.split(',').filter_map(calendar::weekday).collect();
            days.sort_unstable();
            days.dedup();
            Some(days.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        }),
        "week_number" => each(&|text| calendar::week(text).map(|week| week.to_string())),
        // What goes on with time.
        "stage" => {
            let stage = |launched: Timestamp| {
                let runs_from = later(launched, scope.settings.scan_waits);
                let is_over = scope.now >= later(runs_from, scope.settings.scan_runs);
                1 + usize::from(scope.now >= runs_from) + usize::from(is_over)
            };
            time(one(0)).and_then(|launched| one(stage(launched))).map(str::to_owned).into_iter().collect()
        }
        "ended" => {
            let settings = scope.settings;
            let end = |launched| later(later(launched, settings.scan_waits), settings.scan_runs);
            time(one(0)).map(end).filter(|end| *end <= scope.now).map(date_time).into_iter().collect()
        }
        "elapsed" => {
            let retested = time(one(0)).map(|start| scope.now >= later(start, scope.settings.retest_takes));
            retested.and_then(|over| one(1 + usize::from(over))).map(str::to_owned).into_iter().collect()
        }
        "hours_after" => {
            let hours = one(1).and_then(|text| text.parse::<u64>().ok()).unwrap_or(0);
            let by = Duration::from_secs(hours.saturating_mul(3600));
            time(one(0)).map(|start| date_time(later(start, by))).into_iter().collect()
        }
        // Records that are made up.
        "number" => vec![scope.number.to_string()],
        "pick" => {
            let options: Vec<&String> = arguments.iter().flatten().collect();
            let index = usize::try_from(chance(arguments, scope) % options.len().max(1) as u64).unwrap_or(0);
            options.get(index).map(|text| (*text).clone()).into_iter().collect()
        }
        "between" => between(arguments, scope).map(|number| number.to_string()).into_iter().collect(),
        "days_ago" => {
            let seconds = between(arguments, scope).unwrap_or(0).saturating_mul(86_400)
                + chance(arguments, scope) % 86_400;
            let by = SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(0));
            scope.settings.epoch.checked_sub(by).map(date_time).into_iter().collect()
        }
        "row" => {
            let rows = one(0).map(|table| (table, scope.tables.rows(table)));
            let found = rows.zip(one(1)).and_then(|((table, rows), column)| {
                let index = random::mix(scope.number, random::salt(table)) % rows.len().max(1) as u64;
                rows.get(usize::try_from(index).ok()?)?.get(column)
            });
            found.cloned().into_iter().collect()
        }
        "uuid" => {
            let (high, low) = (random::mix(scope.number, 1), random::mix(scope.number, 2));
            let (a, b, c) = (high >> 32, (high >> 16) & 0xFFFF, high & 0x0FFF);
            let (d, e) = (0x8000 | ((low >> 48) & 0x3FFF), low & 0xFFFF_FFFF_FFFF);
            vec![format!("{a:08x}-{b:04x}-4{c:03x}-{d:04x}-{e:012x}")]
        }
        _ => Vec::new(),
    }
}

/// A number that depends on the record and on the arguments.
fn chance(arguments: &[Vec<String>], scope: &Scope<'_>) -> u64 {
    let texts: Vec<&str> = arguments.iter().flatten().map(String::as_str).collect();
    random::mix(scope.number, random::salt(&texts.join("|")))
}

/// A number from the first argument to the second, both included.
fn between(arguments: &[Vec<String>], scope: &Scope<'_>) -> Option<u64> {
    let number = |index: usize| arguments.get(index)?.first()?.parse::<u64>().ok();
    let (low, high) = (number(0)?, number(1)?);
    let width = high.checked_sub(low)?.saturating_add(1);
    Some(low + chance(arguments, scope) % width)
}

fn time(text: Option<&str>) -> Option<Timestamp> {
    text?.parse().ok()
}
