//! Models to JSON and back.

use expect_test::{Expect, expect};
use qualys::common::v2::simple_return::{Item, SimpleReturn};
use qualys::was::v3::webapp::{ServiceRequest, WebApp};
use qualys::{AnyNode, DateTime, List, MaybeEmpty, RawXml, assets, vm};
use qualys_tests::files::{fixtures, root_name};
use qualys_tests::{DOCUMENTS, document_type};
use serde::de::DeserializeOwned;

#[test]
fn every_fixture_comes_back_from_json_as_it_was() {
    let fixtures = fixtures();
    assert!(fixtures.len() >= DOCUMENTS.len(), "there are {} fixtures", fixtures.len());
    for fixture in fixtures {
        let root = root_name(&fixture.text).expect("a fixture has a root element");
        let document_type = document_type(&fixture.schema, &root).expect("a document type");
        let json = (document_type.json)(&fixture.text)
            .unwrap_or_else(|error| panic!("{}:{error}", fixture.path.display()));
        assert!(json.starts_with('{'), "{}: {json}", fixture.path.display());
    }
}

/// The JSON of a document.
#[track_caller]
fn shape<T: qualys::Document + serde::Serialize>(document: &str, expected: Expect) {
    let decoded = qualys::decode::<T>(document.as_bytes()).expect("a document");
    let json = serde_json::to_string_pretty(&decoded.value).expect("a document that can be written as JSON");
    expected.assert_eq(&json);
}

