//! Records read one by one, from documents that arrive in pieces: the same as decoding the whole document gives.

use qualys::{DecodeError, Decoded, Decoder, Document, Drift, SetAside};
use qualys::{assets, common, pc, vm, was};
use qualys_runtime::RecordReader;
use qualys_runtime::table::Single;
use qualys_tests::files::{Fixture, below, fixtures, root_name, schema_of, shared};
use std::fmt::Debug;
use std::fs;

/// A list, and how its records are taken out of the decoded document.
trait List: Document + Debug + PartialEq {
    type Item: Single + Debug + PartialEq;
    const SCHEMA: &'static str;
    const PATH: &'static [&'static str];
    fn records(&mut self) -> Vec<Self::Item>;
}

macro_rules! lists {
    ($($schema:literal: $type:ty, $item:ty, $path:expr, |$value:ident| $records:expr;)*) => {
        $(impl List for $type {
            type Item = $item;
            const SCHEMA: &'static str = $schema;
            const PATH: &'static [&'static str] = &$path;
            fn records(&mut self) -> Vec<$item> {
                let $value = self;
                $records.map(std::mem::take).unwrap_or_default()
            }
        })*
        /// What to do with a document of each schema.
        fn with_document(schema: &str, root: &str, text: &[u8], what: &What) -> bool {
            $(if schema == <$type as List>::SCHEMA && <$type as Document>::ROOTS.contains(&root) {
                check::<$type>(text, what);
                return true;
            })*
            false
        }
    };
}

lists! {
    "vm/2.0/schedule_scan_list_output": vm::v2::schedule_scan_list_output::ScheduleScanListOutput,
        vm::v2::schedule_scan_list_output::Scan, ["RESPONSE", "SCHEDULE_SCAN_LIST", "SCAN"],
        |value| value.response.schedule_scan_list.as_mut();
    "vm/2.0/scan_list_output": vm::v2::scan_list_output::ScanListOutput,
        vm::v2::scan_list_output::Scan, ["RESPONSE", "SCAN_LIST", "SCAN"],
        |value| value.response.scan_list.as_mut();
    "assets/2.0/host_list_vm_detection_output": assets::v2::host_list_vm_detection_output::HostListVmDetectionOutput,
        assets::v2::host_list_vm_detection_output::Host, ["RESPONSE", "HOST_LIST", "HOST"],
        |value| value.response.host_list.as_mut();
    "assets/2.0/host_list_output": assets::v2::host_list_output::HostListOutput,
        assets::v2::host_list_output::Host, ["RESPONSE", "HOST_LIST", "HOST"],
        |value| match &mut value.response.hosts {
            Some(assets::v2::host_list_output::Hosts::HostList(hosts)) => Some(hosts),
            _ => None,
        };
    "assets/2.0/ip_list_output": assets::v2::ip_list_output::IpListOutput,
        assets::v2::ip_list_output::IpEntry, ["RESPONSE", "IP_SET", "IP_RANGE"],
        |value| value.response.ip_set.as_mut().map(|set| &mut set.ip_entries);
    "assets/2.0/virtual_host_list_output": assets::v2::virtual_host_list_output::VirtualHostListOutput,
        assets::v2::virtual_host_list_output::VirtualHost, ["RESPONSE", "VIRTUAL_HOST_LIST", "VIRTUAL_HOST"],
        |value| value.response.virtual_host_list.as_mut();
    "common/2.0/time_zone_code_list": common::v2::time_zone_code_list::TimeZones,
        common::v2::time_zone_code_list::TimeZone, ["TIME_ZONE"],
        |value| Some(&mut value.time_zone);
    "common/2.0/simple_return": common::v2::simple_return::SimpleReturn,
        common::v2::simple_return::Item, ["RESPONSE", "ITEM_LIST", "ITEM"],
        |value| value.response.item_list.as_mut();
    "pc/2.0/policy_list_output": pc::v2::policy_list_output::PolicyListOutput,
        pc::v2::policy_list_output::Policy, ["RESPONSE", "POLICY_LIST", "POLICY"],
        |value| value.response.policy_list.as_mut();
    "pc/2.0/compliance_schedule_scan_list_output":
        pc::v2::compliance_schedule_scan_list_output::ComplianceScheduleScanListOutput,
        pc::v2::compliance_schedule_scan_list_output::Scan, ["RESPONSE", "COMPLIANCE_SCHEDULE_SCAN_LIST", "SCAN"],
        |value| value.response.compliance_schedule_scan_list.as_mut();
    "vm/2.0/knowledge_base_vuln_list_output":
        vm::v2::knowledge_base_vuln_list_output::KnowledgeBaseVulnListOutput,
        vm::v2::knowledge_base_vuln_list_output::Vuln, ["RESPONSE", "VULN_LIST", "VULN"],
        |value| match &mut value.response.vulnerabilities {
            Some(vm::v2::knowledge_base_vuln_list_output::Vulnerabilities::VulnList(records)) => Some(records),
            _ => None,
        };
    "was/3.0/finding": was::v3::finding::ServiceResponse,
        was::v3::finding::Finding, ["data", "Finding"], |value| value.data.as_mut();
    "was/3.0/wasscan": was::v3::wasscan::ServiceResponse,
        was::v3::wasscan::WasScan, ["data", "WasScan"], |value| value.data.as_mut();
}

