//! Objects of the APIs whose requests are XML: what has to be there, and how filters and preferences are written.

use crate::{Broken, Refused, Rule, Sends};
use qualys::saq::v1::{campaigns, questionnairecampaign, questionnaires};
use qualys::was::v3::{
    finding, findings, option_profiles, optionprofile, scans, wasscan, web_applications, webapp,
};
use qualys::{InvalidRequest, Operation, Request};

pub(crate) fn rules() -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut campaign = questionnairecampaign::QuestionnaireCampaign::default();
    campaign.name = Some("Campaign".into());
    campaign.template = Some(Default::default());
    campaign.template.get_or_insert_default().id = Some(122601);
    campaign.due_date = Some("2019-09-28T17:08:00Z".parse().expect("a time of XML Schema"));
    campaign.workflow_type = Some(questionnairecampaign::QuestionnaireCampaignWorkflowType::Simple);
    let create = |leave_out: fn(&mut questionnairecampaign::QuestionnaireCampaign)| {
        let mut campaign = campaign.clone();
        leave_out(&mut campaign);
        campaigns::Create::new(campaign)
    };
    let mut required = |xml, operation: Broken| {
        rules.push(Rule {
            rule: format!("{}: {} is required", operation.operation, operation.parameter),
            accepted: create(|_| ()).request(),
            sends: Sends::Xml(xml),
            refused: Refused::Value(Box::new(operation)),
        });
    };
    required("<name>Campaign</name>", missing(create(|one| one.name = None), "name"));
    required("<id>122601</id>", missing(create(|one| one.template = None), "template.id"));
    required(
        "<id>122601</id>",
        missing(create(|one| one.template = Some(Default::default())), "template.id"),
    );
    required(
        "<dueDate>2019-09-28T17:08:00Z</dueDate>",
        missing(create(|one| one.due_date = None), "dueDate"),
    );
    required(
        "<workflowType>SIMPLE</workflowType>",
        missing(create(|one| one.workflow_type = None), "workflowType"),
    );
    rules.extend(workflows(&campaign));
    rules.extend(severities());
    rules.extend(conditions());
    rules.extend([
        xml(
            "the campaign to update is named in the object",
            campaigns::Update::new(fill(|one: &mut questionnairecampaign::QuestionnaireCampaign| {
                one.id = Some(7)
            })),
            "<id>7</id>",
            missing(campaigns::Update::new(Default::default()), "id"),
        ),
        xml(
            "an option profile has a name",
            option_profiles::Create::new(fill(|one: &mut optionprofile::OptionProfile| {
                one.name = Some("P".into())
            })),
            "<name>P</name>",
            missing(option_profiles::Create::new(Default::default()), "name"),
        ),
        xml(
            "a web application has a URL",
            web_applications::Create::new(site(Some("https://example.com/"))),
            "<url>https://example.com/</url>",
            missing(web_applications::Create::new(site(None)), "url"),
        ),
        xml(
            "a scan has a target",
            scans::Launch::new(scan(true)),
            "<target",
            missing(scans::Launch::new(scan(false)), "target"),
        ),
        xml(
            "text of XML's characters",
            scans::ScanAgain::new(1).name("Scan & more"),
            "<name>Scan &amp; more</name>",
            Broken::new(
                scans::ScanAgain::new(1).name("Scan\u{1}"),
                "/ServiceRequest/data/WasScan/name",
                Some("\u{1}"),
                "characters of XML",
            ),
        ),
    ]);
    rules
}

/// Who takes part in the workflow of a campaign.
fn workflows(campaign: &questionnairecampaign::QuestionnaireCampaign) -> Vec<Rule> {
    use questionnairecampaign::{QuestionnaireCampaignWorkflowType as Workflow, User};
    let with = |workflow: Workflow, reviewer: Option<i64>, approver: Option<i64>| {
        let user = |id: i64| fill(|user: &mut User| user.id = Some(id));
        let mut one = campaign.clone();
        one.id = Some(7);
        one.workflow_type = Some(workflow);
        one.reviewer = reviewer.map(user);
        one.approver = approver.map(user);
        one
    };
    let nobody = with(Workflow::Reviewable, None, None);
    let mut without_number = nobody.clone();
    without_number.reviewer = Some(User::default());
    let cases = [
        (
            with(Workflow::Reviewable, Some(1), None),
            nobody,
            "reviewer.id",
            "a value, as workflowType is REVIEWABLE",
        ),
        (
            with(Workflow::Reviewable, Some(1), None),
            without_number,
            "reviewer.id",
            "a value, as workflowType is REVIEWABLE",
        ),
        (
            with(Workflow::Full, Some(1), Some(2)),
            with(Workflow::Full, None, Some(2)),
            "reviewer.id",
            "a value, as workflowType is FULL",
        ),
        (
            with(Workflow::Full, Some(1), Some(2)),
            with(Workflow::Full, Some(1), None),
            "approver.id",
            "a value, as workflowType is FULL",
        ),
        // A workflow that this crate does not know has rules that it does not know.
        (
            with(Workflow::Unknown("QUICK".into()), None, None),
            with(Workflow::Full, Some(1), None),
            "approver.id",
            "a value, as workflowType is FULL",
        ),
    ];
    let mut rules = Vec::new();
    for (accepted, refused, member, allowed) in cases {
        rules.push(xml(
            "who takes part in a new campaign",
            campaigns::Create::new(accepted.clone()),
            "<workflowType>",
            Broken::new(campaigns::Create::new(refused.clone()), member, None, allowed),
        ));
        rules.push(xml(
            "who takes part in a campaign that changes",
            campaigns::Update::new(accepted),
            "<workflowType>",
            Broken::new(campaigns::Update::new(refused), member, None, allowed),
        ));
    }
    rules
}

