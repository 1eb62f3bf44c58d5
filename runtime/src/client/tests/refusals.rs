//! What answers mean that are no document of the operation.

use crate::client::answer::Head;
use crate::client::limits::Limits;
use crate::client::whole::undecodable;
use crate::xml::decode::Decoder;
use expect_test::{Expect, expect};

#[track_caller]
fn check(status: u16, headers: &[(&str, &str)], body: &str, expected: Expect) {
    let mut head = Head { status, ..Head::default() };
    for (name, value) in headers {
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        head.headers.insert(name, http::HeaderValue::from_str(value).unwrap());
    }
    head.limits = Limits::read(&head.headers);
    let failure = match head.is_success() {
        true => match Decoder::new().decode::<super::Answer>(body.as_bytes()) {
            Ok(_) => panic!("{body} is the operation's document"),
            Err(error) => undecodable(&head, Some(body.as_bytes()), error),
        },
        false => head.failure(body.as_bytes()).expect("a failure"),
    };
    expected.assert_eq(&format!("{:?}: {}", failure.remedy, failure.error));
}

fn simple_return(code: &str, text: &str, items: &str) -> String {
    let code = format!("<CODE>{code}</CODE><TEXT>{text}</TEXT>{items}");
    format!(
        "<!DOCTYPE SIMPLE_RETURN SYSTEM \"x.dtd\"><SIMPLE_RETURN><RESPONSE><DATETIME>2026-01-01T00:00:00Z</DATETIME>{code}</RESPONSE></SIMPLE_RETURN>"
    )
}

const SECONDS: &str = "<ITEM_LIST><ITEM><KEY>SECONDS_TO_WAIT</KEY><VALUE>181</VALUE></ITEM></ITEM_LIST>";

#[test]
fn the_service_refuses_in_its_own_documents() {
    check(
        400,
        &[],
        &simple_return("1905", "parameter ids has invalid value", ""),
        expect![
            "None: the service refused: 1905: parameter ids has invalid value (HTTP status 400); see the service's text"
        ],
    );
    check(
        401,
        &[],
        &simple_return("2000", "Bad Login/Password", ""),
        expect![
            "None: the service refused: 2000: Bad Login/Password (HTTP status 401); do what the service's text says; else check login and password, that the account is active and may use the API, and that the platform is the account's"
        ],
    );
    check(
        200,
        &[],
        &simple_return("2001", "Account expired", ""),
        expect![
            "None: the service refused: 2001: Account expired (HTTP status 200); do what the service's text says; else check login and password, that the account is active and may use the API, and that the platform is the account's"
        ],
    );
    check(
        200,
        &[],
        &simple_return("7001", "Report cannot be fetched", ""),
        expect![
            "None: the service refused: 7001: Report cannot be fetched (HTTP status 200); see the service's text"
        ],
    );
    check(
        409,
        &[],
        &simple_return("1965", "Too many calls", SECONDS),
        expect![
            "Limit(Some(181s)): the service refused: 1965: Too many calls (HTTP status 409, call again after 181 s); make fewer calls, or allow the client longer waits with Retry::total_wait"
        ],
    );
    check(
        409,
        &[("x-ratelimit-towait-sec", "0")],
        &simple_return("1960", "Too many at a time", ""),
        expect![
            "Limit(None): the service refused: 1960: Too many at a time (HTTP status 409); make fewer calls, or allow the client longer waits with Retry::total_wait"
        ],
    );
    check(
        409,
        &[],
        &simple_return("2003", "Registration not completed", ""),
        expect![
            "None: the service refused: 2003: Registration not completed (HTTP status 409); do what the service's text says; else check login and password, that the account is active and may use the API, and that the platform is the account's"
        ],
    );
    check(
        202,
        &[],
        &simple_return("1981", "Duplicate operation", ""),
        expect![
            "Busy(120s): the service refused: 1981: Duplicate operation (HTTP status 202); the service is still busy with the same call: look whether it took effect before you repeat it"
        ],
    );
    check(
        200,
        &[],
        "<ServiceResponse><responseCode>INVALID_REQUEST</responseCode><responseErrorDetails><errorMessage>No field x.</errorMessage></responseErrorDetails></ServiceResponse>",
        expect![
            "None: the service refused: INVALID_REQUEST: No field x. (HTTP status 200); see the service's text"
        ],
    );
    check(
        200,
        &[],
        "<ServiceResponse><responseCode>NOT_FOUND</responseCode></ServiceResponse>",
        expect![
            "None: the service refused: NOT_FOUND (HTTP status 200); check the number, and that the object is in the scope of the user"
        ],
    );
    check(
        200,
        &[],
        "<GENERIC_RETURN><RETURN status=\"FAILED\" number=\"999\">Internal error</RETURN></GENERIC_RETURN>",
        expect![
            "Passes: the service refused: 999: Internal error (HTTP status 200); try again later; the vendor's status page tells of outages"
        ],
    );
}

