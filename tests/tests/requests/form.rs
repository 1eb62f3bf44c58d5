//! Samples whose parameters are in a form or in the query string.

use crate::Row;
use crate::requests::difference::{Change, Difference};
use qualys::Date;
use qualys::assets::v2::virtual_host;
use qualys::pc::v2::{compliance_policy, compliance_schedule_scan};
use qualys::vm::v2::{cloud_perimeter_job, knowledge_base, schedule_scan};

/// The command shows no method where the note sends parameters in the address.
const LISTS: Difference = Difference {
    change: Change::Method { note: None, sent: "GET" },
    why: "the command gets, as curl does unless it is told otherwise",
};

/// The command shows no method where the note's text asks for one.
const POSTS: Difference = Difference {
    change: Change::Method { note: None, sent: "POST" },
    why: "the command shows no method; the note has [POST] above it, and the service changes something by POST alone",
};

/// The command of a cloud perimeter job is cut short.
const JOB: Difference = Difference {
    change: Change::Method { note: None, sent: "POST" },
    why: "the command lost the option before its data, and with data curl posts",
};

/// Half of the note's commands leave the slash at the end of the path out.
const SLASH: Difference = Difference {
    change: Change::Path {
        note: "/api/2.0/fo/schedule/scan/compliance",
        sent: "/api/2.0/fo/schedule/scan/compliance/",
    },
    why: "the note's update, its delete and its text have the slash",
};

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = schedules();
    rows.extend(compliance_schedules());
    rows.extend(cloud_perimeter_jobs());
    rows.extend(virtual_hosts());
    rows.extend(knowledge_base_edits());
    rows.push(Row::new(
        3,
        compliance_policy::AddAssetGroupIds::new(43400, [649737, 649736]).evaluate_now(true),
        &[],
    ));
    rows
}

fn schedules() -> Vec<Row> {
    use schedule_scan::*;
    vec![
        Row::new(
            1,
            Create::new(
                "MyDailyScan",
                true,
                OptionProfile::id(694636922),
                Target::ips(["10.10.10.113"]).from_assets(),
                Start::new(1, 0, "US-CA").date(Date::constant(2017, 11, 1)).observe_dst(false),
                Occurrence::daily(1),
            )
            .notifications(
                Notifications::before(
                    BeforeNotify::minutes(10).message("A Qualys scan is scheduled to start soon"),
                )
                .after(AfterNotify::new().message("Qualys scan completed")),
            ),
            &[],
        ),
        Row::new(2, List::new().id(85331).show_notifications(true), &[LISTS]),
    ]
}

fn compliance_schedules() -> Vec<Row> {
    use compliance_schedule_scan::*;
    let weekday = Difference {
        change: Change::Value { name: "weekdays", note: "Sunday", sent: "sunday" },
        why: "the note's table has the days in small letters",
    };
    let minute = Difference {
        change: Change::Value { name: "start_minute", note: "00", sent: "0" },
        why: "a number is sent as such; two other samples have 0",
    };
    vec![
        Row::new(8, List::new(), &[LISTS, SLASH]),
        Row::new(
            9,
            Create::new(
                "My Scan Schedule api6",
                true,
                OptionProfile::id(76960),
                Target::groups(AssetGroupList::titles(["policyred7"]))
                    .scanner(GroupsScanner::names(["pyscandsp"])),
                Start::new(14, 0, "US-CA").observe_dst(true),
                Occurrence::daily(5),
            ),
            &[POSTS, SLASH],
        ),
        Row::new(
            10,
            Create::new(
                "My_Weekly_Scan",
                true,
                OptionProfile::title("nordea windows"),
                Target::ips(["10.10.10.10"]).scanner(Scanner::names(["pyscandsp"])),
                Start::new(13, 30, "IN"),
                Occurrence::weekly(1, [Weekday::Sunday]),
            )
            .end(End::minutes(45))
            .notifications(Notifications::before(BeforeNotify::hours(20))),
            &[POSTS, SLASH, weekday],
        ),
        Row::new(
            11,
            Create::new(
                "API Schedule scan",
                true,
                OptionProfile::title("nordea windows"),
                Target::ips(["10.10.10.10", "10.10.10.11"])
                    .ip_network_id(52010)
                    .scanner(Scanner::in_network()),
                Start::new(22, 0, "IN").date(Date::constant(2020, 8, 20)).observe_dst(false),
                Occurrence::monthly_by_day(12, 20),
            )
            .pause(Pause::hours(3).resume(Resume::days(4)))
            .recurrence(5),
            &[POSTS, SLASH, minute],
        ),
        Row::new(12, Update::new(57360).option_profile(OptionProfile::id(39594)), &[POSTS]),
        Row::new(13, Delete::new(57360), &[POSTS]),
    ]
}

fn cloud_perimeter_jobs() -> Vec<Row> {
    use cloud_perimeter_job::*;
    let create = || {
        Create::new(
            Module::Vm,
            false,
            Schedule::now(),
            OptionProfile::title("Initial Options"),
            Connector::uuid("9ef995a8-0708-4155-a3f2-49a3cfcb2b7b"),
        )
    };
    let connector = Difference {
        change: Change::Name { note: "connector_uid", sent: "connector_uuid" },
        why: "a misprint: the note's other sample has connector_uuid, and so do clients",
    };
    vec![
        Row::new(
            4,
            create().include_micro_nano_instances(true).platform_type("vpc_peered").region_code("us-east-1"),
            &[JOB],
        ),
        Row::new(5, Update::new(1640258).include_micro_nano_instances(false), &[JOB]),
        Row::new(6, create().include_lb_from_connector(true), &[JOB, connector]),
        Row::new(7, Update::new(1645230).include_lb_from_connector(false), &[JOB]),
    ]
}

fn virtual_hosts() -> Vec<Row> {
    use virtual_host::*;
    let (ip, port, network) = ("10.10.10.20", 8080, 5004);
    let names = ["example1.fqdn.com", "example2.fqdn.com"];
    let added = ["example5.fqdn.com", "example6.fqdn.com"];
    let deleted = ["example1.fqdn.com", "example5.fqdn.com"];
    vec![
        Row::new(14, Create::new(ip, port, names).network_id(network), &[]),
        Row::new(15, Update::new(ip, port, names).network_id(network), &[]),
        Row::new(16, AddFqdn::new(ip, port, added).network_id(network), &[]),
        Row::new(17, DeleteFqdn::new(ip, port, deleted).network_id(network), &[]),
        Row::new(18, Delete::new(ip, port).network_id(network), &[]),
    ]
}

fn knowledge_base_edits() -> Vec<Row> {
    use knowledge_base::*;
    vec![Row::new(19, Edit::new(150198, Change::severity(3)), &[]), Row::new(20, Reset::new(150198), &[])]
}
