//! The documents that are measured: which types read them.

use crate::ours;
use qualys::{Document, assets, vm, was};
use qualys_bench_case::Case;
use qualys_runtime::table::Single;

/// A document that is a list of records.
pub(crate) trait List: Document + Clone {
    /// What the list holds.
    type Record: Single;
    /// The way to the records.
    const PATH: &'static [&'static str];

    /// How many records there are.
    fn count(&self) -> usize;
}

macro_rules! lists {
    ($($type:ty: $record:ty, $path:expr, |$value:ident| $count:expr;)*) => {$(
        impl List for $type {
            type Record = $record;
            const PATH: &'static [&'static str] = &$path;
            fn count(&self) -> usize {
                let $value = self;
                $count
            }
        }
    )*};
}

use assets::v2::host_list_vm_detection_output as detections;
use vm::v2::knowledge_base_vuln_list_output as knowledge_base;
use vm::v2::schedule_scan_list_output as schedules;
use was::v3::finding as findings;

lists! {
    schedules::ScheduleScanListOutput: schedules::Scan, ["RESPONSE", "SCHEDULE_SCAN_LIST", "SCAN"],
        |value| value.response.schedule_scan_list.as_ref().map_or(0, Vec::len);
    detections::HostListVmDetectionOutput: detections::Host, ["RESPONSE", "HOST_LIST", "HOST"],
        |value| value.response.host_list.as_ref().map_or(0, Vec::len);
    knowledge_base::KnowledgeBaseVulnListOutput: knowledge_base::Vuln, ["RESPONSE", "VULN_LIST", "VULN"],
        |value| match &value.response.vulnerabilities {
            Some(knowledge_base::Vulnerabilities::VulnList(list)) => list.len(),
            _ => 0,
        };
    findings::ServiceResponse: findings::Finding, ["data", "Finding"],
        |value| value.data.as_ref().map_or(0, Vec::len);
}

/// The cases of a shape.
pub(crate) fn cases(shape: &str) -> Result<Vec<Case>, String> {
    #[allow(unused_mut)]
    let mut cases = match shape {
        "schedules" => ours::cases::<schedules::ScheduleScanListOutput>(),
        "detections" => ours::cases::<detections::HostListVmDetectionOutput>(),
        "knowledge_base" => ours::cases::<knowledge_base::KnowledgeBaseVulnListOutput>(),
        "findings" => ours::cases::<findings::ServiceResponse>(),
        other => return Err(format!("there is no shape `{other}`")),
    };
    #[cfg(feature = "peers")]
    cases.extend(qualys_bench_peers::cases(shape));
    Ok(cases)
}