fn severities() -> Vec<Rule> {
    let edit = |severity| findings::EditSeverity::new(713223, severity);
    let rule = |accepted, sends, refused: i32| {
        let broken = Broken::new(edit(refused), "severity", Some(&refused.to_string()), "1 to 5");
        xml("a severity from 1 to 5", edit(accepted), sends, broken)
    };
    vec![
        rule(1, "<severity>1</severity>", 0),
        rule(5, "<severity>5</severity>", 6),
        rule(3, "<severity>3</severity>", -1),
    ]
}

/// What filters compare with.
fn conditions() -> Vec<Rule> {
    use findings::{Filter, Search};
    let by = |filter: Filter| Search::new().filter(filter);
    let no_comma = "a value without a comma, which separates the values";
    let rule = |text, accepted: Filter, sends, refused: Filter, field, value: &str, allowed| {
        xml(text, by(accepted), sends, Broken::new(by(refused), field, Some(value), allowed))
    };
    vec![
        rule(
            "IN has one value or more",
            Filter::id().is_in([7]),
            "operator=\"IN\">7<",
            Filter::id().is_in([0_i64; 0]),
            "id",
            "",
            "at least one value",
        ),
        rule(
            "no comma in a value of IN",
            Filter::group().is_in(["XSS", "SQL"]),
            "operator=\"IN\">XSS,SQL<",
            Filter::group().is_in(["XSS,SQL", "CC"]),
            "group",
            "XSS,SQL",
            no_comma,
        ),
        rule(
            "no empty value of IN",
            Filter::group().is_in(["XSS"]),
            "operator=\"IN\">XSS<",
            Filter::group().is_in(["XSS", ""]),
            "group",
            "",
            "a value that is not empty",
        ),
        rule(
            "a comma in any other comparison",
            Filter::name().contains("XSS, stored"),
            ">XSS, stored<",
            Filter::name().contains(""),
            "name",
            "",
            "a value",
        ),
        rule(
            "IS EMPTY in place of an empty text",
            Filter::external_ref().is_empty(),
            "operator=\"IS EMPTY\"",
            Filter::external_ref().equals(""),
            "externalRef",
            "",
            "a value",
        ),
        rule(
            "a field that is not known has any value",
            Filter::other("externalRef", "EQUALS", ""),
            "field=\"externalRef\"",
            Filter::web_app_name().not_equals(""),
            "webApp.name",
            "",
            "a value",
        ),
    ]
}

fn fill<T: Default>(fill: impl FnOnce(&mut T)) -> T {
    let mut value = T::default();
    fill(&mut value);
    value
}

fn site(url: Option<&str>) -> webapp::WebApp {
    fill(|one: &mut webapp::WebApp| {
        one.name = Some("Site".into());
        one.url = url.map(str::to_owned);
    })
}

fn scan(with_target: bool) -> wasscan::WasScan {
    fill(|one: &mut wasscan::WasScan| {
        one.name = Some("Scan".into());
        one.r#type = Some(wasscan::WasScanType::Vulnerability);
        one.target = with_target.then(Default::default);
    })
}

fn missing<O: Operation>(operation: O, member: &'static str) -> Broken {
    Broken::new(operation, member, None, "a value")
}

fn xml(rule: &str, accepted: impl Operation, sends: &'static str, broken: Broken) -> Rule {
    Rule {
        rule: rule.to_owned(),
        accepted: accepted.request(),
        sends: Sends::Xml(sends),
        refused: Refused::Value(Box::new(broken)),
    }
}

