//! How a request is written: styles, percent-encoding, what is added as it is, and what is never shown.

use qualys::common::v2::session::Login;
use qualys::pc::v2::{compliance_policy, compliance_scan};
use qualys::saq::v1::campaigns;
use qualys::vm::v2::{knowledge_base, schedule_scan};
use qualys::was::v3::{findings, scans, web_applications};
use qualys::{Body, Date, Method, Operation, Request};
use qualys_runtime::request::{Form, parameter};

fn rendered(operation: impl Operation) -> Request {
    operation.request().expect("the operation is valid")
}

fn form_text(request: &Request) -> String {
    match request.body() {
        Body::Form(text) => text,
        other => panic!("no form: {other:?}"),
    }
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    use schedule_scan::*;
    let start = Start::new(24, 0, "US-CA").date(Date::constant(2017, 11, 1));
    let create =
        Create::new("", true, OptionProfile::id(1), Target::ips([""; 0]), start, Occurrence::daily(366))
            .recurrence(100)
            .notifications(Notifications::before(BeforeNotify::minutes(4).message("<b>soon</b>")));
    let error = create.request().expect_err("hardly anything is right");
    let broken: Vec<&str> = error.violations().iter().map(|violation| violation.parameter.as_str()).collect();
    assert_eq!(
        broken,
        [
            "scan_title",
            "ip",
            "start_hour",
            "frequency_days",
            "recurrence",
            "before_notify_time",
            "before_notify_message"
        ]
    );
    assert_eq!(
        error.to_string(),
        "schedule_scan::Create was not sent: scan_title is \"\", expected 1 to 2000 characters, not 0; ip is \"\", \
         expected at least one value; start_hour is \"24\", expected 0 to 23; frequency_days is \"366\", expected 1 to \
         365; recurrence is \"100\", expected 1 to 99; before_notify_time is \"4\", expected 5 to 120; \
         before_notify_message is \"<b>soon</b>\", expected text without HTML tags"
    );
    let campaign = campaigns::Create::new(Default::default()).request().expect_err("an empty campaign");
    assert_eq!(
        campaign.to_string(),
        "campaigns::Create was not sent: name is missing, expected a value; template.id is missing, expected a value; \
         dueDate is missing, expected a value; workflowType is missing, expected a value"
    );
}

#[test]
fn flags_words_and_dates_are_written_as_each_parameter_wants_them() {
    use schedule_scan::*;
    let start = |dst| Start::new(7, 5, "US-CA").date(Date::constant(2017, 3, 1)).observe_dst(dst);
    let create = |active, dst| {
        let target = Target::ips(["10.10.10.1"]);
        rendered(Create::new("Title", active, OptionProfile::id(1), target, start(dst), Occurrence::daily(1)))
    };
    let text = form_text(&create(true, true));
    for part in ["active=1", "observe_dst=yes", "start_date=03%2F01%2F2017", "start_hour=7", "start_minute=5"]
    {
        assert!(text.split('&').any(|pair| pair == part), "{part} in {text}");
    }
    let text = form_text(&create(false, false));
    for part in ["active=0", "observe_dst=no"] {
        assert!(text.split('&').any(|pair| pair == part), "{part} in {text}");
    }
    let time = "2019-12-03T08:51:59Z".parse().expect("a time of XML Schema");
    let list = rendered(compliance_scan::List::new().launched_after_datetime(time));
    assert_eq!(
        list.path_and_query(),
        "/api/2.0/fo/scan/compliance/?action=list&launched_after_datetime=2019-12-03T08%3A51%3A59Z"
    );
    for (time, sent) in [
        ("2019-12-03T08:51:59", "2019-12-03T08:51:59Z"),
        ("2019-12-03T08:51:59.999Z", "2019-12-03T08:51:59Z"),
        ("2020-01-01T00:30:00+01:00", "2019-12-31T23:30:00Z"),
        ("2019-12-31T18:30:00.5-08:00", "2020-01-01T02:30:00Z"),
        ("9999-12-31T23:59:59", "9999-12-31T23:59:59Z"),
    ] {
        let time = time.parse().expect("a time of XML Schema");
        let list = rendered(compliance_scan::List::new().launched_before_datetime(time));
        assert!(list.query().any(|pair| pair == ("launched_before_datetime", sent)), "{sent} in {list:?}");
    }
    let xml = rendered(web_applications::Search::new().verbose(false));
    assert!(xml.xml().is_some_and(|xml| xml.contains("<verbose>false</verbose>")), "{xml:?}");
}