/// How a document is cut into pieces.
enum What {
    /// In two, everywhere from one place on in steps of seven.
    InTwo(usize),
    /// Into bytes.
    Bytes,
    /// Into pieces of all sizes up to one.
    Pieces(usize),
    /// The same, of a document that may have more than one fault.
    Mutated(usize),
}

/// A small generator of the same numbers everywhere (xorshift).
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % bound.max(1) as u64) as usize
    }
}

/// What reading brought.
type Read<T, E = DecodeError> = Result<(Vec<<T as List>::Item>, T, Vec<Drift>, Vec<SetAside>), E>;

fn whole<T: List>(decoder: &Decoder, text: &[u8]) -> Read<T> {
    let Decoded { mut value, drift, set_aside, .. } = decoder.decode::<T>(text)?;
    Ok((value.records(), value, drift, set_aside))
}

fn in_pieces<'t, T: List>(decoder: &Decoder, pieces: impl Iterator<Item = &'t [u8]>) -> Read<T> {
    let mut reader = RecordReader::<T, T::Item>::new(decoder.clone(), T::PATH);
    let mut records = Vec::new();
    for piece in pieces {
        reader.feed(piece);
        while let Some(record) = reader.next()? {
            assert!(reader.last_text().is_some_and(|text| text.starts_with('<') && text.ends_with('>')));
            records.push(record);
        }
    }
    reader.end();
    while let Some(record) = reader.next()? {
        records.push(record);
    }
    let Decoded { value, drift, set_aside, .. } = reader.finish()?;
    Ok((records, value, drift, set_aside))
}

/// In the order of their places: it is the order in which they end for the whole document.
fn sorted<T: List>(read: Read<T>) -> Read<T, String> {
    let (records, value, mut drift, mut set_aside) = read.map_err(|error| format!("{error:?}"))?;
    drift.sort_by_key(|drift| (drift.position, drift.path.clone(), drift.kind));
    set_aside.sort_by_key(|record| (record.position, record.path.clone()));
    Ok((records, value, drift, set_aside))
}

fn check<T: List>(text: &[u8], what: &What) {
    let decoder = Decoder::new();
    let expected = sorted(whole::<T>(&decoder, text));
    let same = |read: Read<T>, how: &str| {
        let read = sorted(read);
        if let (What::Mutated(_), Err(_), Err(_)) = (what, &read, &expected) {
            // Of several faults, another one may be found first.
            return;
        }
        assert_eq!(read, expected, "{how}: {}", String::from_utf8_lossy(text));
    };
    match what {
        What::InTwo(from) => (*from..=text.len()).step_by(7).for_each(|at| {
            let (one, other) = text.split_at(at);
            same(in_pieces(&decoder, [one, other].into_iter()), &format!("cut at {at}"));
        }),
        What::Bytes => same(in_pieces(&decoder, text.chunks(1)), "bytes"),
        What::Pieces(most) | What::Mutated(most) => {
            let mut numbers = Numbers(text.len() as u64 + 1);
            let mut rest = text;
            let pieces = std::iter::from_fn(|| {
                let (piece, after) = rest.split_at((1 + numbers.below(*most)).min(rest.len()));
                rest = after;
                (!piece.is_empty()).then_some(piece)
            });
            same(in_pieces(&decoder, pieces), &format!("pieces up to {most}"));
        }
    }
}

