//! The sample.

use super::{SAMPLE, check, read};
use expect_test::expect;

#[test]
fn sample() {
    check(
        SAMPLE,
        expect![[r#"
            doc Scan schedules: list, create, delete.
            path /api/2.0/fo/schedule/scan/ []
            schema was/3.0/webapp
            parameter id: UnsignedLong // Number of the schedule. from release note 8.22
            parameter scan_title: String length 1..256 no html // Title of the schedule. from release note 8.22, Scan Parameters since 8.22
            parameter active: Flag // Whether the schedule runs. from release note 8.22
            parameter option_id: UnsignedLong // Number of the option profile. from release note 8.22
            parameter option_title: String ascii uppercase // Title of the option profile. from release note 8.22
            parameter ip: String list , // Addresses and ranges of addresses. from release note 8.22
            parameter asset_groups: String joined ..3999 list , // Titles of asset groups. from release note 8.22
            parameter frequency_days: UnsignedShort range 1..365 // Days from one run to the next. from release note 8.22
            parameter frequency_weeks: UnsignedByte range 1..52 // Weeks from one run to the next. from release note 8.22
            parameter weekdays: Weekday[sunday monday] list , // Days on which it runs. from release note 8.22
            parameter start_date: Date format mm/dd/yyyy // First day. from release note 8.22
            parameter end_after: UnsignedByte range 0..119 // Hours. from release note 8.22
            parameter end_after_mins: UnsignedByte range ..59 // Minutes. from release note 8.22
            parameter resume_in_days: UnsignedByte range 0..9 also Manually // Days of the pause. from release note 8.22
            parameter before_notify: Flag // Whether users are told before. from release note 8.11.2
            parameter before_notify_time: Int range 1.. // How long before. from release note 8.11.2
            parameter order: _[ascending order descending order] // Order of the list. from release note 8.11.2
            parameter password: String secret // Password of the user. from release note 8.11.2
            group option_profile: (option_id | option_title) // The option profile of the scan.
            group target: ((ip | asset_groups)+) // What is scanned.
            group occurrence: (daily | weekly) // How the schedule repeats.
            group daily: (occurrence='daily', frequency_days) // Every so many days.
            group weekly: (occurrence='weekly', frequency_weeks, weekdays) // On days of the week.
            group end: ((end_after='0', end_after_mins{15..59}) | (end_after{1..119}, end_after_mins?)) // When a running scan ends.
            group resume: (resume_in_days='Manually' | resume_in_days) // When a paused scan goes on.
            group before_notify: (before_notify='1', before_notify_time{5..120}) // A notification before the scan.
            filter id: Long [Equals, NotEquals, In] // Number of the application. from recorded responses
            filter tags.name@"tags.name": TagName[A B] [IsEmpty] // Name of a tag. from recorded responses
            operation list // Lists schedules,⏎in pages.
              Some(Get) the file's path changes Some(false) page Some(WarningUrl)
              from release note 8.22 since 8.22
              returns vm/2.0/list root LIST
              model (action='list', order?)
            operation create // Creates a schedule.
              Some(Post) the file's path changes Some(true) page None
              from release note 8.22 since ?
              returns common/2.0/simple_return
              model (action='create', scan_title, active, password?, option_profile, target, start_date, occurrence, end?, resume?, before_notify?)
              query action
            operation search // Searches.
              Some(Post) /qps/rest/3.0/search/was/webapp [] changes Some(false) page Some(LastId)
              from recorded responses since ?
              returns was/3.0/webapp root ServiceResponse
              records data / WebApp
              id owner / id
              after startFromId
              body filters?, preferences?
            operation update // Updates.
              Some(Post) /qps/rest/3.0/update/was/webapp/{id} [id] changes Some(true) page None
              from recorded responses since ?
              returns was/3.0/webapp root ServiceResponse
              model (id)
              body WebApp
              required name
              required owner.id
            operation cancel // Cancels.
              Some(Post) /qps/rest/3.0/cancel/was/webapp/{id} [id] changes Some(true) page None
              from recorded responses since ?
              returns was/3.0/webapp root ServiceResponse
              model (id)
              body WebApp(name, owner?, state?, level{1..5}?)?
              required name
              required owner.id if state = NEW | OPEN
            operation about // Says which version it is.
              Some(Get) /msp/about.php [] changes Some(false) page None
              from clients since ?
              returns common/2.0/simple_return
        "#]],
    );
}

#[test]
fn line_breaks_of_windows_change_no_place() {
    let (dump, diagnostics) = read(SAMPLE);
    assert_eq!(diagnostics, "");
    let (windows, diagnostics) = read(&SAMPLE.replace('\n', "\r\n"));
    assert_eq!(diagnostics, "");
    // The texts keep their line breaks, and the names are found behind them.
    assert_eq!(windows.map(|text| text.replace("\r⏎", "⏎")), dump);
}