#[test]
fn parameters_are_percent_encoded() {
    let comment = "a&b=c d+e/ü\n100%";
    let edit = rendered(knowledge_base::Edit::new(1, knowledge_base::Change::impact_comment(comment)));
    assert_eq!(form_text(&edit), "action=edit&qid=1&impact_comment=a%26b%3Dc+d%2Be%2F%C3%BC%0A100%25");
    assert_eq!(edit.path_and_query(), "/api/2.0/fo/knowledge_base/vuln/");
    assert!(edit.form().any(|pair| pair == ("impact_comment", comment)), "{edit:?}");

    let title = "R&D #1";
    let list = rendered(schedule_scan::List::new().client(schedule_scan::Client::name(title)));
    assert_eq!(list.path_and_query(), "/api/2.0/fo/schedule/scan/?action=list&client_name=R%26D+%231");
    assert_eq!(list.body(), Body::Empty);
}

#[test]
fn values_in_a_path_are_percent_encoded() {
    let path = |value: &str| {
        let mut form = Form::new("test::Get", Method::Get, "/qps/rest/get/{name}/more");
        form.add(parameter("name"), &value.to_owned());
        form.finish()
    };
    let of = |value: &str| path(value).expect("a value").path().to_owned();
    assert_eq!(of("a-1_~.b"), "/qps/rest/get/a-1_~.b/more");
    assert_eq!(of("a/b?c#d e%ü{name}"), "/qps/rest/get/a%2Fb%3Fc%23d%20e%25%C3%BC%7Bname%7D/more");
    let error = path("").expect_err("nothing to put into the path");
    assert_eq!(error.to_string(), "test::Get was not sent: name is \"\", expected a value");
    for dots in [".", ".."] {
        let error = path(dots).expect_err("another path");
        let expected = format!("name is {dots:?}, expected a value other than `.` and `..`");
        assert_eq!(error.to_string(), format!("test::Get was not sent: {expected}"));
    }
    assert_eq!(of("..."), "/qps/rest/get/.../more");
    assert_eq!(rendered(findings::Get::new(713223)).path_and_query(), "/qps/rest/3.0/get/was/finding/713223");
}

#[test]
fn a_policy_s_action_stands_in_the_address_and_the_rest_in_the_form() {
    let request =
        rendered(compliance_policy::AddAssetGroupIds::new(43400, [649737, 649736]).evaluate_now(true));
    assert_eq!(request.path_and_query(), "/api/2.0/fo/compliance/policy/?action=add_asset_group_ids");
    assert_eq!(form_text(&request), "id=43400&asset_group_ids=649737%2C649736&evaluate_now=1");
}

#[test]
fn headers_say_what_the_body_is() {
    let asked = ("X-Requested-With", "qualys-rust");
    assert_eq!(rendered(schedule_scan::List::new()).headers(), [asked]);
    assert_eq!(
        rendered(schedule_scan::Delete::new(1)).headers(),
        [asked, ("Content-Type", "application/x-www-form-urlencoded")]
    );
    assert_eq!(rendered(findings::Search::new()).headers(), [asked, ("Content-Type", "text/xml")]);
}