#[test]
fn other_answers_are_told_apart() {
    check(
        200,
        &[],
        "",
        expect![
            "Passes: the answer is empty (HTTP status 200); try again later; if it stays, something between here and the service cuts connections"
        ],
    );
    check(
        200,
        &[("content-type", "text/html")],
        "<!DOCTYPE html><html><body>Maintenance</body></html>",
        expect![
            "None: the service sent an HTML page instead of the operation's document (HTTP status 200); see what arrived instead in Error::body"
        ],
    );
    check(
        200,
        &[("content-type", "text/csv;charset=UTF-8")],
        "\"ID\",\"IP\"\n",
        expect![
            "None: the service sent text that is no XML (text/csv) instead of the operation's document (HTTP status 200); see what arrived instead in Error::body"
        ],
    );
    check(
        200,
        &[],
        "{\"error\": 1}",
        expect![
            "None: the service sent JSON instead of the operation's document (HTTP status 200); see what arrived instead in Error::body"
        ],
    );
    check(
        200,
        &[],
        "<OTHER/>",
        expect![
            "None: the service sent a document <OTHER> instead of the operation's document (HTTP status 200); see what arrived instead in Error::body"
        ],
    );
    check(
        200,
        &[],
        "<ANSWER><b></ANSWER>",
        expect![
            "None: 1:12: /ANSWER/b: the end tag </ANSWER> does not close <b>, which is open; expected </b> (at 1:9); the document cannot be read: check that it is XML and arrived whole; the service may have changed the document: see the position, and Error::body for the text"
        ],
    );
    check(
        301,
        &[("location", "http://qualysapi.qualys.com/api/2.0/fo/x/?password=p")],
        "<html/>",
        expect![[
            r#"None: the service redirects to "http://qualysapi.qualys.com/api/2.0/fo/x/" (HTTP status 301); check the platform's URL; redirects are not followed, since they would carry the credentials elsewhere"#
        ]],
    );
    check(
        401,
        &[],
        "",
        expect![
            "None: the service does not take the credentials (HTTP status 401); do what the service's text says; else check login and password, that the account is active and may use the API, and that the platform is the account's"
        ],
    );
    check(
        404,
        &[],
        "<html>",
        expect![
            "None: there is nothing at this address (HTTP status 404); check the number, and that the object is in the scope of the user"
        ],
    );
    check(
        409,
        &[],
        "",
        expect![
            "None: the service refused without saying why (HTTP status 409); see what arrived instead in Error::body"
        ],
    );
    check(
        409,
        &[("x-ratelimit-towait-sec", "12")],
        "",
        expect![
            "Limit(Some(12s)): too many calls (HTTP status 409, call again after 12 s); make fewer calls, or allow the client longer waits with Retry::total_wait"
        ],
    );
    check(
        414,
        &[],
        "<html>",
        expect![
            "None: the service refused without saying why (HTTP status 414); see what arrived instead in Error::body"
        ],
    );
    check(
        429,
        &[("retry-after", "7")],
        "",
        expect![
            "Limit(Some(7s)): too many calls (HTTP status 429, call again after 7 s); make fewer calls, or allow the client longer waits with Retry::total_wait"
        ],
    );
    check(
        429,
        &[],
        "{}",
        expect![
            "Limit(None): too many calls (HTTP status 429); make fewer calls, or allow the client longer waits with Retry::total_wait"
        ],
    );
    check(
        500,
        &[],
        "<html>",
        expect![
            "Passes: the service failed (HTTP status 500); try again later; the vendor's status page tells of outages"
        ],
    );
    check(
        501,
        &[],
        "",
        expect![
            "Passes: the service failed (HTTP status 501); try again later; the vendor's status page tells of outages"
        ],
    );
    check(
        503,
        &[],
        "",
        expect![
            "Passes: the service failed (HTTP status 503); try again later; the vendor's status page tells of outages"
        ],
    );
    check(
        503,
        &[("retry-after", "30")],
        "",
        expect![
            "Busy(30s): the service failed (HTTP status 503, call again after 30 s); try again later; the vendor's status page tells of outages"
        ],
    );
    check(
        505,
        &[],
        "",
        expect![
            "None: the service failed (HTTP status 505); try again later; the vendor's status page tells of outages"
        ],
    );
    check(
        520,
        &[],
        "",
        expect![
            "Passes: the service failed (HTTP status 520); try again later; the vendor's status page tells of outages"
        ],
    );
}
