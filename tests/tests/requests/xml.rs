//! Samples of the APIs whose requests are XML.

use crate::Row;
use crate::requests::difference::{Change, Difference};
use qualys::am::v2::{awsassetdataconnector, connectors};
use qualys::saq::v1::{campaigns, questionnairecampaign, questionnaires};
use qualys::was::v3::{findings, option_profiles, optionprofile, scans, web_applications};

pub(crate) fn rows() -> Vec<Row> {
    let mut rows = connector_samples();
    rows.extend(campaign_samples());
    rows.extend(web_application_samples());
    rows
}

/// A value of the schema, filled in member by member.
fn with<T: Default>(fill: impl FnOnce(&mut T)) -> T {
    let mut value = T::default();
    fill(&mut value);
    value
}

fn connector_samples() -> Vec<Row> {
    use awsassetdataconnector::*;
    let modules = |modules: &[ActivationModule]| {
        with(|list: &mut ActivationModuleList| list.set = Some(modules.to_vec()))
    };
    let regions = |codes: &[&str]| {
        let region = |code: &&str| with(|one: &mut AwsEndpointSimple| one.region_code = Some((*code).into()));
        with(|list: &mut AwsEndpointSimpleList| list.add = Some(codes.iter().map(region).collect()))
    };
    let record = |id| with(|record: &mut AuthRecord| record.id = Some(id));
    let government = with(|connector: &mut AwsAssetDataConnector| {
        connector.name = Some("gov-cloud".into());
        connector.activation = Some(modules(&[ActivationModule::Vm, ActivationModule::Pc]));
        connector.is_gov_cloud_configured = Some(true);
        connector.auth_record = Some(record(134601));
        connector.all_regions = Some(false);
        connector.disabled = Some(false);
    });
    let china = with(|connector: &mut AwsAssetDataConnector| {
        connector.name = Some("cn-conn1".into());
        connector.auth_record = Some(record(132601));
        connector.endpoints = Some(regions(&["cn-north-1", "cn-northwest-1"]));
        connector.is_china_configured = Some(true);
        connector.disabled = Some(false);
    });
    let bahrain = with(|connector: &mut AwsAssetDataConnector| {
        connector.name = Some("ARN_Global".into());
        connector.arn = Some("arn:aws:iam::705355653965:role/Demo-PODs".into());
        connector.external_id = Some(String::new());
        connector.all_regions = Some(true);
        connector.activation = Some(modules(&[ActivationModule::Vm, ActivationModule::Certview]));
    });
    let changes = with(|connector: &mut AwsAssetDataConnector| {
        connector.name = Some("Updated Name".into());
        let tag = with(|tag: &mut TagSimple| tag.id = Some(1));
        connector.default_tags = Some(with(|list: &mut TagSimpleList| list.add = Some(vec![tag])));
        connector.endpoints = Some(regions(&["us-east-1", "me-south-1"]));
    });
    let slash = Difference {
        change: Change::Path {
            note: "/qps/rest/2.0/create/am/awsassetdataconnector/",
            sent: "/qps/rest/2.0/create/am/awsassetdataconnector",
        },
        why: "the note's two other samples and its list of endpoints have no slash",
    };
    vec![
        Row::new(21, connectors::Create::new(government), &[]),
        Row::new(22, connectors::Create::new(china), &[]),
        Row::new(23, connectors::Create::new(bahrain), &[slash]),
        Row::new(24, connectors::Update::new(12345, changes), &[]),
    ]
}

