//! The document types by schema and root element.

use qualys::{DecodeError, Decoder, Document, Drift, SetAside};
use std::fmt::Debug;

/// What decoding a document brought.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The value, as `Debug` shows it over several lines.
    pub value: String,
    /// The value as XML.
    pub xml: String,
    /// Differences from the schema.
    pub drift: Vec<Drift>,
    /// Records that could not be decoded.
    pub set_aside: Vec<SetAside>,
}

/// A document type, whichever it is.
#[derive(Debug, Clone, Copy)]
pub struct DocumentType {
    /// Its schema, `vm/2.0/simple_return`.
    pub schema: &'static str,
    /// The names that its root element may have.
    pub roots: &'static [&'static str],
    /// Decodes a document, and sees that its value is the same after a way through JSON, which it gives.
    pub json: fn(&[u8]) -> Result<String, DecodeError>,
    /// Decodes a document, and sees that encoding and decoding the value again gives the same value.
    pub decode: fn(&Decoder, &[u8]) -> Result<Outcome, DecodeError>,
}

/// The document type of a schema with this root element.
pub fn document_type(schema: &str, root: &str) -> Option<&'static DocumentType> {
    DOCUMENTS.iter().find(|document| document.schema == schema && document.roots.contains(&root))
}

fn decode<T: Document + Debug + PartialEq>(
    decoder: &Decoder,
    document: &[u8],
) -> Result<Outcome, DecodeError> {
    let decoded = decoder.decode::<T>(document)?;
    let xml = qualys::encode(&decoded.value).expect("what was decoded can be encoded");
    let again = qualys::decode::<T>(xml.as_bytes()).expect("what was encoded can be decoded");
    assert_eq!(again.value, decoded.value, "encoding lost something: {xml}");
    assert!(again.set_aside.is_empty(), "encoding wrote what cannot be decoded: {xml}");
    let value = format!("{:#?}", decoded.value);
    Ok(Outcome { value, xml, drift: decoded.drift, set_aside: decoded.set_aside })
}

fn json<T>(document: &[u8]) -> Result<String, DecodeError>
where
    T: Document + Debug + PartialEq + serde::Serialize + serde::de::DeserializeOwned,
{
    let decoded = qualys::decode::<T>(document)?;
    let json = serde_json::to_string(&decoded.value).expect("what was decoded can be written as JSON");
    let again: T = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert_eq!(again, decoded.value, "JSON lost something: {json}");
    Ok(json)
}

macro_rules! documents {
    ($($schema:literal: $type:ty,)*) => {
        /// All document types of the crate.
        pub const DOCUMENTS: &[DocumentType] = &[$(
            DocumentType {
                schema: $schema,
                roots: <$type as Document>::ROOTS,
                json: json::<$type>,
                decode: decode::<$type>,
            },
        )*];
    };
}

use qualys::{am, assets, common, pc, saq, vm, was};

documents! {
    "am/2.0/awsassetdataconnector": am::v2::awsassetdataconnector::ServiceRequest,
    "am/2.0/awsassetdataconnector": am::v2::awsassetdataconnector::ServiceResponse,
    "assets/2.0/host_list_output": assets::v2::host_list_output::HostListOutput,
    "assets/2.0/host_list_vm_detection_output": assets::v2::host_list_vm_detection_output::HostListVmDetectionOutput,
    "assets/2.0/ip_list_output": assets::v2::ip_list_output::IpListOutput,
    "assets/2.0/virtual_host_list_output": assets::v2::virtual_host_list_output::VirtualHostListOutput,
    "common/2.0/simple_return": common::v2::simple_return::SimpleReturn,
    "common/2.0/time_zone_code_list": common::v2::time_zone_code_list::TimeZones,
    "pc/2.0/compliance_schedule_scan_list_output": pc::v2::compliance_schedule_scan_list_output::ComplianceScheduleScanListOutput,
    "pc/2.0/policy_list_output": pc::v2::policy_list_output::PolicyListOutput,
    "saq/1.0/questionnaire": saq::v1::questionnaire::ServiceRequest,
    "saq/1.0/questionnaire": saq::v1::questionnaire::ServiceResponse,
    "saq/1.0/questionnairecampaign": saq::v1::questionnairecampaign::ServiceRequest,
    "saq/1.0/questionnairecampaign": saq::v1::questionnairecampaign::ServiceResponse,
    "vm/2.0/knowledge_base_vuln_list_output": vm::v2::knowledge_base_vuln_list_output::KnowledgeBaseVulnListOutput,
    "vm/2.0/option_profile_info": vm::v2::option_profile_info::OptionProfiles,
    "vm/2.0/scan_list_output": vm::v2::scan_list_output::ScanListOutput,
    "vm/2.0/schedule_scan_list_output": vm::v2::schedule_scan_list_output::ScheduleScanListOutput,
    "was/3.0/finding": was::v3::finding::ServiceRequest,
    "was/3.0/finding": was::v3::finding::ServiceResponse,
    "was/3.0/optionprofile": was::v3::optionprofile::ServiceRequest,
    "was/3.0/optionprofile": was::v3::optionprofile::ServiceResponse,
    "was/3.0/wasscan": was::v3::wasscan::ServiceRequest,
    "was/3.0/wasscan": was::v3::wasscan::ServiceResponse,
    "was/3.0/wasscan": was::v3::wasscan::WasScan,
    "was/3.0/webapp": was::v3::webapp::ServiceRequest,
    "was/3.0/webapp": was::v3::webapp::ServiceResponse,
}
