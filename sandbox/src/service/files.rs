//! The files of `resources/`: how each resource behaves, and reference data.

use super::expression::{Expression, Flaw};
use super::hosts;
use super::tables::Tables;
use super::{objects, records};
use indexmap::IndexMap;
use serde::Deserialize;

/// The descriptions, each with the file that says how its operations behave.
const FILES: [(&str, &str); 19] = [
    ("am/2.0/connectors", include_str!("../../resources/am/2.0/connectors.toml")),
    ("assets/2.0/host", include_str!("../../resources/assets/2.0/host.toml")),
    ("assets/2.0/host_detection", include_str!("../../resources/assets/2.0/host_detection.toml")),
    ("assets/2.0/ip", include_str!("../../resources/assets/2.0/ip.toml")),
    ("assets/2.0/virtual_host", include_str!("../../resources/assets/2.0/virtual_host.toml")),
    ("common/2.0/time_zone", include_str!("../../resources/common/2.0/time_zone.toml")),
    ("pc/2.0/compliance_policy", include_str!("../../resources/pc/2.0/compliance_policy.toml")),
    ("pc/2.0/compliance_scan", include_str!("../../resources/pc/2.0/compliance_scan.toml")),
    ("pc/2.0/compliance_schedule_scan", include_str!("../../resources/pc/2.0/compliance_schedule_scan.toml")),
    ("saq/1.0/campaigns", include_str!("../../resources/saq/1.0/campaigns.toml")),
    ("saq/1.0/questionnaires", include_str!("../../resources/saq/1.0/questionnaires.toml")),
    ("vm/2.0/cloud_perimeter_job", include_str!("../../resources/vm/2.0/cloud_perimeter_job.toml")),
    ("vm/2.0/knowledge_base", include_str!("../../resources/vm/2.0/knowledge_base.toml")),
    ("vm/2.0/option_profile", include_str!("../../resources/vm/2.0/option_profile.toml")),
    ("vm/2.0/schedule_scan", include_str!("../../resources/vm/2.0/schedule_scan.toml")),
    ("was/3.0/findings", include_str!("../../resources/was/3.0/findings.toml")),
    ("was/3.0/option_profiles", include_str!("../../resources/was/3.0/option_profiles.toml")),
    ("was/3.0/scans", include_str!("../../resources/was/3.0/scans.toml")),
    ("was/3.0/web_applications", include_str!("../../resources/was/3.0/web_applications.toml")),
];

/// Rows of reference data.
const TABLES: &str = include_str!("../../resources/tables.toml");

/// What the files say.
#[derive(Debug)]
pub(super) struct Resources {
    /// Reference data; the seeds of a resource with forms are a table as well.
    pub(super) tables: Tables,
    /// Resources with forms.
    pub(super) records: Vec<(String, records::Resource)>,
    /// Resources with XML bodies.
    pub(super) objects: Vec<(String, objects::Resource)>,
    /// Resources whose records are hosts.
    pub(super) hosts: Vec<(String, hosts::Resource)>,
}

/// A file, by what is in it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
struct File {
    records: Option<records::File>,
    objects: Option<objects::File>,
    hosts: Option<hosts::File>,
}

impl Resources {
    /// Reads all files.
    pub(super) fn read() -> Result<Self, Flaw> {
        let rows: IndexMap<String, Vec<IndexMap<String, String>>> =
            toml::from_str(TABLES).map_err(|error| Flaw(format!("resources/tables.toml: {error}")))?;
        let mut resources =
            Self { tables: Tables(rows), records: Vec::new(), objects: Vec::new(), hosts: Vec::new() };
        for (api, text) in FILES {
            resources.add(api, text).map_err(|flaw| Flaw(format!("resources/{api}.toml: {flaw}")))?;
        }
        Ok(resources)
    }

    fn add(&mut self, api: &str, text: &str) -> Result<(), Flaw> {
        let file: File = toml::from_str(text).map_err(|error| Flaw(error.to_string()))?;
        if let Some(file) = file.records {
            self.tables.0.insert(api.to_owned(), file.seed.clone());
            self.records.push((api.to_owned(), records::Resource::parse(file)?));
        }
        if let Some(file) = file.objects {
            self.objects.push((api.to_owned(), objects::Resource::parse(file)?));
        }
        if let Some(file) = file.hosts {
            self.hosts.push((api.to_owned(), hosts::Resource::parse(file)?));
        }
        Ok(())
    }
}

/// Values of a table: what begins with `=` is an expression, else it is a text.
pub(super) fn expressions(texts: IndexMap<String, String>) -> Result<IndexMap<String, Expression>, Flaw> {
    let parsed = texts.into_iter().map(|(name, text)| match text.strip_prefix('=') {
        Some(expression) => Ok((name, Expression::parse(expression)?)),
        None => Ok((name, Expression::Text(text))),
    });
    parsed.collect()
}
