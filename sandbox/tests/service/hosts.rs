//! Lists of hosts and of what was found on them: selection, detail, pages, and any length in constant memory.

use crate::service::subscription::{Subscription, texts, whole};
use qualys_sandbox::document::Element;
use qualys_sandbox::exchange::Content;
use qualys_sandbox::service::Settings;

const HOST: &str = "RESPONSE/HOST_LIST/HOST";
const DETECTION: &str = "RESPONSE/HOST_LIST/HOST/DETECTION_LIST/DETECTION";

/// Parameters, each of which leaves some of the 80 hosts out.
const HOSTS: &[&[(&str, &str)]] = &[
    &[("ids", "1000003,1000010-1000012")],
    &[("id_min", "1000070")],
    &[("id_max", "1000004")],
    &[("ips", "192.0.2.1-192.0.2.9")],
    &[("ag_ids", "445541")],
    &[("ag_titles", "DMZ")],
    &[("os_pattern", "^Windows")],
    &[("compliance_enabled", "1")],
    &[("compliance_enabled", "0")],
    &[("vm_scan_since", "2026-01-28T00:00:00Z")],
    &[("no_vm_scan_since", "2026-01-28T00:00:00Z")],
    &[("vm_processed_before", "2026-01-28T00:00:00Z")],
    &[("vm_scan_date_after", "2026-01-28T00:00:00Z")],
    &[("vm_auth_scan_date_before", "2026-01-28T00:00:00Z")],
    &[("use_tags", "1"), ("tag_set_include", "9029017")],
    &[
        ("use_tags", "1"),
        ("tag_set_by", "name"),
        ("tag_set_include", "Databases,Web servers"),
        ("tag_include_selector", "all"),
    ],
    &[("use_tags", "1"), ("tag_set_include", "9029017"), ("tag_set_exclude", "9029018")],
];

/// Parameters, each of which changes what is shown of a host or of a detection.
const SHOWN: &[(&str, &str, &str)] = &[
    ("show_tags", "1", "TAGS"),
    ("show_asset_id", "1", "ASSET_ID"),
    ("os_hostname", "1", "OS_HOSTNAME"),
    ("show_cloud_tags", "1", "CLOUD_PROVIDER_TAGS"),
    ("host_metadata", "all", "METADATA"),
];

pub(crate) fn lists(subscription: &mut Subscription) {
    for list in ["assets/2.0/host list", "assets/2.0/host_detection list"] {
        let all = subscription.form(list, &[]).all_at(HOST).len();
        assert!((60..=80).contains(&all), "{list}: {all}");
        for parameters in HOSTS {
            let some = subscription.form(list, parameters).all_at(HOST).len();
            assert!((1..all).contains(&some), "{list} {parameters:?} leaves {some}");
        }
        for (name, value, element) in SHOWN {
            let path = format!("{HOST}/{element}");
            assert!(subscription.form(list, &[]).all_at(&path).is_empty(), "{list} without {name}");
            assert!(
                !subscription.form(list, &[(name, value)]).all_at(&path).is_empty(),
                "{list} with {name}"
            );
        }
        let nothing = subscription.form(list, &[("ips", "172.16.0.1"), ("echo_request", "1")]);
        assert!(nothing.all_at("RESPONSE/HOST_LIST").is_empty());
        assert_eq!(nothing.text_at("REQUEST/PARAM_LIST/PARAM/KEY").as_deref(), Some("action"));
        pages(subscription, list, all);
    }
    let numbers = subscription.form("assets/2.0/host list", &[("details", "None"), ("id_max", "1000002")]);
    assert_eq!(texts(&numbers, "RESPONSE/ID_SET/ID"), ["1000000", "1000001", "1000002"]);
    let full = [("details", "All/AGs"), ("show_ars", "1"), ("ars_min", "500"), ("show_trurisk", "1")];
    let full = subscription.form("assets/2.0/host list", &full);
    assert!(
        texts(&full, &format!("{HOST}/TRURISK_SCORE"))
            .iter()
            .all(|score| score.parse::<u32>().is_ok_and(|score| score >= 500))
    );
    assert_eq!(full.all_at(&format!("{HOST}/OWNER")).len(), full.all_at(HOST).len());
}

