//! Texts, lists and words.

use crate::{Broken, Rule};
use qualys::Date;
use qualys::assets::v2::{ip, virtual_host};
use qualys::pc::v2::{compliance_policy, compliance_scan};
use qualys::vm::v2::{cloud_perimeter_job, knowledge_base};

const NO_VALUE: &str = "at least one value";
const NO_COMMA: &str = "a value without a comma, which separates the values";
const NOT_EMPTY: &str = "a value that is not empty";
const NO_HTML: &str = "text without HTML tags";
const ASCII: &str = "text of ASCII characters";
const NO_SMALL_LETTERS: &str = "text without small letters";

pub(crate) fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    scans(&mut rules);
    compliance_scans(&mut rules);
    lists(&mut rules);
    rules
}

/// The texts and lists of schedules, which both kinds of scan have.
macro_rules! schedules {
    ($function:ident: $($module:ident)::+) => {
        fn $function(rules: &mut Vec<Rule>) {
            use qualys::$($module)::+::*;
            let on = |target: Target, occurrence: Occurrence| {
                let start = Start::new(1, 0, "US-CA").date(Date::constant(2019, 1, 2)).observe_dst(true);
                Create::new("Title", true, OptionProfile::id(1), target, start, occurrence)
            };
            let create = || on(Target::ips(["10.10.10.1"]).into(), Occurrence::daily(1));
            let before = |message: &str| {
                create().notifications(Notifications::before(BeforeNotify::hours(1).message(message)))
            };
            let after = |message: &str| {
                create().notifications(Notifications::after(AfterNotify::new().message(message)))
            };
            let changed = |message: &str| {
                let before = BeforeNotify::hours(1).message(message);
                Update::new(7).notification_changes(NotificationChanges::before(before))
            };
            let changed_after = |message: &str| {
                let after = AfterNotify::new().message(message);
                Update::new(7).notification_changes(NotificationChanges::after_only(after))
            };
            let cut = |text: &str| format!("{}…", text.chars().take(80).collect::<String>());

            // A character is no byte: four thousand of these are eight thousand bytes.
            let longest = "ü".repeat(4000);
            let longer = "ü".repeat(4001);
            let title = "T".repeat(2000);
            let sends_title = [("scan_title", title.as_str())];
            rules.push(Rule::of_values(
                "a title has 2000 characters at most",
                Update::new(7).scan_title(title.as_str()),
                &sends_title,
                Broken::new(
                    Update::new(7).scan_title("T".repeat(2001)),
                    "scan_title",
                    Some(&cut(&title)),
                    "1 to 2000 characters, not 2001",
                ),
            ));
            rules.push(Rule::of_values(
                "a title is not empty",
                Update::new(7).scan_title("T"),
                &[("scan_title", "T")],
                Broken::new(
                    Update::new(7).scan_title(""),
                    "scan_title",
                    Some(""),
                    "1 to 2000 characters, not 0",
                ),
            ));
            rules.push(Rule::of_values(
                "a title is in ASCII",
                Update::new(7).scan_title("Weekly ~ \"all\""),
                &[("scan_title", "Weekly ~ \"all\"")],
                Broken::new(
                    Update::new(7).scan_title("Wöchentlich"),
                    "scan_title",
                    Some("Wöchentlich"),
                    ASCII,
                ),
            ));
            let zone = |code: &str| {
                let start = NewStart::new(Date::constant(2020, 8, 20), 14, 0, code, false);
                Update::new(7).new_start(start)
            };
            rules.push(Rule::of_values(
                "a time zone is in capitals",
                zone("BR-AM1"),
                &[("time_zone_code", "BR-AM1")],
                Broken::new(zone("us-CA"), "time_zone_code", Some("us-CA"), NO_SMALL_LETTERS),
            ));
            macro_rules! message {
                ($name:literal, $make:ident) => {
                    rules.push(Rule::of_values(
                        concat!($name, ": 4000 characters at most"),
                        $make(&longest),
                        &[($name, &longest)],
                        Broken::new(
                            $make(&longer),
                            $name,
                            Some(&cut(&longer)),
                            "0 to 4000 characters, not 4001",
                        ),
                    ));
                    for (plain, html) in [
                        ("a < b and c > d", "<b>soon</b>"),
                        ("in < 5 minutes", "back <br/> later"),
                        ("<3", "a </i> b"),
                        ("1 <2> 3", "<!-- soon -->"),
                    ] {
                        rules.push(Rule::of_values(
                            concat!($name, ": no HTML tags"),
                            $make(plain),
                            &[($name, plain)],
                            Broken::new($make(html), $name, Some(html), NO_HTML),
                        ));
                    }
                };
            }
            message!("before_notify_message", before);
            message!("after_notify_message", after);
            message!("before_notify_message", changed);
            message!("after_notify_message", changed_after);

            let ips = |ips: &[&str]| on(Target::ips(ips.iter().copied()).into(), Occurrence::daily(1));
            rules.push(Rule::of_values(
                "a target has addresses",
                ips(&["10.10.10.1-10.10.10.9", "10.10.11.1"]),
                &[("ip", "10.10.10.1-10.10.10.9,10.10.11.1")],
                Broken::new(ips(&[]), "ip", Some(""), NO_VALUE),
            ));
            rules.push(Rule::of_values(
                "no comma in one of several addresses",
                ips(&["10.10.10.1", "10.10.11.1"]),
                &[("ip", "10.10.10.1,10.10.11.1")],
                Broken::new(
                    ips(&["10.10.10.1,10.10.10.2", "10.10.11.1"]),
                    "ip",
                    Some("10.10.10.1,10.10.10.2"),
                    NO_COMMA,
                ),
            ));
            let days = |days: &[Weekday]| {
                on(Target::ips(["10.10.10.1"]).into(), Occurrence::weekly(1, days.iter().copied()))
            };
            rules.push(Rule::of_values(
                "a weekly schedule has days",
                days(&[Weekday::Monday, Weekday::Saturday]),
                &[("weekdays", "monday,saturday"), ("occurrence", "weekly"), ("frequency_weeks", "1")],
                Broken::new(days(&[]), "weekdays", Some(""), NO_VALUE),
            ));
            let groups = |titles: &[&str]| {
                on(Target::groups(AssetGroupList::titles(titles.iter().copied())).into(), Occurrence::daily(1))
            };
            rules.push(Rule::of_values(
                "no comma in one of several titles of asset groups",
                groups(&["Web & mail", "Office"]),
                &[("asset_groups", "Web & mail,Office")],
                Broken::new(groups(&["Web, mail", "Office"]), "asset_groups", Some("Web, mail"), NO_COMMA),
            ));
            rules.push(Rule::of_values(
                "no comma in a title alone",
                groups(&["Web"]),
                &[("asset_groups", "Web")],
                Broken::new(groups(&["Web, mail"]), "asset_groups", Some("Web, mail"), NO_COMMA),
            ));
            rules.push(Rule::of_values(
                "no empty title",
                groups(&["Web", "Office"]),
                &[("asset_groups", "Web,Office")],
                Broken::new(groups(&["Web", ""]), "asset_groups", Some(""), NOT_EMPTY),
            ));
            rules.push(Rule::of_values(
                "no empty title alone",
                groups(&["W"]),
                &[("asset_groups", "W")],
                Broken::new(groups(&[""]), "asset_groups", Some(""), NOT_EMPTY),
            ));
            let group_ids = |ids: &[u64]| on(Target::groups(AssetGroupList::ids(ids.iter().copied())).into(), Occurrence::daily(1));
            rules.push(Rule::of_values(
                "a target has asset groups",
                group_ids(&[12, 13]),
                &[("asset_group_ids", "12,13")],
                Broken::new(group_ids(&[]), "asset_group_ids", Some(""), NO_VALUE),
            ));
            let tags = |tags: &[&str]| on(Target::tags(tags.iter().copied()).into(), Occurrence::daily(1));
            rules.push(Rule::of_values(
                "a target has tags",
                tags(&["12", "13"]),
                &[("tag_set_include", "12,13"), ("target_from", "tags")],
                Broken::new(tags(&[]), "tag_set_include", Some(""), NO_VALUE),
            ));
            let scanners = |names: &[&str]| {
                let target = Target::ips(["10.10.10.1"]).scanner(Scanner::names(names.iter().copied()));
                on(target.into(), Occurrence::daily(1))
            };
            rules.push(Rule::of_values(
                "a choice of scanners names one",
                scanners(&["External"]),
                &[("iscanner_name", "External")],
                Broken::new(scanners(&[]), "iscanner_name", Some(""), NO_VALUE),
            ));
            let recipients = |ids: &[u64]| {
                let before = Notifications::before(BeforeNotify::days(1));
                create().notifications(before.recipient_group_ids(ids.iter().copied()))
            };
            rules.push(Rule::of_values(
                "recipients are one group or more",
                recipients(&[3, 4]),
                &[("recipient_group_ids", "3,4")],
                Broken::new(recipients(&[]), "recipient_group_ids", Some(""), NO_VALUE),
            ));
        }
    };
}
schedules!(scans: vm::v2::schedule_scan);
schedules!(compliance_scans: pc::v2::compliance_schedule_scan);