fn documents() -> Vec<Fixture> {
    fixtures()
        .into_iter()
        .filter(|fixture| root_name(&fixture.text).is_some_and(|root| is_list(&fixture.schema, &root)))
        .collect()
}

fn is_list(schema: &str, root: &str) -> bool {
    with_document(schema, root, b"", &What::Pieces(1))
}

fn check_fixtures(what: impl Fn(&Fixture) -> Option<What>) {
    let mut checked = 0;
    for fixture in documents() {
        let root = root_name(&fixture.text).expect("a fixture has a root element");
        if let Some(what) = what(&fixture) {
            checked += 1;
            assert!(with_document(&fixture.schema, &root, &fixture.text, &what));
        }
    }
    assert!(checked > 50, "{checked} documents");
}

#[test]
fn fixtures_in_two_pieces() {
    check_fixtures(|fixture| {
        let length = fixture.text.len();
        (length < 1200).then_some(What::InTwo(length % 7))
    });
}

#[test]
fn fixtures_byte_by_byte() {
    check_fixtures(|_| Some(What::Bytes));
}

#[test]
fn fixtures_in_pieces() {
    for most in [7, 100, 1000] {
        check_fixtures(|_| Some(What::Pieces(most)));
    }
}

#[test]
fn recorded_documents_in_pieces() {
    for folder in ["corpus", "samples/clean"] {
        let Some(folder) = shared(folder) else { return };
        let mut checked = 0;
        for path in below(&folder, "xml") {
            let text = fs::read(&path).expect("a file that was listed");
            let (Some(schema), Some(root)) = (schema_of(&text), root_name(&text)) else { continue };
            for most in [1, 50, 5000] {
                checked += usize::from(with_document(schema, &root, &text, &What::Pieces(most)));
            }
        }
        assert!(checked > 15, "{checked} documents in {}", folder.display());
    }
}

/// Bytes changed, cut and doubled.
fn mutate(text: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    const BYTES: &[u8] = b"<>/&;\"'=!-[]?x0 \n\xff\x00";
    let mut text = text.to_vec();
    let at = numbers.below(text.len());
    let length = numbers.below(60).min(text.len() - at);
    match numbers.below(5) {
        0 => text[at] = BYTES[numbers.below(BYTES.len())],
        1 => text.insert(at, BYTES[numbers.below(BYTES.len())]),
        2 => drop(text.drain(at..at + length)),
        3 => {
            let piece = text[at..at + length].to_vec();
            text.splice(at..at, piece);
        }
        // An element's whole text goes, which leaves the document well-formed more often than not.
        _ => {
            let start = text[at..].iter().position(|byte| *byte == b'>').map(|found| at + found + 1);
            let end = start
                .and_then(|start| text[start..].iter().position(|byte| *byte == b'<').map(|end| start + end));
            if let (Some(start), Some(end)) = (start, end) {
                text.drain(start..end);
            }
        }
    }
    text
}

#[test]
fn mutated_fixtures_in_pieces() {
    let mut numbers = Numbers(0x9e37_79b9_7f4a_7c15);
    for fixture in documents() {
        let root = root_name(&fixture.text).expect("a fixture has a root element");
        for most in [1, 40, 3000, 3000, 3000, 3000] {
            let text = mutate(&fixture.text, &mut numbers);
            with_document(&fixture.schema, &root, &text, &What::Mutated(most));
        }
    }
}

/// A document cut off anywhere is truncated, and nothing else is wrong with it.
#[test]
fn cut_off_documents_are_truncated() {
    type Detections = assets::v2::host_list_vm_detection_output::HostListVmDetectionOutput;
    let mut checked = 0;
    for fixture in documents() {
        if fixture.schema != Detections::SCHEMA || fixture.text.len() > 3000 {
            continue;
        }
        let Ok(_) = qualys::decode::<Detections>(&fixture.text) else { continue };
        let text = String::from_utf8_lossy(&fixture.text);
        let Some(root_end) = text.rfind("</") else { continue };
        for end in (0..root_end + 2).step_by(2) {
            let text = &fixture.text[..end];
            let error = qualys::decode::<Detections>(text).expect_err("cut off");
            assert!(error.is_truncated() && error.is_malformed(), "{end}: {error:?}");
            let error = in_pieces::<Detections>(&Decoder::new(), text.chunks(100)).expect_err("cut off");
            assert!(error.is_truncated(), "{end}: {error:?}");
            checked += 1;
        }
    }
    assert!(checked > 1000, "{checked}");
}
