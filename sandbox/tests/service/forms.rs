//! What becomes of calls with forms: each operation, and what is seen of it afterwards.

use crate::service::subscription::{Subscription, item, texts};

type Parameters<'a> = &'a [(&'a str, &'a str)];

const SCHEDULE: Parameters<'_> = &[
    ("scan_title", "Edge & core"),
    ("active", "1"),
    ("option_id", "76960"),
    ("ip", "192.0.2.1-192.0.2.20,192.0.2.99"),
    ("occurrence", "weekly"),
    ("frequency_weeks", "1"),
    ("weekdays", "friday,sunday"),
    ("start_date", "02/04/2026"),
    ("start_hour", "22"),
    ("start_minute", "15"),
    ("time_zone_code", "US-CA"),
    ("observe_dst", "yes"),
    ("before_notify", "1"),
    ("before_notify_unit", "minutes"),
    ("before_notify_time", "10"),
    ("before_notify_message", "Starts soon"),
];

pub(crate) fn schedules(subscription: &mut Subscription) {
    for (api, list, after) in [
        ("vm/2.0/schedule_scan", "SCHEDULE_SCAN_LIST", "AFTER_COMPLETES"),
        ("pc/2.0/compliance_schedule_scan", "COMPLIANCE_SCHEDULE_SCAN_LIST", "AFTER_COMPLETE"),
    ] {
        let scan = format!("RESPONSE/{list}/SCAN");
        let id = item(&subscription.form(&format!("{api} create"), SCHEDULE), "ID");
        let list = |subscription: &mut Subscription, more: Parameters<'_>| {
            let parameters: Vec<_> = [("id", id.as_str())].into_iter().chain(more.iter().copied()).collect();
            subscription.form(&format!("{api} list"), &parameters)
        };
        let listed = list(subscription, &[("show_notifications", "1"), ("echo_request", "1")]);
        let is = |listed: &qualys_sandbox::document::Element, path: &str| {
            texts(listed, &format!("{scan}/{path}")).join(" ")
        };
        assert_eq!(is(&listed, "TITLE"), "Edge & core");
        assert_eq!(is(&listed, "OPTION_PROFILE/TITLE"), "Initial Options");
        assert_eq!(is(&listed, "USER_ENTERED_IPS/RANGE/END"), "192.0.2.20 192.0.2.99");
        assert_eq!(is(&listed, "SCHEDULE/START_DATE_UTC"), "2026-02-07T06:15:00Z");
        assert_eq!(is(&listed, "SCHEDULE/NEXTLAUNCH_UTC"), "2026-02-07T06:15:00");
        assert_eq!(is(&listed, "NOTIFICATIONS/BEFORE_LAUNCH/TIME"), "10");
        let weekly = listed.all_at(&format!("{scan}/SCHEDULE/WEEKLY"));
        assert_eq!(weekly[0].attribute("weekdays"), Some("0,5"));
        assert_eq!(listed.text_at("REQUEST/RESOURCE").as_deref(), Some(resource(api).as_str()));
        assert_eq!(listed.text_at("REQUEST/USER_LOGIN").as_deref(), Some("tester"));

        let changes = [
            ("id", id.as_str()),
            ("active", "0"),
            ("asset_group_ids", "445541"),
            ("default_scanner", "1"),
            ("occurrence", "monthly"),
            ("frequency_months", "2"),
            ("day_of_week", "1"),
            ("week_of_month", "second"),
            ("before_notify", "0"),
            ("after_notify", "1"),
            ("recipient_group_ids", "8767"),
        ];
        assert_eq!(item(&subscription.form(&format!("{api} update"), &changes), "ID"), id);
        let listed = list(subscription, &[("show_notifications", "1")]);
        assert_eq!(is(&listed, "TITLE"), "Edge & core");
        assert_eq!(is(&listed, "USER_ENTERED_IPS"), "");
        assert_eq!(is(&listed, "ASSET_GROUP_TITLE_LIST/ASSET_GROUP_TITLE"), "Data centre east");
        assert!(listed.all_at(&format!("{scan}/SCHEDULE/WEEKLY")).is_empty());
        let monthly = listed.all_at(&format!("{scan}/SCHEDULE/MONTHLY"));
        assert_eq!(monthly[0].attribute("week_of_month"), Some("2"));
        assert!(listed.all_at(&format!("{scan}/SCHEDULE/NEXTLAUNCH_UTC")).is_empty());
        assert!(listed.all_at(&format!("{scan}/NOTIFICATIONS/BEFORE_LAUNCH")).is_empty());
        assert_eq!(listed.all_at(&format!("{scan}/NOTIFICATIONS/{after}")).len(), 1);
        assert_eq!(is(&listed, "NOTIFICATIONS/DISTRIBUTION_GROUPS/DISTRIBUTION_GROUP/TITLE"), "Operations");
        assert!(list(subscription, &[("active", "1")]).all_at(&scan).is_empty());

        subscription.form(&format!("{api} delete"), &[("id", &id)]);
        assert!(list(subscription, &[]).all_at(&scan).is_empty());
        for (operation, more) in [("delete", None), ("update", Some(("active", "0")))] {
            let parameters: Vec<_> = [("id", id.as_str())].into_iter().chain(more).collect();
            let refused = subscription.refused_form(&format!("{api} {operation}"), &parameters);
            assert_eq!(refused, (400, "1905".to_owned()));
        }
        let unknown: Vec<_> = SCHEDULE
            .iter()
            .map(|(name, value)| (*name, if *name == "time_zone_code" { "XX" } else { value }))
            .collect();
        assert_eq!(subscription.refused_form(&format!("{api} create"), &unknown), (400, "1905".to_owned()));
        assert!(!subscription.form(&format!("{api} list"), &[]).all_at(&scan).is_empty());
    }
}