fn lists(rules: &mut Vec<Rule>) {
    macro_rules! policy {
        ($($operation:ident: $action:literal)*) => {$(
            let change = |groups: &[u64]| compliance_policy::$operation::new(43400, groups.iter().copied());
            rules.push(Rule::of_values(
                concat!($action, ": one group or more"),
                change(&[649737, 649736]).evaluate_now(true),
                &[
                    ("action", $action),
                    ("id", "43400"),
                    ("asset_group_ids", "649737,649736"),
                    ("evaluate_now", "1"),
                ],
                Broken::new(change(&[]), "asset_group_ids", Some(""), NO_VALUE),
            ));
        )*};
    }
    policy! {
        SetAssetGroupIds: "set_asset_group_ids"
        AddAssetGroupIds: "add_asset_group_ids"
        RemoveAssetGroupIds: "remove_asset_group_ids"
    }
    macro_rules! names {
        ($($operation:ident: $action:literal)*) => {$(
            let host = |names: &[&str]| {
                virtual_host::$operation::new("10.10.10.20", 443, names.iter().copied())
            };
            rules.push(Rule::of_values(
                concat!($action, ": one name or more"),
                host(&["a.example.com", "b.example.com"]),
                &[
                    ("action", $action),
                    ("ip", "10.10.10.20"),
                    ("port", "443"),
                    ("fqdn", "a.example.com,b.example.com"),
                ],
                Broken::new(host(&[]), "fqdn", Some(""), NO_VALUE),
            ));
            // Of 3999 bytes, one is the comma.
            let (name, rest) = ("n".repeat(1999), "r".repeat(1999));
            let joined = format!("{name},{rest}");
            rules.push(Rule::of_values(
                concat!($action, ": less than 4000 bytes of names"),
                host(&[&name, &rest]),
                &[("fqdn", &joined)],
                Broken::new(
                    host(&[&name, &format!("{rest}r")]),
                    "fqdn",
                    Some(&format!("{}…", "n".repeat(80))),
                    "0 to 3999 bytes with the commas, not 4000",
                ),
            ));
            // Two bytes a character.
            let (fits, beyond) = ("ü".repeat(1999), "ü".repeat(2000));
            rules.push(Rule::of_values(
                concat!($action, ": bytes, not characters"),
                host(&[&fits]),
                &[("fqdn", &fits)],
                Broken::new(
                    host(&[&beyond]),
                    "fqdn",
                    Some(&format!("{}…", "ü".repeat(80))),
                    "0 to 3999 bytes with the commas, not 4000",
                ),
            ));
        )*};
    }
    names! { Create: "create" Update: "update" AddFqdn: "add_fqdn" DeleteFqdn: "delete_fqdn" }
    use knowledge_base::{Change, Edit};
    rules.push(Rule::of_values(
        "a change of a vulnerability is given once",
        Edit::new(150198, Change::severity(2)).change(Change::solution_comment("Update")),
        &[("severity", "2"), ("solution_comment", "Update")],
        Broken::new(
            Edit::new(150198, Change::severity(2)).change(Change::severity(3)),
            "severity",
            Some("3"),
            "to be given once",
        ),
    ));
    let balancers = |names: &[&str]| cloud_perimeter_job::Update::new(7).elb_dns(names.iter().copied());
    rules.push(Rule::of_values(
        "load balancers are one name or more",
        balancers(&["lb-1.elb.amazonaws.com", "lb-2.elb.amazonaws.com"]).include_lb_from_connector(true),
        &[("elb_dns", "lb-1.elb.amazonaws.com,lb-2.elb.amazonaws.com"), ("include_lb_from_connector", "1")],
        Broken::new(balancers(&[]), "elb_dns", Some(""), NO_VALUE),
    ));
    let add = |ips: &[&str]| ip::Add::new(ips.iter().copied(), ip::Modules::vm()).ag_title("Web");
    rules.push(Rule::of_values(
        "addresses to add are one or more",
        add(&["10.10.10.1"]).modules(ip::Modules::pc()),
        &[("ips", "10.10.10.1"), ("ag_title", "Web"), ("enable_vm", "1"), ("enable_pc", "1")],
        Broken::new(add(&[]), "ips", Some(""), NO_VALUE),
    ));
    rules.push(Rule::of_values(
        "an application is named once",
        add(&["10.10.10.1"]).modules(ip::Modules::pc()),
        &[("enable_vm", "1"), ("enable_pc", "1")],
        Broken::new(
            add(&["10.10.10.1"]).modules(ip::Modules::vm()),
            "enable_vm",
            Some("1"),
            "to be given once",
        ),
    ));
    let launch = |title: &str| {
        let target = compliance_scan::ScanTarget::ips(["10.10.10.1"]);
        compliance_scan::Launch::new(compliance_scan::OptionProfile::id(1), target).scan_title(title)
    };
    rules.push(Rule::of_values(
        "the title of a launched scan is in ASCII",
        launch("Scan"),
        &[("scan_title", "Scan")],
        Broken::new(launch("Prüfung"), "scan_title", Some("Prüfung"), ASCII),
    ));
    let on = |scanners: &[&str]| {
        let scanner = compliance_scan::Scanner::names_with_agents(scanners.iter().copied());
        let target = compliance_scan::ScanTarget::ips(["10.10.10.1"]).scanner(scanner);
        compliance_scan::Launch::new(compliance_scan::OptionProfile::id(1), target)
    };
    rules.push(Rule::of_values(
        "include_agent_targets not with external scanners",
        on(&["scanner1", "scanner2"]),
        &[("iscanner_name", "scanner1,scanner2"), ("include_agent_targets", "1")],
        Broken::new(
            on(&["scanner1", "External"]),
            "iscanner_name",
            Some("External"),
            "a value other than `External`",
        ),
    ));
    let job = |zone: &str| {
        use cloud_perimeter_job::{Connector, Create, Module, OptionProfile, Schedule, Start};
        let schedule = Schedule::recurring(1, Start::new(1, 0, zone));
        Create::new(Module::Vm, true, schedule, OptionProfile::id(1), Connector::name("Connector"))
    };
    rules.push(Rule::of_values(
        "the time zone of a job is in capitals",
        job("US-CA"),
        &[("time_zone_code", "US-CA")],
        Broken::new(job("Us-CA"), "time_zone_code", Some("Us-CA"), NO_SMALL_LETTERS),
    ));
}