#[test]
fn filters_become_criteria() {
    use findings::{Filter, IgnoredReason, Search, Status};
    let time: qualys::DateTime = "2019-09-28T17:08:00Z".parse().expect("a time of XML Schema");
    let cases = [
        (Filter::id().equals(713223), ["id", "EQUALS", "713223"]),
        (Filter::id().not_equals(1), ["id", "NOT EQUALS", "1"]),
        (Filter::qid().greater(150000), ["qid", "GREATER", "150000"]),
        (Filter::qid().lesser(160000), ["qid", "LESSER", "160000"]),
        (Filter::id().is_in([1, 2, 3]), ["id", "IN", "1,2,3"]),
        (Filter::name().contains("XSS & <more>"), ["name", "CONTAINS", "XSS & <more>"]),
        (Filter::status().is_in([Status::New, Status::Reopened]), ["status", "IN", "NEW,REOPENED"]),
        (Filter::severity().is_in([4, 5]), ["severity", "IN", "4,5"]),
        (
            Filter::ignored_reason().equals(IgnoredReason::RiskAccepted),
            ["ignoredReason", "EQUALS", "RISK_ACCEPTED"],
        ),
        (Filter::group().is_in(["IG-DIAG", "IG-WEAK"]), ["group", "IN", "IG-DIAG,IG-WEAK"]),
        (Filter::last_tested_date().greater(time), ["lastTestedDate", "GREATER", "2019-09-28T17:08:00Z"]),
        (
            Filter::fixed_date()
                .lesser("2019-09-28T17:08:00.75+05:30".parse::<qualys::DateTime>().expect("a time")),
            ["fixedDate", "LESSER", "2019-09-28T11:38:00Z"],
        ),
        (
            Filter::ignored_date()
                .is_in(["2019-09-28T17:08:00".parse::<qualys::DateTime>().expect("a time"), time]),
            ["ignoredDate", "IN", "2019-09-28T17:08:00Z,2019-09-28T17:08:00Z"],
        ),
        (Filter::external_ref().is_empty(), ["externalRef", "IS EMPTY", ""]),
        (Filter::web_app_tags_id().not_equals(7), ["webApp.tags.id", "NOT EQUALS", "7"]),
        (Filter::other("newField", "LIKE", "x%"), ["newField", "LIKE", "x%"]),
    ];
    let (filters, expected): (Vec<Filter>, Vec<[&str; 3]>) = cases.into_iter().unzip();
    let search = filters.into_iter().fold(Search::new(), Search::filter);
    assert_eq!(criteria(search.request()), expected);

    let none = scans::Search::new().filter(scans::Filter::web_app_tags().none());
    assert_eq!(criteria(none.request()), [["webApp.tags", "NONE", ""]]);
    let scanned =
        web_applications::Search::new().filter(web_applications::Filter::is_scanned().equals(false));
    assert_eq!(criteria(scanned.request()), [["isScanned", "EQUALS", "false"]]);
    let risks =
        questionnaires::Filter::risk().is_in([questionnaires::Risk::VeryHigh, questionnaires::Risk::High]);
    let risks = questionnaires::Search::new().filter(risks);
    assert_eq!(criteria(risks.request()), [["risk", "IN", "VERY_HIGH,HIGH"]]);
}

/// Field, operator and value of each condition that a request carries.
fn criteria(request: Result<Request, InvalidRequest>) -> Vec<[String; 3]> {
    let request = request.expect("the search is valid");
    let xml = request.xml().expect("a search carries XML");
    let document = roxmltree::Document::parse(xml).expect("well-formed XML");
    let of = |node: roxmltree::Node<'_, '_>| {
        let attribute = |name| node.attribute(name).unwrap_or_default().to_owned();
        [attribute("field"), attribute("operator"), node.text().unwrap_or_default().to_owned()]
    };
    document.descendants().filter(|node| node.has_tag_name("Criteria")).map(of).collect()
}

#[test]
fn preferences_are_sent_when_they_are_set() {
    let plain = web_applications::Search::new().request().expect("a search without anything");
    assert!(!plain.xml().expect("a search carries XML").contains("preferences"), "{plain:?}");
    let search = web_applications::Search::new()
        .verbose(true)
        .limit_results(50)
        .start_from_id(1001)
        .start_from_offset(2)
        .request()
        .expect("preferences are not checked");
    let xml = search.xml().expect("a search carries XML");
    for member in [
        "<verbose>true</verbose>",
        "<limitResults>50</limitResults>",
        "<startFromId>1001</startFromId>",
        "<startFromOffset>2</startFromOffset>",
    ] {
        assert!(xml.contains(member), "{member} in {xml}");
    }
}

#[test]
fn an_operation_that_may_have_a_body_has_none_unless_something_is_set() {
    let plain = scans::Cancel::new(6620298).request().expect("an id is enough");
    assert_eq!((plain.xml(), plain.body()), (None, qualys::Body::Empty));
    let results = scans::Cancel::new(6620298).cancel_with_results(false).request().expect("a flag");
    assert!(results.xml().is_some_and(|xml| xml.contains("<cancelWithResults>false</cancelWithResults>")));
    let reason = finding::FindingIgnoredReason::FalsePositive;
    let ignore = findings::Ignore::new(713223, reason).ignored_comment("Tested by hand").request();
    let ignore = ignore.expect("a reason and a comment");
    assert_eq!(ignore.path(), "/qps/rest/3.0/ignore/was/finding/713223");
    let xml = ignore.xml().expect("the reason is in XML");
    assert!(xml.contains("<ignoredReason>FALSE_POSITIVE</ignoredReason>"), "{xml}");
    assert!(xml.contains("<ignoredComment>Tested by hand</ignoredComment>"), "{xml}");
}
