//! What the service accepts and refuses: the requests of the release notes, and for every rule a call on each side of it.

mod check {
    pub(crate) mod call;
    pub(crate) mod rules;
    pub(crate) mod samples;
}

use check::call::{Call, outcome};
use check::rules::{Rule, rules};
use check::samples::{SAMPLES, samples};
use expect_test::expect;
use std::collections::BTreeSet;
use std::path::Path;

/// The folder of the samples, beside the repository; `None`, with a note, if it is missing.
fn shared() -> Option<std::path::PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples");
    let is_there = path.is_dir();
    if !is_there {
        println!("skipped: there is no ../shared/samples beside the repository");
    }
    is_there.then_some(path)
}

#[test]
fn every_request_of_the_release_notes_is_accepted() {
    let Some(folder) = shared() else { return };
    let samples = samples(&folder);
    assert_eq!(samples.len(), SAMPLES);
    let outcomes: Vec<String> = samples.iter().map(outcome).collect();
    let numbered = outcomes.iter().enumerate().map(|(index, text)| format!("{} {text}\n", index + 1));
    expect![[r#"
        1 accepted: vm/2.0/schedule_scan create
        2 accepted: vm/2.0/schedule_scan list
        3 accepted: pc/2.0/compliance_policy add_asset_group_ids
        4 accepted: vm/2.0/cloud_perimeter_job create
        5 accepted: vm/2.0/cloud_perimeter_job update
        6 accepted: vm/2.0/cloud_perimeter_job create
        7 accepted: vm/2.0/cloud_perimeter_job update
        8 accepted: pc/2.0/compliance_schedule_scan list
        9 accepted: pc/2.0/compliance_schedule_scan create
        10 accepted: pc/2.0/compliance_schedule_scan create
        11 accepted: pc/2.0/compliance_schedule_scan create
        12 accepted: pc/2.0/compliance_schedule_scan update
        13 accepted: pc/2.0/compliance_schedule_scan delete
        14 accepted: assets/2.0/virtual_host create
        15 accepted: assets/2.0/virtual_host update
        16 accepted: assets/2.0/virtual_host add_fqdn
        17 accepted: assets/2.0/virtual_host delete_fqdn
        18 accepted: assets/2.0/virtual_host delete
        19 accepted: vm/2.0/knowledge_base edit
        20 accepted: vm/2.0/knowledge_base reset
        21 accepted: am/2.0/connectors create
        22 accepted: am/2.0/connectors create
        23 accepted: am/2.0/connectors create
        24 accepted: am/2.0/connectors update
        25 accepted: saq/1.0/campaigns search
        26 accepted: saq/1.0/campaigns count
        27 accepted: saq/1.0/campaigns get
        28 accepted: saq/1.0/campaigns status
        29 accepted: saq/1.0/campaigns create
        30 accepted: saq/1.0/campaigns update
        31 accepted: saq/1.0/campaigns delete
        32 accepted: saq/1.0/campaigns launch
        33 accepted: saq/1.0/campaigns complete
        34 accepted: saq/1.0/campaigns cancel
        35 accepted: saq/1.0/campaigns summary
        36 accepted: saq/1.0/questionnaires search
        37 accepted: was/3.0/web_applications search
        38 accepted: was/3.0/option_profiles create
        39 accepted: was/3.0/option_profiles update
        40 accepted: was/3.0/findings get
        41 accepted: was/3.0/scans cancel
        42 accepted: was/3.0/scans scan_again
    "#]]
    .assert_eq(&numbered.collect::<String>());
}

#[test]
fn every_rule_has_a_call_that_keeps_it_and_one_that_breaks_it() {
    let mut wrong = Vec::new();
    for Rule { rule, kept, broken, refusal } in rules() {
        let accepted = outcome(&kept);
        if !accepted.starts_with("accepted: ") {
            wrong.push(format!("{rule}: {accepted}"));
        }
        let refused = outcome(&broken);
        if refused != refusal {
            wrong.push(format!("{rule}:\n  expected {refusal}\n  was      {refused}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_of_the_service_is_met() {
    let met: BTreeSet<String> =
        rules().iter().filter_map(|rule| Some(rule.refusal.split_once(':')?.0.to_owned())).collect();
    let met: Vec<&str> = met.iter().map(String::as_str).collect();
    expect![[r#"
        200 INVALID_PARAM
        200 INVALID_REQUEST
        200 INVALID_XML
        301
        400 1901
        400 1903
        400 1904
        400 1905
        400 1907
        400 1908
        400 1922
        404
        404 INVALID_URL
        405
        405 OPERATION_NOT_SUPPORTED
        415"#]]
    .assert_eq(&met.join("\n"));
}

#[test]
fn a_secret_is_in_no_message() {
    const SECRET: &str = "correct horse battery staple";
    let login = |pairs: &[(&str, &str)]| Call::form("/api/2.0/fo/session/", pairs);
    let whole = [("action", "login"), ("username", "quays_ab1"), ("password", SECRET)];
    let twice = [("action", "login"), ("username", ""), ("password", SECRET), ("x", "1")];
    for call in [login(&whole), login(&twice), login(&whole[..1]), login(&whole[1..])] {
        let text = outcome(&call);
        assert!(!text.contains("horse"), "{text}");
        assert!(!format!("{:?}", check::call::check(&call)).contains("horse"));
    }
}
