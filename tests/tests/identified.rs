//! The number of what a call made or concerned, as answers tell it.

use qualys::common::v2::simple_return::SimpleReturn;
use qualys::{Identified, am, decode, was};

#[track_caller]
fn check<T: Identified>(document: &str, expected: Option<T::Id>) {
    let decoded = decode::<T>(document.as_bytes()).expect("a document");
    assert_eq!(decoded.value.id(), expected, "{document}");
}

fn simple_return(items: &str) -> String {
    format!(
        "<SIMPLE_RETURN><RESPONSE><DATETIME>2018-01-01T00:00:00Z</DATETIME><TEXT>Done</TEXT>{items}</RESPONSE></SIMPLE_RETURN>"
    )
}

#[test]
fn items_by_their_keys() {
    let item = |key: &str, value: &str| format!("<ITEM><KEY>{key}</KEY><VALUE>{value}</VALUE></ITEM>");
    let list = |items: &str| simple_return(&format!("<ITEM_LIST>{items}</ITEM_LIST>"));
    check::<SimpleReturn>(&list(&item("ID", "4711")), Some(4711));
    let launched = list(&(item("REFERENCE", "scan/1.2") + &item("id", " 4711 ")));
    check::<SimpleReturn>(&launched, Some(4711));
    let decoded = decode::<SimpleReturn>(launched.as_bytes()).expect("a document");
    assert_eq!(decoded.value.item("reference"), Some("scan/1.2"));
    assert_eq!(decoded.value.item("QID"), None);
    check::<SimpleReturn>(&list(&item("REFERENCE", "scan/1.2")), None);
    check::<SimpleReturn>(&list(&item("ID", "none")), None);
    check::<SimpleReturn>(&simple_return(""), None);
}

#[test]
fn objects_in_data() {
    let response = |data: &str| {
        format!("<ServiceResponse><responseCode>SUCCESS</responseCode><data>{data}</data></ServiceResponse>")
    };
    type WebApps = was::v3::webapp::ServiceResponse;
    check::<WebApps>(&response("<WebApp><id>7</id></WebApp><WebApp><id>8</id></WebApp>"), Some(7));
    check::<WebApps>(&response("<WebApp><name>x</name></WebApp><WebApp><id>8</id></WebApp>"), Some(8));
    check::<WebApps>(&response(""), None);
    type Connectors = am::v2::awsassetdataconnector::ServiceResponse;
    check::<Connectors>(&response("<AwsAssetDataConnector><id>7</id></AwsAssetDataConnector>"), Some(7));
    check::<Connectors>(&response("<AssetDataConnector><id>8</id></AssetDataConnector>"), Some(8));
}