fn resource(api: &str) -> String {
    let path = &qualys_sandbox::model::model().apis[api].operations["list"].path;
    format!("http://sandbox.example{path}")
}

/// Jobs have no list of their own: they are among the schedules of their module.
pub(crate) fn cloud_perimeter_jobs(subscription: &mut Subscription) {
    for (module, list) in
        [("vm", "vm/2.0/schedule_scan list"), ("pc", "pc/2.0/compliance_schedule_scan list")]
    {
        let job = [
            ("module", module),
            ("active", "1"),
            ("schedule", "recurring"),
            ("occurrence", "daily"),
            ("frequency_days", "3"),
            ("start_hour", "5"),
            ("start_minute", "0"),
            ("time_zone_code", "GB"),
            ("option_id", "76960"),
            ("connector_name", "aws-production"),
            ("scan_title", "Cloud perimeter"),
            ("priority", "3"),
            ("vpc_id", "vpc-0abc"),
            ("elb_dns", "lb1.example.com,lb2.example.com"),
        ];
        let id = item(&subscription.form("vm/2.0/cloud_perimeter_job create", &job), "ID");
        let changes = [("id", id.as_str()), ("scan_title", "Cloud edge"), ("tag_set_include", "9029017")];
        subscription.form("vm/2.0/cloud_perimeter_job update", &changes);
        let listed = subscription.form(list, &[("id", &id), ("show_cloud_details", "1")]);
        let scans = listed.child("RESPONSE").expect("a response").elements().nth(1).expect("a list");
        assert_eq!(scans.text_at("SCAN/TITLE").as_deref(), Some("Cloud edge"));
        assert_eq!(texts(scans, "SCAN/ELB_DNS/DNS"), ["lb1.example.com", "lb2.example.com"]);
        assert_eq!(
            scans.text_at("SCAN/CLOUD_DETAILS/CLOUD_TARGET/VPC_LIST/VPC/UUID").as_deref(),
            Some("vpc-0abc")
        );
        assert_eq!(scans.text_at("SCAN/ASSET_TAGS/TAG_SET_INCLUDE").as_deref(), Some("Web servers"));
        assert_eq!(scans.text_at("SCAN/SCHEDULE/START_DATE_UTC").as_deref(), Some("2026-02-03T05:00:00Z"));
    }
    let refused =
        subscription.refused_form("vm/2.0/cloud_perimeter_job update", &[("id", "1"), ("active", "0")]);
    assert_eq!(refused, (400, "1905".to_owned()));
}

/// Scans go on with the clock.
pub(crate) fn compliance_scans(subscription: &mut Subscription) {
    let launch = [("scan_title", "Tonight"), ("option_title", "Initial PC Options"), ("ip", "192.0.2.9")];
    let launched = subscription.form("pc/2.0/compliance_scan launch", &launch);
    let (id, reference) = (item(&launched, "ID"), item(&launched, "REFERENCE"));
    assert!(reference.starts_with("compliance/"), "{reference}");
    for (seconds, state) in [(0, "Queued"), (5, "Running"), (30, "Finished")] {
        subscription.wait(seconds);
        let listed =
            subscription.form("pc/2.0/compliance_scan list", &[("scan_ref", &reference), ("show_op", "1")]);
        assert_eq!(texts(&listed, "RESPONSE/SCAN_LIST/SCAN/STATUS/STATE"), [state]);
        let by_state =
            subscription.form("pc/2.0/compliance_scan list", &[("state", state), ("scan_id", &id)]);
        assert_eq!(texts(&by_state, "RESPONSE/SCAN_LIST/SCAN/TARGET"), ["192.0.2.9"]);
    }
    let nothing = subscription.form("pc/2.0/compliance_scan list", &[("state", "Error")]);
    assert_eq!(nothing.child("RESPONSE").expect("a response").elements().count(), 1);
}

