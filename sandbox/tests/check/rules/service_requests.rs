//! What `/qps/rest/` takes.

use crate::check::call::Call;
use crate::check::rules::Rule;

pub(crate) fn service_requests(rules: &mut Vec<Rule>) {
    let request = |path: &str, content: &str| {
        Call::xml(&format!("/qps/rest/3.0/{path}"), &format!("<ServiceRequest>{content}</ServiceRequest>"))
    };
    let mut xml = |rule, path: &str, kept: &str, broken: &str, refusal: &str| {
        let (kept, broken) = (request(path, kept), request(path, broken));
        rules.push(Rule { rule, kept, broken, refusal: format!("200 {refusal}") });
    };
    let mut criteria = |rule, kept: &str, broken: &str, refusal: &str| {
        let filters = |criteria: &str| format!("<filters><Criteria {criteria}</Criteria></filters>");
        let refusal = format!("INVALID_REQUEST: Criteria: {refusal}");
        xml(rule, "search/was/wasscan", &filters(kept), &filters(broken), &refusal);
    };
    criteria(
        "a field that can be searched",
        "field=\"webApp.name\" operator=\"CONTAINS\">a",
        "field=\"webApp.size\" operator=\"EQUALS\">a",
        "unknown field 'webApp.size' (expected one of id, name, reference, webApp.id, webApp.name, webApp.tags, \
         webApp.tags.id, launchedDate, type, mode, status, authStatus, resultsStatus).",
    );
    criteria(
        "an operator of the field",
        "field=\"id\" operator=\"GREATER\">1",
        "field=\"webApp.id\" operator=\"GREATER\">1",
        "operator 'GREATER' is not supported for 'webApp.id' (expected one of EQUALS, NOT EQUALS, IN).",
    );
    criteria(
        "a value of the field",
        "field=\"id\" operator=\"IN\">1, 2",
        "field=\"id\" operator=\"IN\">1,abc",
        "invalid value for 'id' (abc): expected a number from -9223372036854775808 to 9223372036854775807.",
    );
    criteria(
        "a word of the field",
        "field=\"type\" operator=\"EQUALS\">DISCOVERY",
        "field=\"type\" operator=\"EQUALS\">discovery",
        "invalid value for 'type' (discovery): expected one of VULNERABILITY, DISCOVERY.",
    );
    criteria(
        "a time of the field",
        "field=\"launchedDate\" operator=\"LESSER\">2020-08-20",
        "field=\"launchedDate\" operator=\"LESSER\">20 Aug 2020",
        "invalid value for 'launchedDate' (20 Aug 2020): expected a time in UTC as YYYY-MM-DD or \
         YYYY-MM-DDTHH:MM:SSZ.",
    );
    criteria(
        "no value",
        "field=\"webApp.tags\" operator=\"NONE\">",
        "field=\"webApp.tags\" operator=\"NONE\">7",
        "invalid value for 'webApp.tags' (7): expected nothing with this operator.",
    );
    criteria(
        "an operator",
        "field=\"id\" operator=\"EQUALS\">1",
        "field=\"id\">1",
        "the condition on 'id' has no operator.",
    );
    xml(
        "a page of 1 to 1000",
        "search/was/webapp",
        "<preferences><limitResults>1000</limitResults></preferences>",
        "<preferences><limitResults>1001</limitResults></preferences>",
        "INVALID_REQUEST: Invalid value for 'limitResults' (1001): expected 1 to 1000.",
    );
    let app = |members: &str| format!("<data><WebApp>{members}</WebApp></data>");
    xml(
        "members that are required",
        "create/was/webapp",
        &app("<url>https://www.example.com/</url><name>a</name>"),
        &app("<name>a</name>"),
        "INVALID_REQUEST: 'url' is required.",
    );
    xml(
        "members that are known",
        "update/was/webapp/7",
        &app("<tags><add><Tag><id>1</id></Tag></add></tags>"),
        &app("<colour>red</colour>"),
        "INVALID_XML: body:1:31: `colour` is not expected here, in `/ServiceRequest/data/WebApp`; expected `id`, `name`, \
         `url`, `os`, `owner`, `scope`, `subDomain`, `domains`, `uris`, `attributes`, `defaultProfile`, `defaultScanner`, \
         `defaultScannerTags`, others or the end of `WebApp`.",
    );
    xml(
        "a member as often as it may be there",
        "update/was/webapp/7",
        &app("<tags><set><Tag><id>1</id></Tag><Tag><id>2</id></Tag></set></tags>"),
        &app("<tags><set><Tag><id>1</id><id>2</id></Tag></set></tags>"),
        "INVALID_XML: body:1:57: `id` is not expected here, in `/ServiceRequest/data/WebApp/tags/set/Tag`; expected \
         `name` or the end of `Tag`.",
    );
    xml(
        "a value of the member",
        "update/was/webapp/7",
        &app("<tags><add><Tag><id>1</id></Tag></add></tags>"),
        &app("<tags><add><Tag><id>one</id></Tag></add></tags>"),
        "INVALID_REQUEST: body:1:51: `one` is no value of `id`, which is `xs:long`, in \
         `/ServiceRequest/data/WebApp/tags/add/Tag/id`; expected a whole number.",
    );
    xml(
        "an object",
        "create/was/webapp",
        &app("<url>https://www.example.com/</url><name>a</name>"),
        "",
        "INVALID_REQUEST: The data has no 'WebApp'.",
    );
    xml(
        "nothing that the operation does not take",
        "count/was/webapp",
        "",
        "<preferences><limitResults>10</limitResults></preferences>",
        "INVALID_REQUEST: This operation takes no 'preferences'.",
    );
    let finding = |members: &str| format!("<data><Finding>{members}</Finding></data>");
    xml(
        "a member in its range",
        "editSeverity/was/finding/",
        &finding("<id>7</id><severity>5</severity>"),
        &finding("<id>7</id><severity>6</severity>"),
        "INVALID_REQUEST: Invalid value for 'severity' (6): expected 1 to 5.",
    );
    xml(
        "a member that the operation sets",
        "ignore/was/finding/7",
        &finding("<ignoredReason>FALSE_POSITIVE</ignoredReason>"),
        &finding("<ignoredReason>FALSE_POSITIVE</ignoredReason><url>u</url>"),
        "INVALID_REQUEST: This operation does not set 'url'.",
    );
    xml(
        "a member that this operation needs",
        "ignore/was/finding/7",
        &finding("<ignoredReason>FALSE_POSITIVE</ignoredReason>"),
        &finding("<ignoredComment>c</ignoredComment>"),
        "INVALID_REQUEST: 'ignoredReason' is required.",
    );
    let mut push = |rule, kept, broken, refusal: &str| {
        rules.push(Rule { rule, kept, broken, refusal: refusal.to_owned() });
    };
    let get = |path: &str| Call::get(&format!("/qps/rest/3.0/{path}"), &[]);
    push("a number in the path", get("get/was/webapp/7"), get("get/was/webapp/seven"), {
        "200 INVALID_PARAM: Invalid value for 'id' (seven): expected a number from -9223372036854775808 to \
         9223372036854775807."
    });
    push(
        "a path that ends with a number",
        get("get/was/webapp/7"),
        get("get/was/webapp/"),
        "404 INVALID_URL: The path has no id at its end.",
    );
    push(
        "a method",
        get("count/was/webapp"),
        get("search/was/webapp"),
        "405 OPERATION_NOT_SUPPORTED: The method GET is not supported for this URL.",
    );
    let search = || request("search/was/webapp", "");
    push(
        "well-formed XML",
        search(),
        Call { body: "<ServiceRequest>".to_owned(), ..search() },
        "200 INVALID_XML: The XML is not well-formed: line 1, column 1: the root node was opened but never closed.",
    );
    push(
        "no entities",
        search(),
        Call { body: "<!DOCTYPE a [<!ENTITY b 'c'>]><ServiceRequest/>".to_owned(), ..search() },
        "200 INVALID_XML: The XML is not well-formed: line 1, column 1: XML with DTD detected.",
    );
    push(
        "XML as such",
        search(),
        Call { media_type: "text/plain", ..search() },
        "415: XML is expected, with the Content-Type text/xml or application/xml.",
    );
    push(
        "a request",
        search(),
        Call { body: "<ServiceResponse/>".to_owned(), ..search() },
        "200 INVALID_REQUEST: body:1:1: `ServiceResponse` is not complete, in `/ServiceResponse`; expected `responseCode` \
         in it.",
    );
    let campaign = |members: &str| {
        let path = "/qps/rest/1.0/update/saq/questionnairecampaign/";
        let body = format!(
            "<ServiceRequest><data><QuestionnaireCampaign>{members}</QuestionnaireCampaign></data></ServiceRequest>"
        );
        Call::xml(path, &body)
    };
    push(
        "a member that another asks for",
        campaign("<id>7</id><workflowType>SIMPLE</workflowType>"),
        campaign("<id>7</id><workflowType>REVIEWABLE</workflowType>"),
        "200 INVALID_REQUEST: 'reviewer.id' is required, as 'workflowType' is REVIEWABLE or FULL.",
    );
}