fn campaign_samples() -> Vec<Row> {
    use questionnairecampaign::*;
    let user = |id| with(|user: &mut User| user.id = Some(id));
    let notification = |enabled, interval, days| {
        with(|notification: &mut Notification| {
            notification.enabled = Some(enabled);
            notification.interval = interval;
            notification.no_of_days = days;
        })
    };
    let created = with(|campaign: &mut QuestionnaireCampaign| {
        campaign.name = Some("Test API demo 1".into());
        campaign.template = Some(with(|template: &mut Template| template.id = Some(122601)));
        campaign.workflow_type = Some(QuestionnaireCampaignWorkflowType::Reviewable);
        campaign.due_date = Some("2019-09-28T17:08:00Z".parse().expect("a time of XML Schema"));
        campaign.reviewer = Some(user(352088));
        campaign.campaign_notification = Some(with(|notifications: &mut CampaignNotification| {
            notifications.reminder_notification = Some(notification(true, Some(2), Some(2)));
            notifications.overdue_notification = Some(notification(false, None, None));
        }));
    });
    let updated = with(|campaign: &mut QuestionnaireCampaign| {
        campaign.id = Some(120802);
        campaign.workflow_type = Some(QuestionnaireCampaignWorkflowType::Full);
        campaign.approver = Some(user(352088));
        campaign.reviewer = Some(user(352088));
        let recipient = |id| {
            with(|user: &mut User| {
                user.id = Some(id);
                user.assigned = Some("New".into());
            })
        };
        campaign.recipients =
            Some(with(|list: &mut UserList| list.add = Some(vec![recipient(339590), recipient(339591)])));
        campaign.campaign_notification = Some(with(|notifications: &mut CampaignNotification| {
            notifications.overdue_notification = Some(notification(true, Some(1), Some(5)));
            notifications.due_date_notification = Some(notification(false, None, None));
        }));
    });
    let name = "NCSC Basic Cyber Security Controls (BCSC) Version 1.0";
    let broken = Difference {
        change: Change::Text { note: "NCSC Basic Cyber Security \nControls (BCSC) Version 1.0", sent: name },
        why: "the page breaks the line inside the name",
    };
    let comments = Difference {
        change: Change::NoBody {
            sent: "<ServiceRequest><data><QuestionnaireCampaign><comments>No longer needed</comments>\
               </QuestionnaireCampaign></data></ServiceRequest>",
        },
        why: "the note's table requires comments, which its command leaves out",
    };
    vec![
        Row::new(25, campaigns::Search::new().filter(campaigns::Filter::name().equals(name)), &[broken]),
        Row::new(
            26,
            campaigns::Count::new(campaigns::Filter::status().equals(campaigns::CampaignStatus::Complete)),
            &[],
        ),
        Row::new(27, campaigns::Get::new(640002), &[]),
        Row::new(28, campaigns::Status::new(640002), &[]),
        Row::new(29, campaigns::Create::new(created), &[]),
        Row::new(30, campaigns::Update::new(updated), &[]),
        Row::new(31, campaigns::Delete::new(952401), &[]),
        Row::new(32, campaigns::Launch::new(640002), &[]),
        Row::new(33, campaigns::Complete::new(684001), &[]),
        Row::new(34, campaigns::Cancel::new(565002, "No longer needed"), &[comments]),
        Row::new(35, campaigns::Summary::new(684001), &[]),
        Row::new(
            36,
            questionnaires::Search::new()
                .filter(questionnaires::Filter::state().equals(questionnaires::State::Approval)),
            &[],
        ),
    ]
}

fn web_application_samples() -> Vec<Row> {
    use optionprofile::{Detection, OptionProfile};
    let profile = || {
        with(|profile: &mut OptionProfile| {
            profile.name = Some("Sample Option Profile With XSS Payloads".into());
            profile.detection = Some(with(|detection: &mut Detection| {
                detection.detection_scope = Some("CORE".into());
                detection.enable_xss_payloads = Some(true);
            }));
        })
    };
    let broken = Difference {
        change: Change::Text { note: "My Web \n Application", sent: "My Web Application" },
        why: "the page breaks the line inside the name",
    };
    let gets = Difference {
        change: Change::Method { note: None, sent: "GET" },
        why: "the command gets, as curl does unless it is told otherwise",
    };
    vec![
        Row::new(
            37,
            web_applications::Search::new()
                .verbose(true)
                .filter(web_applications::Filter::name().contains("My Web Application")),
            &[broken],
        ),
        Row::new(38, option_profiles::Create::new(profile()), &[]),
        Row::new(39, option_profiles::Update::new(16003, profile()), &[]),
        Row::new(40, findings::Get::new(713223), &[gets]),
        Row::new(41, scans::Cancel::new(6620298).cancel_with_results(true), &[]),
        Row::new(42, scans::ScanAgain::new(4626354).name("Sample Scan Name for Rescan"), &[]),
    ]
}