#[test]
fn what_the_description_lacks_is_sent_as_it_is() {
    let list = rendered(schedule_scan::List::new().id(1).raw("new parameter", "a&b"));
    assert_eq!(list.path_and_query(), "/api/2.0/fo/schedule/scan/?action=list&id=1&new+parameter=a%26b");
    let delete = rendered(schedule_scan::Delete::new(1).raw("force", "1").raw("force", "2"));
    assert_eq!(form_text(&delete), "action=delete&id=1&force=1&force=2");
    // Beside XML there is no form.
    let cancel = rendered(scans::Cancel::new(7).cancel_with_results(true).raw("dry", "1"));
    assert_eq!(cancel.path_and_query(), "/qps/rest/3.0/cancel/was/wasscan/7?dry=1");

    let xml = "<ServiceRequest><data><WasScan><newMember>1</newMember></WasScan></data></ServiceRequest>";
    let cancel = rendered(scans::Cancel::new(7).cancel_with_results(true).raw_xml(xml));
    assert_eq!(cancel.xml(), Some(xml));
    assert_eq!(cancel.body(), Body::Xml(xml.to_owned()));
    let search = rendered(findings::Search::new().filter(findings::Filter::id().equals(1)).raw_xml("<A/>"));
    assert_eq!(search.body(), Body::Xml("<A/>".into()));
}

#[test]
fn xml_in_place_of_the_values_is_not_held_against_their_rules() {
    let campaign = campaigns::Create::new(Default::default());
    assert_eq!(campaign.request().expect_err("an empty campaign").violations().len(), 4);
    assert_eq!(rendered(campaign.raw_xml("<A/>")).xml(), Some("<A/>"));
    let edit = findings::EditSeverity::new(1, 9);
    assert!(edit.request().is_err());
    assert_eq!(rendered(edit.raw_xml("<A/>")).xml(), Some("<A/>"));
    let search = findings::Search::new().filter(findings::Filter::id().is_in([0_i64; 0]));
    assert!(search.request().is_err());
    assert_eq!(rendered(search.raw_xml("<A/>")).xml(), Some("<A/>"));
    // A name that XML cannot have is not sent either.
    let again = scans::ScanAgain::new(1).name("\u{1}").raw_xml("<A/>");
    assert_eq!(rendered(again).xml(), Some("<A/>"));
}

#[test]
fn a_raw_value_is_sent_and_not_shown() {
    let list = schedule_scan::List::new().raw("token", "abc");
    assert_eq!(rendered(list.clone()).path_and_query(), "/api/2.0/fo/schedule/scan/?action=list&token=abc");
    for shown in [format!("{list:?}"), format!("{:?}", rendered(list))] {
        assert!(shown.contains("token") && !shown.contains("abc"), "{shown}");
    }
}

#[test]
fn a_raw_parameter_does_not_replace_one_that_is_there() {
    let error = schedule_scan::Delete::new(7).raw("action", "create").request().expect_err("another action");
    assert_eq!(
        error.to_string(),
        "schedule_scan::Delete was not sent: action is \"***\", expected to be set where the operation has it"
    );
}

#[test]
fn a_secret_is_sent_and_never_shown() {
    let secret = "correct horse <b>";
    let login = Login::new("user_ab1", secret);
    let request = rendered(login.clone());
    assert!(request.form().any(|pair| pair == ("password", secret)));
    assert_eq!(form_text(&request), "action=login&username=user_ab1&password=correct+horse+%3Cb%3E");
    for shown in [format!("{login:?} {login:#?}"), format!("{request:?} {request:#?}")] {
        assert!(!shown.contains("horse"), "{shown}");
        assert!(shown.contains("user_ab1"), "{shown}");
    }

    let mut form = Form::new("session::Login", Method::Post, "/api/2.0/fo/session/{password}");
    let password = qualys::SecretString::from(secret);
    form.add(parameter("password").length(1, 8).no_html().secret(), &password);
    let error = form.finish().expect_err("the password is too long, and has a tag");
    assert_eq!(error.violations().len(), 2);
    for violation in error.violations() {
        assert_eq!(violation.value.as_deref(), Some("***"));
    }
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("horse"), "{shown}");
}
