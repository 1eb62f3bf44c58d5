//! Numbers: what is in the range is sent, and what lies beside it is refused.

use crate::{Broken, Rule};
use qualys::assets::v2::ip;
use qualys::vm::v2::{cloud_perimeter_job, knowledge_base};
use qualys::{Date, Operation};

pub(crate) fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    scans(&mut rules);
    compliance_scans(&mut rules);
    others(&mut rules);
    rules
}

/// The ranges of schedules, which both kinds of scan have.
macro_rules! schedules {
    ($function:ident: $($module:ident)::+) => {
        fn $function(rules: &mut Vec<Rule>) {
            use qualys::$($module)::+::*;
            let profile = || OptionProfile::id(1);
            let target = || Target::ips(["10.10.10.1"]);
            let start = || Start::new(1, 0, "US-CA");
            let at = |start| Create::new("Title", true, profile(), target(), start, Occurrence::daily(1));
            let create = || at(start());
            let runs = |occurrence: Occurrence| {
                Create::new("Title", true, profile(), target(), start(), occurrence)
            };
            let starts = |hour, minute| {
                Update::new(7).new_start(NewStart::new(Date::constant(2020, 8, 20), hour, minute, "IN", true))
            };
            let told = |before: BeforeNotify| create().notifications(Notifications::before(before));
            let change = |before: BeforeNotify| {
                Update::new(7).notification_changes(NotificationChanges::before(before))
            };

            range(rules, "frequency_days", 1, 365, |days| runs(Occurrence::daily(days)));
            range(rules, "frequency_weeks", 1, 52, |weeks| {
                runs(Occurrence::weekly(byte(weeks), [Weekday::Sunday, Weekday::Friday]))
            });
            range(rules, "frequency_months", 1, 12, |months| {
                runs(Occurrence::monthly_by_day(byte(months), 1))
            });
            range(rules, "day_of_month", 1, 31, |day| runs(Occurrence::monthly_by_day(1, byte(day))));
            range(rules, "frequency_months", 1, 12, |months| {
                runs(Occurrence::monthly_by_weekday(byte(months), 1, WeekOfMonth::Last))
            });
            range(rules, "day_of_week", 0, 6, |day| {
                runs(Occurrence::monthly_by_weekday(1, byte(day), WeekOfMonth::First))
            });
            range(rules, "start_hour", 0, 23, |hour| at(Start::new(byte(hour), 0, "US-CA")));
            range(rules, "start_minute", 0, 59, |minute| at(Start::new(0, byte(minute), "US-CA")));
            range(rules, "start_hour", 0, 23, |hour| starts(byte(hour), 0));
            range(rules, "start_minute", 0, 59, |minute| starts(0, byte(minute)));
            range(rules, "recurrence", 1, 99, |times| create().recurrence(byte(times)));
            range(rules, "recurrence", 1, 99, |times| Update::new(7).recurrence(byte(times)));

            range(rules, "end_after_mins", 15, 59, |minutes| create().end(End::minutes(byte(minutes))));
            range(rules, "end_after", 1, 119, |hours| create().end(End::hours(byte(hours))));
            range(rules, "end_after_mins", 0, 59, |minutes| {
                create().end(End::hours(2).end_after_mins(byte(minutes)))
            });
            range(rules, "pause_after_mins", 15, 59, |minutes| create().pause(Pause::minutes(byte(minutes))));
            range(rules, "pause_after_hours", 1, 119, |hours| create().pause(Pause::hours(byte(hours))));
            range(rules, "pause_after_mins", 0, 59, |minutes| {
                create().pause(Pause::hours(2).pause_after_mins(byte(minutes)))
            });
            range(rules, "resume_in_days", 0, 9, |days| {
                create().pause(Pause::hours(3).resume(Resume::days(byte(days)).resume_in_hours(5)))
            });
            range(rules, "resume_in_hours", 0, 23, |hours| {
                create().pause(Pause::hours(3).resume(Resume::days(1).resume_in_hours(byte(hours))))
            });

            range(rules, "before_notify_time", 1, 31, |days| told(BeforeNotify::days(byte(days))));
            range(rules, "before_notify_time", 1, 24, |hours| told(BeforeNotify::hours(byte(hours))));
            range(rules, "before_notify_time", 5, 120, |minutes| told(BeforeNotify::minutes(byte(minutes))));
            range(rules, "before_notify_time", 1, 31, |days| change(BeforeNotify::days(byte(days))));
            range(rules, "before_notify_time", 1, 24, |hours| change(BeforeNotify::hours(byte(hours))));
            range(rules, "before_notify_time", 5, 120, |minutes| {
                change(BeforeNotify::minutes(byte(minutes)))
            });
        }
    };
}
schedules!(scans: vm::v2::schedule_scan);
schedules!(compliance_scans: pc::v2::compliance_schedule_scan);

fn others(rules: &mut Vec<Rule>) {
    use qualys::vm::v2::schedule_scan;
    range(rules, "priority", 0, 9, |priority| schedule_scan::Update::new(7).priority(byte(priority)));

    range(rules, "severity", 1, 5, |severity| {
        knowledge_base::Edit::new(150198, knowledge_base::Change::severity(byte(severity)))
    });

    use cloud_perimeter_job::{Connector, Create, Module, OptionProfile, Schedule, Start, Update};
    let job = |schedule: Schedule| {
        Create::new(Module::Vm, true, schedule, OptionProfile::id(1), Connector::name("Connector"))
    };
    range(rules, "frequency_days", 1, 365, |days| job(Schedule::recurring(days, Start::new(0, 0, "IN"))));
    range(rules, "start_hour", 0, 23, |hour| job(Schedule::recurring(1, Start::new(byte(hour), 0, "IN"))));
    range(rules, "start_minute", 0, 59, |minute| {
        job(Schedule::recurring(1, Start::new(0, byte(minute), "IN")))
    });
    range(rules, "priority", 0, 9, |priority| Update::new(7).priority(byte(priority)));

    for (name, field) in [("ud1", 1), ("ud2", 2), ("ud3", 3)] {
        let update = |length: usize| {
            let (update, text) = (ip::Update::new(["10.10.10.1"]), "x".repeat(length));
            match field {
                1 => update.ud1(text),
                2 => update.ud2(text),
                _ => update.ud3(text),
            }
        };
        rules.push(Rule::of_values(
            format!("{name}: 128 characters"),
            update(128),
            &[(name, &"x".repeat(128))],
            Broken::new(
                update(129),
                name,
                Some(&format!("{}…", "x".repeat(80))),
                "0 to 128 characters, not 129",
            ),
        ));
    }
}

/// The ends of a range are accepted, and the numbers beyond them refused.
fn range<O: Operation>(
    rules: &mut Vec<Rule>,
    parameter: &'static str,
    first: u16,
    last: u16,
    make: impl Fn(u16) -> O,
) {
    let allowed = format!("{first} to {last}");
    let mut rule = |inside: u16, outside: u16| {
        rules.push(Rule::of_values(
            format!("{}: {parameter} from {allowed}", O::NAME),
            make(inside),
            &[(parameter, &inside.to_string())],
            Broken::new(make(outside), parameter, Some(&outside.to_string()), allowed.clone()),
        ));
    };
    if let Some(before) = first.checked_sub(1) {
        rule(first, before);
    }
    rule(last, last + 1);
    // Where there is nothing before the first, it is accepted all the same.
    rule(first, u16::from(u8::MAX).max(last + 2));
}

fn byte(number: u16) -> u8 {
    u8::try_from(number).expect("numbers of this parameter are below 256")
}
