//! When schedules run.

use super::with_record;
use crate::answers::date_time;
use crate::service::calendar::{first_launch, next_launch, today};
use expect_test::{Expect, expect};

/// The first and the next run of a schedule that starts at 22:30, as of noon of 15 January 2026.
fn check(schedule: &[(&str, &str)], expect: Expect) {
    let mut record = vec![
        ("start_hour", "22"),
        ("start_minute", "30"),
        ("time_zone_code", "US-CA"),
        ("observe_dst", "yes"),
    ];
    // What is given stands in the place of what is not.
    record.retain(|(name, _)| !schedule.iter().any(|(given, _)| given == name));
    record.extend(schedule);
    let outcome = with_record(&record, |scope| {
        let text = |time: Option<_>| time.map_or("never".to_owned(), date_time);
        format!("{} {}", text(first_launch(scope)), text(next_launch(scope)))
    });
    expect.assert_eq(&outcome);
}

#[test]
fn runs() {
    let daily = [("occurrence", "daily"), ("frequency_days", "3")];
    check(
        &[daily[0], daily[1], ("start_date", "01/14/2026")],
        expect!["2026-01-15T06:30:00Z 2026-01-18T06:30:00Z"],
    );
    check(
        &[daily[0], daily[1], ("start_date", "07/01/2025")],
        expect!["2025-07-02T05:30:00Z 2026-01-16T06:30:00Z"],
    );
    check(
        &[daily[0], daily[1], ("start_date", "07/01/2025"), ("observe_dst", "no")],
        expect!["2025-07-02T06:30:00Z 2026-01-16T06:30:00Z"],
    );
    // Half a year later it is summer as well.
    check(
        &[daily[0], daily[1], ("start_date", "04/01/2026"), ("observe_dst", "no")],
        expect!["2026-04-02T06:30:00Z 2026-04-02T06:30:00Z"],
    );
    check(
        &[daily[0], daily[1], ("start_date", "01/01/2026"), ("recurrence", "2")],
        expect!["2026-01-02T06:30:00Z never"],
    );
    let weekly = [("occurrence", "weekly"), ("frequency_weeks", "2"), ("weekdays", "monday,saturday")];
    check(
        &[weekly[0], weekly[1], weekly[2], ("start_date", "01/06/2026"), ("time_zone_code", "IN")],
        expect!["2026-01-10T17:00:00Z 2026-01-19T17:00:00Z"],
    );
    let monthly = ("occurrence", "monthly");
    check(
        &[
            monthly,
            ("frequency_months", "1"),
            ("day_of_month", "31"),
            ("start_date", "02/01/2026"),
            ("time_zone_code", "UTC"),
        ],
        expect!["2026-03-31T22:30:00Z 2026-03-31T22:30:00Z"],
    );
    check(
        &[
            monthly,
            ("frequency_months", "6"),
            ("day_of_week", "0"),
            ("week_of_month", "last"),
            ("start_date", "01/01/2026"),
            ("time_zone_code", "GB"),
        ],
        expect!["2026-01-25T22:30:00Z 2026-01-25T22:30:00Z"],
    );
}

#[test]
fn what_cannot_be_read_never_runs() {
    check(
        &[("occurrence", "daily"), ("frequency_days", "0"), ("start_date", "01/20/2026")],
        expect!["2026-01-21T06:30:00Z 2026-01-21T06:30:00Z"],
    );
    check(
        &[("occurrence", "daily"), ("frequency_days", "1"), ("start_date", "2026-01-20")],
        expect!["never never"],
    );
    check(
        &[
            ("occurrence", "daily"),
            ("frequency_days", "1"),
            ("start_date", "01/20/2026"),
            ("time_zone_code", "XX"),
        ],
        expect!["never never"],
    );
    check(
        &[
            ("occurrence", "daily"),
            ("frequency_days", "1"),
            ("start_date", "01/20/2026"),
            ("start_hour", "99"),
        ],
        expect!["never never"],
    );
}

#[test]
fn today_is_that_of_the_time_zone() {
    let today_in = |code: &str| with_record(&[("time_zone_code", code)], today).unwrap_or_default();
    assert_eq!((today_in("US-CA"), today_in("NZ")), ("01/15/2026".to_owned(), "01/16/2026".to_owned()));
}
