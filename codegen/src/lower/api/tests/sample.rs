//! The sample of the front end.

use super::check;
use crate::api::tests::SAMPLE;
use expect_test::expect;

#[test]
fn sample() {
    check(
        SAMPLE,
        expect![[r#"
            api test.toml schema Some("was/3.0/webapp") // Scan schedules: list, create, delete.
            enumeration Weekday: ["sunday", "monday"] // Days on which it runs.
            enumeration Order: ["ascending order", "descending order"] // Order of the list.
            enumeration TagName: ["A", "B"] // Name of a tag.
            parameter id: U64 Some("release note 8.22") None // Number of the schedule.
            parameter scan_title: Text [minLength=1, maxLength=256, html=forbidden] Some("release note 8.22, Scan Parameters") Some("8.22") // Title of the schedule.
            parameter active: Flag Some("release note 8.22") None // Whether the schedule runs.
            parameter option_id: U64 Some("release note 8.22") None // Number of the option profile.
            parameter option_title: Text [characters=ascii, case=upper] Some("release note 8.22") None // Title of the option profile.
            parameter ip: List(Text, Comma) Some("release note 8.22") None // Addresses and ranges of addresses.
            parameter asset_groups: List(Text, Comma) [maxJoined=3999] Some("release note 8.22") None // Titles of asset groups.
            parameter frequency_days: U16 [minInclusive=1, maxInclusive=365] Some("release note 8.22") None // Days from one run to the next.
            parameter frequency_weeks: U8 [minInclusive=1, maxInclusive=52] Some("release note 8.22") None // Weeks from one run to the next.
            parameter weekdays: List(<vm/2.0/test:Weekday>, Comma) Some("release note 8.22") None // Days on which it runs.
            parameter start_date: Date [format=mm/dd/yyyy] Some("release note 8.22") None // First day.
            parameter end_after: U8 [minInclusive=0, maxInclusive=119] Some("release note 8.22") None // Hours.
            parameter end_after_mins: U8 [maxInclusive=59] Some("release note 8.22") None // Minutes.
            parameter resume_in_days: U8 [minInclusive=0, maxInclusive=9] Some("release note 8.22") None // Days of the pause.
            parameter before_notify: Flag Some("release note 8.11.2") None // Whether users are told before.
            parameter before_notify_time: I32 [minInclusive=1] Some("release note 8.11.2") None // How long before.
            parameter order: <vm/2.0/test:Order> Some("release note 8.11.2") None // Order of the list.
            parameter password: Text secret Some("release note 8.11.2") None // Password of the user.
            group option_profile // The option profile of the scan.
              choice as option_profile
                option_id: U64
                option_title: Text [characters=ascii, case=upper]
            group target // What is scanned.
              choice+ as target
                ip: List(Text, Comma)
                asset_groups: List(Text, Comma) [maxJoined=3999]
            group occurrence // How the schedule repeats.
              choice as occurrence
                sequence as daily
                  occurrence: Text fixed="daily"
                  frequency_days: U16 [minInclusive=1, maxInclusive=365]
                sequence as weekly
                  occurrence: Text fixed="weekly"
                  frequency_weeks: U8 [minInclusive=1, maxInclusive=52]
                  weekdays: List(<vm/2.0/test:Weekday>, Comma)
            group daily // Every so many days.
              sequence as daily
                occurrence: Text fixed="daily"
                frequency_days: U16 [minInclusive=1, maxInclusive=365]
            group weekly // On days of the week.
              sequence as weekly
                occurrence: Text fixed="weekly"
                frequency_weeks: U8 [minInclusive=1, maxInclusive=52]
                weekdays: List(<vm/2.0/test:Weekday>, Comma)
            group end // When a running scan ends.
              choice as end
                sequence
                  end_after: U8 [minInclusive=0, maxInclusive=119] fixed="0"
                  end_after_mins: U8 [minInclusive=15, maxInclusive=59]
                sequence
                  end_after: U8 [minInclusive=1, maxInclusive=119]
                  end_after_mins?: U8 [maxInclusive=59]
            group resume // When a paused scan goes on.
              choice as resume
                resume_in_days: Text fixed="Manually"
                resume_in_days: U8 [minInclusive=0, maxInclusive=9]
            group before_notify // A notification before the scan.
              sequence as before_notify
                before_notify: Flag fixed="1"
                before_notify_time: I32 [minInclusive=5, maxInclusive=120]
            filter id: I64 [Equals, NotEquals, In] Some("recorded responses") // Number of the application.
            filter tags.name: <vm/2.0/test:TagName> [IsEmpty] Some("recorded responses") // Name of a tag.
            operation list: Get /api/2.0/fo/schedule/scan/ page WarningUrl // Lists schedules,⏎in pages.
              Some("release note 8.22") Some("8.22")
              returns LIST of vm/2.0/list
              sequence
                action: Text fixed="list"
                order?: <vm/2.0/test:Order>
            operation create: Post /api/2.0/fo/schedule/scan/ query ["action"] changes // Creates a schedule.
              Some("release note 8.22") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
                action: Text fixed="create"
                scan_title: Text [minLength=1, maxLength=256, html=forbidden]
                active: Flag
                password?: Text
                choice as option_profile
                  option_id: U64
                  option_title: Text [characters=ascii, case=upper]
                choice+ as target
                  ip: List(Text, Comma)
                  asset_groups: List(Text, Comma) [maxJoined=3999]
                start_date: Date [format=mm/dd/yyyy]
                choice as occurrence
                  sequence as daily
                    occurrence: Text fixed="daily"
                    frequency_days: U16 [minInclusive=1, maxInclusive=365]
                  sequence as weekly
                    occurrence: Text fixed="weekly"
                    frequency_weeks: U8 [minInclusive=1, maxInclusive=52]
                    weekdays: List(<vm/2.0/test:Weekday>, Comma)
                choice? as end
                  sequence
                    end_after: U8 [minInclusive=0, maxInclusive=119] fixed="0"
                    end_after_mins: U8 [minInclusive=15, maxInclusive=59]
                  sequence
                    end_after: U8 [minInclusive=1, maxInclusive=119]
                    end_after_mins?: U8 [maxInclusive=59]
                choice? as resume
                  resume_in_days: Text fixed="Manually"
                  resume_in_days: U8 [minInclusive=0, maxInclusive=9]
                sequence? as before_notify
                  before_notify: Flag fixed="1"
                  before_notify_time: I32 [minInclusive=5, maxInclusive=120]
            operation search: Post /qps/rest/3.0/search/was/webapp page LastId // Searches.
              Some("recorded responses") None
              returns ServiceResponse of was/3.0/webapp
              records data/WebApp by owner/id after Some(Preference("startFromId"))
              body filters?, preferences?
              sequence
            operation update: Post /qps/rest/3.0/update/was/webapp/{id} changes // Updates.
              Some("recorded responses") None
              returns ServiceResponse of was/3.0/webapp
              body WebApp, required name, required owner.id
              sequence
                id: U64
            operation cancel: Post /qps/rest/3.0/cancel/was/webapp/{id} changes // Cancels.
              Some("recorded responses") None
              returns ServiceResponse of was/3.0/webapp
              body WebApp(name, owner?, state?, level{1..5}?)?, required name, required owner.id if state = ["NEW", "OPEN"]
              sequence
                id: U64
            operation about: Get /msp/about.php // Says which version it is.
              Some("clients") None
              returns SIMPLE_RETURN of common/2.0/simple_return
              sequence
        "#]],
    );
}
