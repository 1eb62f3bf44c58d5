//! The cases of other readers, on the same documents.

#[allow(dead_code, unreachable_pub, unused_imports)]
mod support;

use qualys_bench_case::{CHUNK, Case, Input};
use quick_xml::events::Event;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::hint::black_box;
use std::io::BufReader;

/// The types of the crate, deriving serde's traits.
#[allow(missing_docs, dead_code, unused_imports, unreachable_pub, clippy::all)]
mod derived {
    include!(concat!(env!("OUT_DIR"), "/serde.rs"));
}

/// The types of the crate, deriving the traits of instant-xml.
#[allow(missing_docs, dead_code, unused_imports, unreachable_pub, clippy::all)]
mod instant {
    use crate::support::{instant, instant_words};
    include!(concat!(env!("OUT_DIR"), "/instant.rs"));
}

/// A document that serde reads.
trait Serde: DeserializeOwned + Serialize {
    /// How many records there are.
    fn count(&self) -> usize;
}

/// A document that instant-xml reads.
trait Instant: instant_xml::FromXmlOwned {
    /// How many records there are.
    fn count(&self) -> usize;
}

macro_rules! lists {
    ($($serde:ty, $instant:ty: |$value:ident| $count:expr;)*) => {$(
        impl Serde for $serde {
            fn count(&self) -> usize {
                let $value = self;
                $count
            }
        }
        impl Instant for $instant {
            fn count(&self) -> usize {
                let $value = self;
                $count
            }
        }
    )*};
}

lists! {
    derived::vm_2_0_schedule_scan_list_output::ScheduleScanListOutput, instant::schedules::Root:
        |value| value.response.schedule_scan_list.as_ref().map_or(0, |list| list.items.len());
    derived::assets_2_0_host_list_vm_detection_output::HostListVmDetectionOutput, instant::detections::Root:
        |value| value.response.host_list.as_ref().map_or(0, |list| list.items.len());
    derived::vm_2_0_knowledge_base_vuln_list_output::KnowledgeBaseVulnListOutput, instant::knowledge_base::Root:
        |value| value.response.vuln_list.as_ref().map_or(0, |list| list.items.len());
    derived::was_3_0_finding::ServiceResponse, instant::findings::Root:
        |value| value.data.as_ref().map_or(0, |list| list.items.len());
}

/// The cases of a shape.
pub fn cases(shape: &str) -> Vec<Case> {
    use derived::assets_2_0_host_list_vm_detection_output::HostListVmDetectionOutput;
    use derived::vm_2_0_knowledge_base_vuln_list_output::KnowledgeBaseVulnListOutput;
    use derived::vm_2_0_schedule_scan_list_output::ScheduleScanListOutput;
    use derived::was_3_0_finding::ServiceResponse;
    match shape {
        "schedules" => of_types::<ScheduleScanListOutput, instant::schedules::Root>(),
        "detections" => of_types::<HostListVmDetectionOutput, instant::detections::Root>(),
        "knowledge_base" => of_types::<KnowledgeBaseVulnListOutput, instant::knowledge_base::Root>(),
        "findings" => {
            #[allow(unused_mut)]
            let mut cases = of_types::<ServiceResponse, instant::findings::Root>();
            #[cfg(feature = "xsd-parser")]
            cases.push(Case { name: "xsd-parser decode", from_file: false, run: xsd_parser });
            cases
        }
        _ => Vec::new(),
    }
}

fn of_types<S: Serde, I: Instant>() -> Vec<Case> {
    vec![
        Case { name: "quick-xml events", from_file: false, run: events },
        Case { name: "roxmltree", from_file: false, run: roxmltree },
        Case { name: "instant-xml decode", from_file: false, run: instant_decode::<I> },
        Case { name: "quick-xml serde decode", from_file: false, run: serde_decode::<S> },
        Case { name: "quick-xml serde decode in chunks", from_file: true, run: serde_chunks::<S> },
        Case { name: "quick-xml serde encode", from_file: false, run: serde_encode::<S> },
    ]
}

/// The bare loop: nothing is done with an event.
fn events(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut count = 0;
    for _ in 0..repetitions {
        let mut reader = quick_xml::Reader::from_str(black_box(input.text()));
        count = 0;
        loop {
            match black_box(reader.read_event()).map_err(|error| error.to_string())? {
                Event::Eof => break,
                _ => count += 1,
            }
        }
    }
    Ok(count)
}

/// The tree of the document, which still has to be read.
fn roxmltree(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut count = 0;
    for _ in 0..repetitions {
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(black_box(input.text()), options);
        let document = document.map_err(|error| error.to_string())?;
        count = u64::from(black_box(document.root_element()).range().end > 0);
    }
    Ok(count)
}

fn serde_decode<S: Serde>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut count = 0;
    for _ in 0..repetitions {
        count = whole::<S>(black_box(input.text()))?.count();
    }
    Ok(count as u64)
}

fn whole<S: Serde>(text: &str) -> Result<S, String> {
    quick_xml::de::from_str(text).map_err(|error| error.to_string())
}

fn serde_chunks<S: Serde>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut count = 0;
    for _ in 0..repetitions {
        let source = BufReader::with_capacity(CHUNK, input.file()?);
        let value: S = quick_xml::de::from_reader(source).map_err(|error| error.to_string())?;
        count = black_box(value).count();
    }
    Ok(count as u64)
}

fn serde_encode<S: Serde>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let value = whole::<S>(input.text())?;
    for _ in 0..repetitions {
        let text = quick_xml::se::to_string_with_root("document", black_box(&value));
        black_box(text.map_err(|error| error.to_string())?);
    }
    Ok(value.count() as u64)
}

/// It refuses document type declarations, and is spared them.
fn instant_decode<I: Instant>(input: &Input, repetitions: u32) -> Result<u64, String> {
    let text = input.text();
    let after = text.split_once("<!DOCTYPE").and_then(|(_, rest)| rest.split_once('>'));
    let text = after.map_or(text, |(_, rest)| rest.trim_start());
    let mut count = 0;
    for _ in 0..repetitions {
        let value: I = instant_xml::from_str(black_box(text)).map_err(|error| error.to_string())?;
        count = black_box(value).count();
    }
    Ok(count as u64)
}

#[cfg(feature = "xsd-parser")]
fn xsd_parser(input: &Input, repetitions: u32) -> Result<u64, String> {
    let mut count = 0;
    for _ in 0..repetitions {
        count = qualys_bench_xsd_parser::findings(black_box(input.text()))?;
    }
    Ok(count)
}
