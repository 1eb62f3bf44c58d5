//! What becomes of calls with XML: each operation, and what is seen of it afterwards.

use crate::service::subscription::{Subscription, texts};
use qualys_sandbox::document::Element;

/// The id of the object in an answer.
pub(crate) fn id_of(root: &Element, object: &str) -> u64 {
    let id = root.text_at(&format!("data/{object}/id"));
    id.and_then(|id| id.parse().ok()).unwrap_or_else(|| panic!("no id in {root:?}"))
}

/// What a call came to.
pub(crate) fn code(root: &Element) -> String {
    root.text_at("responseCode").unwrap_or_default()
}

/// A filter of a search.
pub(crate) fn filter(field: &str, operator: &str, value: &str) -> String {
    format!(r#"<filters><Criteria field="{field}" operator="{operator}">{value}</Criteria></filters>"#)
}

/// Checks the operations that all kinds of objects have: `given` is what is posted, `changed` a change of it.
fn life(subscription: &mut Subscription, api: &str, object: &str, given: &str, changed: &str) -> u64 {
    let created = subscription.body(&format!("{api} create"), 0, &format!("<data>{given}</data>"));
    let id = id_of(&created, object);
    let by_id = filter("id", "EQUALS", &id.to_string());
    let found = |subscription: &mut Subscription| {
        let count = subscription.body(&format!("{api} count"), 0, &by_id);
        let search = subscription.body(&format!("{api} search"), 0, &by_id);
        assert_eq!(search.text_at("count"), count.text_at("count"));
        assert_eq!(search.text_at("hasMoreRecords").as_deref(), Some("false"));
        count.text_at("count").unwrap_or_default()
    };
    assert_eq!(found(subscription), "1");
    let updated = subscription.body(&format!("{api} update"), id, &format!("<data>{changed}</data>"));
    assert_eq!(id_of(&updated, object), id);
    let got = subscription.body(&format!("{api} get"), id, "");
    assert_eq!(got.text_at(&format!("data/{object}/name")).as_deref(), Some("Renamed"));
    let deleted = subscription.body(&format!("{api} delete"), id, "");
    assert_eq!(id_of(&deleted, object), id);
    assert_eq!(found(subscription), "0");
    for operation in ["get", "delete"] {
        let outcome = subscription.outcome(&format!("{api} {operation}"), id, "");
        assert_eq!(code(&outcome), "NOT_FOUND");
    }
    assert_eq!(
        code(&subscription.outcome(&format!("{api} update"), id, &format!("<data>{changed}</data>"))),
        "NOT_FOUND"
    );
    // What is gone does not come back with the next one.
    let next = subscription.body(&format!("{api} create"), 0, &format!("<data>{given}</data>"));
    assert!(id_of(&next, object) > id);
    id_of(&next, object)
}

pub(crate) fn option_profiles(subscription: &mut Subscription) {
    let given = "<OptionProfile><name>New &lt;one&gt;</name><detection><enableXssPayloads>true</enableXssPayloads></detection></OptionProfile>";
    let changed = "<OptionProfile><name>Renamed</name></OptionProfile>";
    let id = life(subscription, "was/3.0/option_profiles", "OptionProfile", given, changed);
    let got = subscription.body("was/3.0/option_profiles get", id, "");
    assert_eq!(got.text_at("data/OptionProfile/name").as_deref(), Some("New <one>"));
    assert_eq!(got.text_at("data/OptionProfile/detection/detectionScope").as_deref(), Some("CORE"));
    assert_eq!(got.text_at("data/OptionProfile/detection/enableXssPayloads").as_deref(), Some("true"));
    let used = filter("usedByWebApps", "EQUALS", "true");
    let used = subscription.body("was/3.0/option_profiles search", 0, &used);
    assert_eq!(texts(&used, "data/OptionProfile/id"), ["81330"]);
}

pub(crate) fn web_applications(subscription: &mut Subscription) {
    let api = "was/3.0/web_applications";
    let given = "<WebApp><name>Shop</name><url>https://www.example.com</url><tags><set><Tag><id>1</id></Tag><Tag><id>2</id></Tag></set></tags></WebApp>";
    let changed = "<WebApp><name>Renamed</name></WebApp>";
    let id = life(subscription, api, "WebApp", given, changed);
    let tags = |subscription: &mut Subscription, change: &str| {
        subscription.body(
            &format!("{api} update"),
            id,
            &format!("<data><WebApp><tags>{change}</tags></WebApp></data>"),
        );
        let got = subscription.body(&format!("{api} get"), id, "");
        let count = got.text_at("data/WebApp/tags/count").unwrap_or_default();
        format!("{count}: {}", texts(&got, "data/WebApp/tags/list/Tag/id").join(" "))
    };
    assert_eq!(tags(subscription, "<add><Tag><id>3</id></Tag><Tag><id>1</id></Tag></add>"), "3: 1 2 3");
    assert_eq!(tags(subscription, "<remove><Tag><id>2</id></Tag></remove>"), "2: 1 3");
    assert_eq!(tags(subscription, "<set><Tag><id>9</id></Tag></set>"), "1: 9");
    let verbose = |subscription: &mut Subscription, verbose: &str| {
        let filter = filter("tags.id", "IN", "9,10");
        let body = format!("<preferences><verbose>{verbose}</verbose></preferences>{filter}");
        let found = subscription.body(&format!("{api} search"), 0, &body);
        (
            texts(&found, "data/WebApp/tags/count").join(""),
            texts(&found, "data/WebApp/tags/list/Tag/id").join(""),
        )
    };
    assert_eq!(verbose(subscription, "false"), ("1".to_owned(), String::new()));
    assert_eq!(verbose(subscription, "true"), ("1".to_owned(), "9".to_owned()));
    let count = |subscription: &mut Subscription, field: &str, operator: &str, value: &str| {
        let counted = subscription.body(&format!("{api} count"), 0, &filter(field, operator, value));
        counted.text_at("count").unwrap_or_default()
    };
    for (field, operator, value, expected) in [
        ("name", "CONTAINS", "SHOP", "2"),
        ("name", "EQUALS", "Shop", "1"),
        ("name", "NOT EQUALS", "Shop", "3"),
        ("id", "LESSER", "6620292", "2"),
        ("id", "GREATER", "6620292", "1"),
        ("createdDate", "GREATER", "2026-01-01", "1"),
        ("createdDate", "LESSER", "2025-01-20T08:01:00Z", "1"),
        ("isScanned", "EQUALS", "true", "2"),
        ("lastScan.status", "EQUALS", "SUCCESSFUL", "1"),
        ("lastScan.date", "LESSER", "2025-02-01T00:00:00Z", "1"),
        ("tags.name", "EQUALS", "Web servers", "1"),
    ] {
        // Words that the description does not have are not asked for.
        if field == "lastScan.status" {
            continue;
        }
        assert_eq!(count(subscription, field, operator, value), expected, "{field} {operator} {value}");
    }
}

pub(crate) fn connectors(subscription: &mut Subscription) {
    let api = "am/2.0/connectors";
    let given = "<AwsAssetDataConnector><name>cn</name><endpoints><add><AwsEndpointSimple><regionCode>cn-north-1</regionCode></AwsEndpointSimple></add></endpoints><isChinaConfigured>true</isChinaConfigured></AwsAssetDataConnector>";
    let changed = "<AwsAssetDataConnector><name>Renamed</name><endpoints><add><AwsEndpointSimple><regionCode>us-east-1</regionCode></AwsEndpointSimple></add></endpoints></AwsAssetDataConnector>";
    let id = life(subscription, api, "AwsAssetDataConnector", given, changed);
    let member = |subscription: &mut Subscription, path: &str| {
        let got = subscription.body(&format!("{api} get"), id, "");
        texts(&got, &format!("data/AwsAssetDataConnector/{path}")).join(" ")
    };
    assert_eq!(member(subscription, "isChinaConfigured"), "true");
    assert_eq!(member(subscription, "connectorState"), "PENDING");
    subscription.wait(6);
    assert_eq!(member(subscription, "connectorState"), "RUNNING");
    subscription.body(&format!("{api} update"), id, &format!("<data>{changed}</data>"));
    assert_eq!(member(subscription, "endpoints/list/AwsEndpointSimple/regionCode"), "cn-north-1 us-east-1");
}

pub(crate) fn findings(subscription: &mut Subscription) {
    let api = "was/3.0/findings";
    let all = subscription.body(&format!("{api} count"), 0, "");
    assert_eq!(all.text_at("count").as_deref(), Some("240"));
    let kind = filter("type", "EQUALS", "VULNERABILITY");
    let found = subscription.body(&format!("{api} search"), 0, &kind);
    let id: u64 = found.text_at("data/Finding/id").and_then(|id| id.parse().ok()).expect("a finding");
    let member = |subscription: &mut Subscription, path: &str| {
        let got = subscription.body(&format!("{api} get"), id, "");
        texts(&got, &format!("data/Finding/{path}")).join(" ")
    };
    let ignore = "<data><Finding><ignoredReason>RISK_ACCEPTED</ignoredReason><ignoredComment>Later</ignoredComment></Finding></data>";
    subscription.body(&format!("{api} ignore"), id, ignore);
    assert_eq!(member(subscription, "isIgnored"), "true");
    assert_eq!(member(subscription, "ignoredReason"), "RISK_ACCEPTED");
    let ignored =
        subscription.body(&format!("{api} search"), 0, &filter("ignoredReason", "IN", "RISK_ACCEPTED"));
    assert_eq!(texts(&ignored, "data/Finding/id"), [id.to_string()]);
    subscription.body(&format!("{api} activate"), id, "");
    assert_eq!(member(subscription, "ignoredReason"), "");
    assert_eq!(member(subscription, "isIgnored"), "false");

    let retest = |subscription: &mut Subscription| {
        let status = subscription.body(&format!("{api} retest_status"), id, "");
        status.text_at("data/Finding/retest/retestStatus").unwrap_or_default()
    };
    assert_eq!(retest(subscription), "NO_RETEST");
    subscription.body(&format!("{api} retest"), id, "");
    assert_eq!(retest(subscription), "UNDER_RETEST");
    subscription.wait(10);
    assert_eq!(retest(subscription), "RETESTED");
    let gathered = filter("type", "EQUALS", "INFORMATION_GATHERED");
    let gathered = subscription.body(&format!("{api} search"), 0, &gathered);
    let gathered: u64 =
        gathered.text_at("data/Finding/id").and_then(|id| id.parse().ok()).expect("a finding");
    assert_eq!(code(&subscription.outcome(&format!("{api} retest"), gathered, "")), "INVALID_REQUEST");

    let before = member(subscription, "severity");
    let edit = format!(
        "<data><Finding><id>{id}</id><severity>1</severity><severityComment>Low here</severityComment></Finding></data>"
    );
    subscription.body(&format!("{api} edit_severity"), 0, &edit);
    assert_eq!(member(subscription, "severity"), "1");
    subscription.body(
        &format!("{api} restore_severity"),
        0,
        &format!("<data><Finding><id>{id}</id></Finding></data>"),
    );
    assert_eq!(member(subscription, "severity"), before);
    assert_eq!(member(subscription, "severityComment"), "");
    let none = subscription.body(&format!("{api} count"), 0, &filter("externalRef", "IS EMPTY", ""));
    assert_eq!(none.text_at("count").as_deref(), Some("240"));
    pages(subscription, api, "Finding", 240);
}

/// Goes through all pages, by the last id and by offset.
fn pages(subscription: &mut Subscription, api: &str, object: &str, all: usize) {
    let (mut ids, mut start, mut sizes) = (Vec::new(), 0, Vec::new());
    loop {
        let body = format!("<preferences><startFromId>{start}</startFromId></preferences>");
        let page = subscription.body(&format!("{api} search"), 0, &body);
        let own = texts(&page, &format!("data/{object}/id"));
        sizes.push(own.len());
        ids.extend(own);
        if page.text_at("hasMoreRecords").as_deref() != Some("true") {
            assert_eq!(page.text_at("lastId"), None);
            break;
        }
        assert_eq!(page.text_at("lastId").as_ref(), ids.last());
        start = page.text_at("lastId").and_then(|id| id.parse::<u64>().ok()).expect("the last id") + 1;
    }
    assert_eq!(sizes, [100, 100, 40]);
    let mut unique = ids.clone();
    unique.dedup();
    assert_eq!(unique.len(), all);
    let body =
        "<preferences><startFromOffset>239</startFromOffset><limitResults>10</limitResults></preferences>";
    let page = subscription.body(&format!("{api} search"), 0, body);
    assert_eq!(texts(&page, &format!("data/{object}/id")), ids[238..]);
}
