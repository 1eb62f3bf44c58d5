//! Scans of web applications from launch to end, and campaigns from creation to summary.

use crate::service::objects::{code, filter, id_of};
use crate::service::subscription::{Subscription, texts};

pub(crate) fn web_scans(subscription: &mut Subscription) {
    let api = "was/3.0/scans";
    let launch = "<data><WasScan><name>Tonight</name><type>VULNERABILITY</type><target><webApp><id>6620292</id></webApp></target><profile><id>81330</id></profile></WasScan></data>";
    let id = id_of(&subscription.body(&format!("{api} launch"), 0, launch), "WasScan");
    let status = |subscription: &mut Subscription, id: u64| {
        let status = subscription.body(&format!("{api} status"), id, "");
        status.text_at("data/WasScan/status").unwrap_or_default()
    };
    assert_eq!(status(subscription, id), "SUBMITTED");
    assert_eq!(code(&subscription.outcome(&format!("{api} delete"), id, "")), "INVALID_REQUEST");
    subscription.wait(5);
    assert_eq!(status(subscription, id), "RUNNING");
    subscription.wait(30);
    assert_eq!(status(subscription, id), "FINISHED");
    let got = subscription.body(&format!("{api} get"), id, "");
    assert_eq!(got.text_at("data/WasScan/target/webApp/name").as_deref(), Some("Partner portal & API"));
    assert_eq!(got.text_at("data/WasScan/endScanDate").as_deref(), Some("2026-02-03T10:01:16Z"));
    assert_eq!(code(&subscription.outcome(&format!("{api} cancel"), id, "")), "INVALID_REQUEST");

    let again = "<data><WasScan><name>Once more</name></WasScan></data>";
    let second = id_of(&subscription.body(&format!("{api} scan_again"), id, again), "WasScan");
    assert!(second > id);
    let cancel = "<data><WasScan><cancelWithResults>true</cancelWithResults></WasScan></data>";
    subscription.body(&format!("{api} cancel"), second, cancel);
    subscription.wait(100);
    assert_eq!(status(subscription, second), "CANCELED");
    let found = subscription.body(&format!("{api} search"), 0, &filter("status", "EQUALS", "CANCELED"));
    assert_eq!(texts(&found, "data/WasScan/name"), ["Intranet, discovery", "Once more"]);
    let of_application = filter("webApp.id", "EQUALS", "6620292");
    let counted = subscription.body(&format!("{api} count"), 0, &of_application);
    assert_eq!(counted.text_at("count").as_deref(), Some("2"));
    let untagged = filter("webApp.tags", "NONE", "");
    let untagged = subscription.body(&format!("{api} count"), 0, &untagged);
    assert_eq!(untagged.text_at("count").as_deref(), Some("2"));
    subscription.body(&format!("{api} delete"), second, "");
    assert_eq!(code(&subscription.outcome(&format!("{api} status"), second, "")), "NOT_FOUND");
    let last = subscription.body("was/3.0/web_applications get", 6620292, "");
    assert_eq!(last.text_at("data/WebApp/lastScan/id"), Some(id.to_string()));
}

pub(crate) fn campaigns(subscription: &mut Subscription) {
    let api = "saq/1.0/campaigns";
    let create = |workflow: &str| {
        format!(
            "<data><QuestionnaireCampaign><name>Suppliers 2026</name><template><id>122601</id></template>\
             <workflowType>{workflow}</workflowType><dueDate>2026-09-28T17:08:00Z</dueDate>\
             <reviewer><id>352088</id></reviewer></QuestionnaireCampaign></data>"
        )
    };
    let id = id_of(
        &subscription.body(&format!("{api} create"), 0, &create("REVIEWABLE")),
        "QuestionnaireCampaign",
    );
    let status = |subscription: &mut Subscription, id: u64| {
        let status = subscription.body(&format!("{api} status"), id, "");
        status.text_at("data/QuestionnaireCampaign/status").unwrap_or_default()
    };
    assert_eq!(status(subscription, id), "INACTIVE");
    assert_eq!(code(&subscription.outcome(&format!("{api} complete"), id, "")), "INVALID_REQUEST");
    let update = format!(
        "<data><QuestionnaireCampaign><id>{id}</id><recipients><add><User><id>339590</id></User><User><id>339591</id></User></add></recipients>\
         <campaignNotification><overdueNotification><enabled>true</enabled></overdueNotification></campaignNotification></QuestionnaireCampaign></data>"
    );
    let updated = subscription.body(&format!("{api} update"), 0, &update);
    let notification = "data/QuestionnaireCampaign/campaignNotification/overdueNotification";
    assert_eq!(updated.text_at(&format!("{notification}/enabled")).as_deref(), Some("true"));
    assert_eq!(updated.text_at(&format!("{notification}/interval")).as_deref(), Some("1"));
    assert_eq!(updated.text_at("data/QuestionnaireCampaign/template/questionCnt").as_deref(), Some("19"));
    subscription.body(&format!("{api} launch"), id, "");
    assert_eq!(status(subscription, id), "ACTIVE");
    let questionnaires = |subscription: &mut Subscription, path: &str| {
        let found = filter("campaign.id", "EQUALS", &id.to_string());
        let found = subscription.body("saq/1.0/questionnaires search", 0, &found);
        texts(&found, &format!("data/Questionnaire/{path}"))
    };
    assert_eq!(questionnaires(subscription, "responder/id"), ["339590", "339591"]);
    let summary = |subscription: &mut Subscription| {
        let summary = subscription.body(&format!("{api} summary"), id, "");
        let path = "data/QuestionnaireCampaign/summary/list/QuestionnaireSummary";
        let states = texts(&summary, &format!("{path}/state"));
        format!("{} {}", states.join(","), texts(&summary, &format!("{path}/value")).join(","))
    };
    assert_eq!(summary(subscription), "In Progress 2");
    subscription.body(&format!("{api} complete"), id, "");
    assert_eq!(status(subscription, id), "COMPLETE");
    assert_eq!(questionnaires(subscription, "state"), ["CLOSED", "CLOSED"]);
    assert_eq!(summary(subscription), "Closed 2");

    let other =
        id_of(&subscription.body(&format!("{api} create"), 0, &create("SIMPLE")), "QuestionnaireCampaign");
    subscription.body(&format!("{api} launch"), other, "");
    let cancel =
        "<data><QuestionnaireCampaign><comments>Not needed</comments></QuestionnaireCampaign></data>";
    subscription.body(&format!("{api} cancel"), other, cancel);
    let got = subscription.body(&format!("{api} get"), other, "");
    assert_eq!(got.text_at("data/QuestionnaireCampaign/comments").as_deref(), Some("Not needed"));
    assert_eq!(code(&subscription.outcome(&format!("{api} launch"), other, "")), "INVALID_REQUEST");
    let canceled = filter("status", "IN", "CANCELED,INACTIVE");
    assert_eq!(
        subscription.body(&format!("{api} count"), 0, &canceled).text_at("count").as_deref(),
        Some("1")
    );
    let all = subscription.body(&format!("{api} count_all"), 0, "");
    assert_eq!(all.text_at("count").as_deref(), Some("4"));
    subscription.body(&format!("{api} delete"), other, "");
    let simple = filter("workflowType", "EQUALS", "SIMPLE");
    let left = subscription.body(&format!("{api} search"), 0, &simple);
    assert_eq!(texts(&left, "data/QuestionnaireCampaign/name"), ["Suppliers 2025"]);
}