pub(crate) fn policies(subscription: &mut Subscription) {
    let groups = |subscription: &mut Subscription| {
        let listed =
            subscription.form("pc/2.0/compliance_policy list", &[("ids", "43401"), ("details", "All")]);
        texts(&listed, "RESPONSE/POLICY_LIST/POLICY/ASSET_GROUP_IDS").join(" ")
    };
    let mut change = |operation: &str, ids: &str| {
        let parameters = [("id", "43401"), ("asset_group_ids", ids), ("evaluate_now", "1")];
        subscription.form(&format!("pc/2.0/compliance_policy {operation}"), &parameters);
        groups(subscription)
    };
    assert_eq!(change("set_asset_group_ids", "1,2"), "1,2");
    assert_eq!(change("add_asset_group_ids", "2,3"), "1,2,3");
    assert_eq!(change("remove_asset_group_ids", "1"), "2,3");
    let all = subscription.form("pc/2.0/compliance_policy list", &[("details", "None"), ("id_min", "43401")]);
    assert_eq!(texts(&all, "RESPONSE/POLICY_LIST/POLICY/ID"), ["43401", "43402"]);
    let updated = [("updated_after_datetime", "2026-01-01T00:00:00Z")];
    let updated = subscription.form("pc/2.0/compliance_policy list", &updated);
    assert_eq!(texts(&updated, "RESPONSE/POLICY_LIST/POLICY/ID"), ["43401"]);
    let unknown = [("id", "9"), ("asset_group_ids", "1")];
    let refused = subscription.refused_form("pc/2.0/compliance_policy add_asset_group_ids", &unknown);
    assert_eq!(refused, (400, "1905".to_owned()));
}

pub(crate) fn addresses(subscription: &mut Subscription) {
    let list = |subscription: &mut Subscription, parameters: Parameters<'_>| {
        let listed = subscription.form("assets/2.0/ip list", parameters);
        let set = listed.at("RESPONSE/IP_SET");
        set.map(|set| set.elements().map(|one| one.text()).collect::<Vec<_>>().join(" ")).unwrap_or_default()
    };
    assert_eq!(list(subscription, &[]), "192.0.2.1-192.0.2.254 198.51.100.1-198.51.100.254 203.0.113.7");
    let added = [("ips", "203.0.113.8-203.0.113.20,203.0.113.100"), ("enable_vm", "1"), ("ud1", "x")];
    subscription.form("assets/2.0/ip add", &added);
    assert_eq!(
        list(subscription, &[("ips", "203.0.113.0-203.0.113.255")]),
        "203.0.113.7-203.0.113.20 203.0.113.100"
    );
    let changed = [("ips", "203.0.113.10-203.0.113.12"), ("tracking_method", "NETBIOS")];
    subscription.form("assets/2.0/ip update", &changed);
    assert_eq!(list(subscription, &[("tracking_method", "NETBIOS")]), "203.0.113.10-203.0.113.12");
    assert_eq!(list(subscription, &[("compliance_enabled", "1")]), "192.0.2.1-192.0.2.254");
    assert_eq!(list(subscription, &[("ips", "10.0.0.1")]), "");
    let refused = [("ips", "10.0.0.1"), ("tracking_method", "IP")];
    assert_eq!(subscription.refused_form("assets/2.0/ip update", &refused), (400, "1905".to_owned()));
}

