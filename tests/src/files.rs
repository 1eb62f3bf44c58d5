//! Where the documents lie.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository.
pub fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A folder of documents that lie beside the repository and are no part of it; `None`, with a note, if it is missing.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let path = repository().join("../shared").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    println!("skipped: there is no ../shared/{folder} beside the repository");
    None
}

/// All files below a folder with this ending, in the order of their paths; none if the folder is missing.
pub fn below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for entry in entries {
            let path = entry.expect("a folder that was just opened can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// A fixture: a document of our own, in a folder that names its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixture {
    /// The document.
    pub path: PathBuf,
    /// Its schema, `vm/2.0/simple_return`.
    pub schema: String,
    /// Its text.
    pub text: Vec<u8>,
}

/// All fixtures: `tests/fixtures/<schema>/<name>.xml`.
pub fn fixtures() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let fixture = |path: PathBuf| {
        let parent =
            path.parent().and_then(|parent| parent.strip_prefix(&folder).ok()).unwrap_or(Path::new(""));
        let schema = parent.to_string_lossy().replace('\\', "/");
        let text = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        Fixture { path, schema, text }
    };
    below(&folder, "xml").into_iter().map(fixture).collect()
}

/// The name of the root element of a document, without its prefix, found without reading the document.
pub fn root_name(document: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(document);
    let mut rest = &*text;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = &comment[comment.find("-->")?..];
        } else if !rest.starts_with(['?', '!']) {
            let end =
                rest.find(|character: char| character.is_whitespace() || matches!(character, '>' | '/'))?;
            return Some(rest[..end].rsplit(':').next().unwrap_or_default().to_owned());
        }
    }
}

/// The schema of a document, by its root element, by the schema that it names, or by the object that it holds.
///
/// Requests that hold no object have the same form whatever they ask for, and so do answers about objects that no schema
/// here describes; both are taken for those of web applications.
pub fn schema_of(document: &[u8]) -> Option<&'static str> {
    let root = root_name(document)?;
    let text = String::from_utf8_lossy(document);
    Some(match root.as_str() {
        "SIMPLE_RETURN" => "common/2.0/simple_return",
        "SCHEDULE_SCAN_LIST_OUTPUT" => "vm/2.0/schedule_scan_list_output",
        "COMPLIANCE_SCHEDULE_SCAN_LIST_OUTPUT" => "pc/2.0/compliance_schedule_scan_list_output",
        "OPTION_PROFILES" => "vm/2.0/option_profile_info",
        "HOST_LIST_OUTPUT" => "assets/2.0/host_list_output",
        "HOST_LIST_VM_DETECTION_OUTPUT" => "assets/2.0/host_list_vm_detection_output",
        "KNOWLEDGE_BASE_VULN_LIST_OUTPUT" => "vm/2.0/knowledge_base_vuln_list_output",
        "TIME_ZONES" => "common/2.0/time_zone_code_list",
        "IP_LIST_OUTPUT" => "assets/2.0/ip_list_output",
        "VIRTUAL_HOST_LIST_OUTPUT" => "assets/2.0/virtual_host_list_output",
        "SCAN_LIST_OUTPUT" => "vm/2.0/scan_list_output",
        "POLICY_LIST_OUTPUT" => "pc/2.0/policy_list_output",
        "WasScan" => "was/3.0/wasscan",
        "ServiceRequest" | "ServiceResponse" => {
            let objects = [
                ("AwsAssetDataConnector", "am/2.0/awsassetdataconnector"),
                ("AssetDataConnector", "am/2.0/awsassetdataconnector"),
                ("QuestionnaireCampaign", "saq/1.0/questionnairecampaign"),
                ("Questionnaire", "saq/1.0/questionnaire"),
                ("OptionProfile", "was/3.0/optionprofile"),
                ("Finding", "was/3.0/finding"),
                ("WasScan", "was/3.0/wasscan"),
            ];
            let data = text.split_once("<data>").map_or("", |(_, data)| data.trim_start());
            let holds = |name: &str| {
                data.strip_prefix('<')
                    .and_then(|rest| rest.strip_prefix(name))
                    .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
            };
            let named = |file: &str| text.split_whitespace().collect::<String>().contains(file);
            let by_object = objects.iter().find(|(name, _)| holds(name)).map(|(_, schema)| *schema);
            let by_location = [
                ("questionnairecampaign.xsd", "saq/1.0/questionnairecampaign"),
                ("/finding.xsd", "was/3.0/finding"),
                ("/wasscan.xsd", "was/3.0/wasscan"),
            ];
            let by_location = by_location.iter().find(|(file, _)| named(file)).map(|(_, schema)| *schema);
            by_object.or(by_location).unwrap_or("was/3.0/webapp")
        }
        _ => return None,
    })
}