pub(crate) fn detections(subscription: &mut Subscription) {
    let list = "assets/2.0/host_detection list";
    let member = |root: &Element, name: &str| texts(root, &format!("{DETECTION}/{name}"));
    let all = subscription.form(list, &[]);
    assert!(!member(&all, "STATUS").contains(&"Fixed".to_owned()));
    assert!(!member(&all, "TYPE").contains(&"Info".to_owned()));
    let only =
        |subscription: &mut Subscription, name: &str, value: &str, element: &str, expected: &[&str]| {
            let mut found = member(&subscription.form(list, &[(name, value)]), element);
            found.sort();
            found.dedup();
            assert_eq!(found, expected, "{name}={value}");
        };
    only(subscription, "status", "Fixed,New", "STATUS", &["Fixed", "New"]);
    only(subscription, "severities", "4-5", "SEVERITY", &["4", "5"]);
    only(subscription, "include_vuln_type", "potential", "TYPE", &["Potential"]);
    only(subscription, "show_igs", "1", "TYPE", &["Confirmed", "Info", "Potential"]);
    only(subscription, "include_ignored", "1", "IS_IGNORED", &["0", "1"]);
    only(subscription, "show_results", "0", "RESULTS", &[]);
    only(subscription, "arf_kernel_filter", "1", "AFFECT_RUNNING_KERNEL", &["1"]);
    let qid = member(&all, "QID").first().cloned().expect("a detection");
    only(subscription, "qids", &qid, "QID", &[&qid]);
    for (name, value) in [
        ("detection_updated_since", "2026-01-28T00:00:00Z"),
        ("max_days_since_detection_updated", "5"),
        ("detection_last_tested_before_days", "5"),
        ("detection_processed_before", "2026-01-28T00:00:00Z"),
    ] {
        let some = member(&subscription.form(list, &[(name, value)]), "QID").len();
        assert!((1..member(&all, "QID").len()).contains(&some), "{name} leaves {some}");
    }
    let shown =
        [("show_qds", "1"), ("qds_min", "60"), ("show_reopened_info", "1"), ("show_host_services", "1")];
    let shown = subscription.form(list, &shown);
    assert!(member(&shown, "QDS").iter().all(|score| score.parse::<u32>().is_ok_and(|score| score >= 60)));
    assert!(!member(&shown, "TIMES_REOPENED").is_empty());
    assert!(!member(&shown, "SERVICE").is_empty());
    // What is found is in the KnowledgeBase.
    let known = subscription.form("vm/2.0/knowledge_base list", &[("ids", &qid)]);
    assert_eq!(texts(&known, "RESPONSE/VULN_LIST/VULN/QID"), [qid]);
}

/// Follows the URLs of all pages.
fn pages(subscription: &mut Subscription, list: &str, all: usize) {
    let mut page = subscription.form(list, &[("truncation_limit", "25"), ("id_min", "1000000")]);
    let (mut ids, mut sizes) = (Vec::new(), Vec::new());
    loop {
        let own = texts(&page, &format!("{HOST}/ID"));
        sizes.push(own.len());
        ids.extend(own);
        let Some(url) = page.text_at("RESPONSE/WARNING/URL") else { break };
        assert_eq!(page.text_at("RESPONSE/WARNING/CODE").as_deref(), Some("1980"));
        page = subscription.follow(&url);
    }
    let count = ids.len();
    ids.dedup();
    assert_eq!((ids.len(), count), (all, all));
    assert!(sizes.iter().rev().skip(1).all(|size| *size == 25), "{sizes:?}");
}

#[test]
fn a_list_without_end_is_made_in_pieces() {
    let mut subscription = Subscription::new(Settings { hosts: 10_000_000, ..Settings::default() });
    let answer = subscription.answer("assets/2.0/host_detection list", &[("truncation_limit", "0")], None);
    let Content::Pieces(mut pieces) = answer.content else { panic!("in memory") };
    let first = pieces.next().expect("the head");
    assert!(first.ends_with(b"<HOST_LIST>\n"));
    let mut bytes = 0;
    for piece in pieces.by_ref().take(300) {
        assert!((64 * 1024..128 * 1024).contains(&piece.len()), "a piece of {} bytes", piece.len());
        bytes += piece.len();
    }
    assert!(bytes > 300 * 64 * 1024);

    // The last of ten million is found at once.
    let last = [("truncation_limit", "0"), ("id_min", "10999990"), ("show_igs", "1")];
    let answer = subscription.answer("assets/2.0/host list", &last[..2], None);
    assert!(matches!(answer.content, Content::Pieces(_)));
    assert_eq!(whole(answer).matches("<HOST>").count(), 10);
    // A page of it is in memory, and says where the next one begins.
    let page = subscription.form("assets/2.0/host list", &[("id_min", "1500000")]);
    assert_eq!(page.all_at(HOST).len(), 1000);
    let url = page.text_at("RESPONSE/WARNING/URL").expect("another page");
    assert_eq!(url, "http://sandbox.example/api/2.0/fo/asset/host/?action=list&id_min=1501000");
}

/// Run it with `cargo test --release -p qualys-sandbox --test service -- --ignored --nocapture`.
#[test]
#[ignore = "measures; of use in a release build alone"]
fn how_fast_a_long_list_is_made() {
    let settings = Settings { hosts: 10_000_000, detections_per_host: 8, ..Settings::default() };
    let mut subscription = Subscription::new(settings);
    let answer = subscription.answer("assets/2.0/host_detection list", &[("truncation_limit", "0")], None);
    let Content::Pieces(pieces) = answer.content else { panic!("in memory") };
    let start = std::time::Instant::now();
    let mut bytes = 0_usize;
    for piece in pieces {
        bytes += piece.len();
        if bytes >= 1 << 30 {
            break;
        }
    }
    let rate = bytes as f64 / 1e6 / start.elapsed().as_secs_f64();
    println!("{rate:.0} MB/s over {bytes} bytes");
    assert!(rate > 300.0, "{rate:.0} MB/s");
}