pub(crate) fn virtual_hosts(subscription: &mut Subscription) {
    let key = [("ip", "192.0.2.5"), ("port", "443")];
    let call = |subscription: &mut Subscription, operation: &str, names: &str| {
        let parameters: Vec<_> = key.into_iter().chain([("fqdn", names)]).collect();
        subscription.form(&format!("assets/2.0/virtual_host {operation}"), &parameters);
        let listed = subscription.form("assets/2.0/virtual_host list", &key);
        texts(&listed, "RESPONSE/VIRTUAL_HOST_LIST/VIRTUAL_HOST/FQDN").join(" ")
    };
    assert_eq!(call(subscription, "create", "a.example.com"), "a.example.com");
    assert_eq!(call(subscription, "add_fqdn", "b.example.com,a.example.com"), "a.example.com b.example.com");
    assert_eq!(call(subscription, "delete_fqdn", "a.example.com"), "b.example.com");
    assert_eq!(call(subscription, "update", "c.example.com"), "c.example.com");
    let again: Vec<_> = key.into_iter().chain([("fqdn", "x.example.com")]).collect();
    assert_eq!(subscription.refused_form("assets/2.0/virtual_host create", &again), (400, "1905".to_owned()));
    subscription.form("assets/2.0/virtual_host delete", &key);
    let listed = subscription.form("assets/2.0/virtual_host list", &key);
    assert!(listed.all_at("RESPONSE/VIRTUAL_HOST_LIST").is_empty());
    assert_eq!(subscription.refused_form("assets/2.0/virtual_host delete", &key), (400, "1905".to_owned()));
}

pub(crate) fn knowledge_base(subscription: &mut Subscription) {
    let vulnerability = "RESPONSE/VULN_LIST/VULN";
    let edit = [("qid", "38601"), ("severity", "1"), ("disable", "1"), ("threat_comment", "Not <here>")];
    assert_eq!(item(&subscription.form("vm/2.0/knowledge_base edit", &edit), "qid"), "38601");
    let show = [
        ("ids", "38601-38602"),
        ("details", "All"),
        ("show_disabled_flag", "1"),
        ("show_qid_change_log", "1"),
        ("show_pci_reasons", "1"),
        ("show_supported_modules_info", "1"),
    ];
    let listed = subscription.form("vm/2.0/knowledge_base list", &show);
    assert_eq!(texts(&listed, &format!("{vulnerability}/QID")), ["38601", "38602"]);
    assert_eq!(texts(&listed, &format!("{vulnerability}/IS_DISABLED")), ["1", "0"]);
    assert_eq!(texts(&listed, &format!("{vulnerability}/DIAGNOSIS_COMMENT")), ["Not <here>"]);
    subscription.form("vm/2.0/knowledge_base reset", &[("qid", "38601")]);
    let listed = subscription.form("vm/2.0/knowledge_base list", &show);
    assert_eq!(texts(&listed, &format!("{vulnerability}/IS_DISABLED")), ["0", "0"]);
    assert!(listed.all_at(&format!("{vulnerability}/LAST_CUSTOMIZATION")).is_empty());
    let refused = subscription.refused_form("vm/2.0/knowledge_base reset", &[("qid", "7")]);
    assert_eq!(refused, (400, "1905".to_owned()));

    let numbers = [("details", "None"), ("id_max", "38602")];
    let numbers = subscription.form("vm/2.0/knowledge_base list", &numbers);
    assert_eq!(texts(&numbers, "RESPONSE/ID_SET/ID"), ["38600", "38601", "38602"]);
    for (name, value) in [
        ("is_patchable", "1"),
        ("discovery_method", "RemoteOnly"),
        ("discovery_auth_types", "Windows"),
        ("published_after", "2024-01-01T00:00:00Z"),
    ] {
        let some =
            subscription.form("vm/2.0/knowledge_base list", &[(name, value)]).all_at(vulnerability).len();
        assert!((1..120).contains(&some), "{name} lets {some} through");
    }
}

pub(crate) fn fixed_lists(subscription: &mut Subscription) {
    let titles = |subscription: &mut Subscription, operation: &str, parameters: Parameters<'_>| {
        let listed = subscription.form(&format!("vm/2.0/option_profile {operation}"), parameters);
        texts(&listed, "OPTION_PROFILE/BASIC_INFO/GROUP_NAME")
    };
    assert_eq!(titles(subscription, "export", &[]).len(), 5);
    assert_eq!(titles(subscription, "export", &[("include_system_option_profiles", "1")]).len(), 6);
    assert_eq!(titles(subscription, "export", &[("option_profile_id", "76962")]), ["Light & quick"]);
    assert_eq!(titles(subscription, "list_vm", &[]).len(), 4);
    assert_eq!(titles(subscription, "list_pc", &[]), ["Initial PC Options"]);
    assert_eq!(titles(subscription, "list_pci", &[("id", "1")]), Vec::<String>::new());
    let zones = subscription.form("common/2.0/time_zone list", &[]);
    assert!(texts(&zones, "TIME_ZONE/TIME_ZONE_CODE").contains(&"US-CA".to_owned()));
}