#[test]
fn shapes() {
    shape::<SimpleReturn>(
        "<SIMPLE_RETURN><RESPONSE><DATETIME>2018-01-01T00:00:00Z</DATETIME><CODE>1905</CODE><TEXT>No.</TEXT><ITEM_LIST>
         <ITEM><KEY>ID</KEY></ITEM><ITEM><KEY>QID</KEY><VALUE>1</VALUE><VALUE>2</VALUE></ITEM></ITEM_LIST></RESPONSE></SIMPLE_RETURN>",
        expect![[r#"
            {
              "response": {
                "datetime": "2018-01-01T00:00:00Z",
                "code": 1905,
                "text": "No.",
                "item_list": [
                  {
                    "key": "ID"
                  },
                  {
                    "key": "QID",
                    "value": [
                      "1",
                      "2"
                    ]
                  }
                ]
              }
            }"#]],
    );
    shape::<assets::v2::ip_list_output::IpListOutput>(
        "<IP_LIST_OUTPUT><RESPONSE><DATETIME>2018-01-01T00:00:00Z</DATETIME><IP_SET><IP>10.0.0.1</IP>
         <IP_RANGE>10.0.0.3-10.0.0.9</IP_RANGE></IP_SET></RESPONSE></IP_LIST_OUTPUT>",
        expect![[r#"
            {
              "response": {
                "datetime": "2018-01-01T00:00:00Z",
                "ip_set": {
                  "ip_entries": [
                    {
                      "Ip": "10.0.0.1"
                    },
                    {
                      "IpRange": "10.0.0.3-10.0.0.9"
                    }
                  ]
                }
              }
            }"#]],
    );
    shape::<vm::v2::scan_list_output::ScanListOutput>(
        "<SCAN_LIST_OUTPUT><RESPONSE><DATETIME>2018-01-01T00:00:00Z</DATETIME><SCAN_LIST><SCAN><REF>scan/1.2</REF>
         <TYPE>Scheduled</TYPE><TITLE>Weekly</TITLE><USER_LOGIN>quays_ab</USER_LOGIN><LAUNCH_DATETIME>2018-01-01T00:00:00Z</LAUNCH_DATETIME>
         <DURATION>Pending</DURATION><PROCESSED>0</PROCESSED><STATUS><STATE>Frozen</STATE></STATUS><TARGET>10.0.0.1</TARGET>
         </SCAN></SCAN_LIST></RESPONSE></SCAN_LIST_OUTPUT>",
        expect![[r#"
            {
              "response": {
                "datetime": "2018-01-01T00:00:00Z",
                "scan_list": [
                  {
                    "ref": "scan/1.2",
                    "type": "Scheduled",
                    "title": "Weekly",
                    "user_login": "quays_ab",
                    "launch_datetime": "2018-01-01T00:00:00Z",
                    "duration": "Pending",
                    "processed": false,
                    "status": {
                      "state": "Frozen"
                    },
                    "target": "10.0.0.1"
                  }
                ]
              }
            }"#]],
    );
}

/// What is wrong with JSON.
#[track_caller]
fn refused<T: DeserializeOwned + std::fmt::Debug>(json: &str, expected: Expect) {
    let error = serde_json::from_str::<T>(json).expect_err("JSON that is wrong");
    expected.assert_eq(&error.to_string());
}

#[test]
fn json_that_is_wrong() {
    refused::<Item>("{}", expect!["missing field `key` at line 1 column 2"]);
    refused::<Item>(r#"{"key": null}"#, expect!["key: expected a value, found null at line 1 column 13"]);
    refused::<Item>(r#"{"key": "a", "key": "b"}"#, expect!["duplicate field `key` at line 1 column 18"]);
    refused::<Item>(
        r#"{"key": "a", "values": []}"#,
        expect!["unknown field `values`, expected `key` or `value` at line 1 column 21"],
    );
    refused::<Item>(
        r#"{"key": "a", "value": "1"}"#,
        expect![[r#"value: invalid type: string "1", expected an array at line 1 column 25"#]],
    );
    refused::<Item>(
        r#"{"key": "a", "value": ["1", null]}"#,
        expect!["value[1]: expected a value, found null at line 1 column 33"],
    );
    refused::<Item>(
        r#"{"key": {"key": "a"}}"#,
        expect!["key: invalid type: map, expected a value at line 1 column 9"],
    );
    refused::<Item>(r#"["a", []]"#, expect!["invalid type: sequence, expected an object at line 1 column 1"]);
    refused::<Item>("null", expect!["expected a value, found null"]);
    refused::<Item>(r#"{"key": "a""#, expect!["EOF while parsing an object at line 1 column 11"]);
    refused::<SimpleReturn>(
        r#"{"response": {"text": "x", "code": -1}}"#,
        expect!["response.code: expected a whole number from 0 to 4294967295, found -1 at line 1 column 37"],
    );
    refused::<SimpleReturn>(
        r#"{"response": {"text": "x", "datetime": "soon"}}"#,
        expect![[
            r#"response.datetime: expected a date and time such as 2017-10-12T18:10:00Z, found "soon" at line 1 column 45"#
        ]],
    );
    refused::<SimpleReturn>(
        r#"{"response": {"text": "x", "item_list": [{"key": "a"}, {"key": 1}]}}"#,
        expect!["response.item_list[1].key: expected a text, found 1 at line 1 column 64"],
    );
    let long = format!(r#"{{"response": {{"text": "x", "code": "{}"}}}}"#, "9".repeat(1000));
    refused::<SimpleReturn>(
        &long,
        expect![[
            r#"response.code: expected a whole number from 0 to 4294967295, found "999999999999999999999999999999999999999999999999999999999999" and more at line 1 column 1037"#
        ]],
    );
    refused::<assets::v2::ip_list_output::IpEntry>(
        r#"{"Ip": "1", "IpRange": "2"}"#,
        expect!["expected an object with one key at line 1 column 21"],
    );
    refused::<assets::v2::ip_list_output::IpEntry>(
        "{}",
        expect!["expected an object with one key at line 1 column 2"],
    );
    refused::<assets::v2::ip_list_output::IpEntry>(
        r#""Ip""#,
        expect!["invalid type: a text, expected an object with one key at line 1 column 4"],
    );
}

#[test]
fn absent_is_not_empty() {
    let object: WebApp = serde_json::from_str(r#"{"id": 7, "name": null}"#).expect("a web application");
    assert_eq!((object.id, object.name), (Some(7), None));
    assert_eq!(serde_json::to_string(&ServiceRequest::default()).expect("JSON"), "{}");
}

#[test]
fn values_by_themselves() {
    #[track_caller]
    fn check<T: serde::Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(value: T, expected: &str) {
        let json = serde_json::to_string(&value).expect("JSON");
        assert_eq!(json, expected);
        assert_eq!(serde_json::from_str::<T>(&json).expect("a value"), value);
    }
    let time = |text: &str| text.parse::<DateTime>().expect("a time");
    check(time("2018-01-01T00:00:00Z"), r#""2018-01-01T00:00:00Z""#);
    check(time("2018-01-01T00:00:00"), r#""2018-01-01T00:00:00""#);
    check(List(vec![1_u8, 2]), "[1,2]");
    check(List::<String>(vec!["a, b".to_owned(), "c".to_owned()]), r#"["a, b","c"]"#);
    check(MaybeEmpty::<u32>::Empty, "null");
    check(MaybeEmpty::Value(-7_i64), "-7");
    check(RawXml("<a/>".to_owned()), r#""<a/>""#);
    check(AnyNode::Element(RawXml("<a/>".to_owned())), r#"{"Element":"<a/>"}"#);
    check(qualys::was::v3::webapp::ResponseCode::from("NEW_WORD"), r#""NEW_WORD""#);
    check(qualys::Date::constant(2018, 1, 31), r#""2018-01-31""#);
}
