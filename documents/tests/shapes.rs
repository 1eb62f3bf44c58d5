//! Documents of the shapes are what the crate reads, without anything that its schemas do not have.

use qualys::{Decoder, Document, assets, vm, was};
use qualys_codegen::ir::Model;
use qualys_documents::{Amount, Shape, document, schemas, write};
use std::path::Path;
use std::sync::OnceLock;

fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
        schemas::read(&folder).unwrap_or_else(|error| panic!("{error}")).model
    })
}

/// The records of a document that was made.
fn records<T: Document>(name: &str, count: impl Fn(T) -> usize) {
    let shape = Shape::named(name).unwrap();
    let text = document(model(), &shape, 7, Amount::Records(40)).unwrap();
    let decoded = match Decoder::new().strict(true).decode::<T>(text.as_bytes()) {
        Ok(decoded) => decoded,
        Err(error) => panic!("{name}: {error}\n{text}"),
    };
    assert_eq!(count(decoded.value), 40, "{name}");
}

#[test]
fn shapes_are_decoded_strictly() {
    records::<vm::v2::schedule_scan_list_output::ScheduleScanListOutput>("schedules", |value| {
        value.response.schedule_scan_list.map_or(0, |list| list.len())
    });
    records::<assets::v2::host_list_vm_detection_output::HostListVmDetectionOutput>("detections", |value| {
        value.response.host_list.map_or(0, |list| list.len())
    });
    records::<vm::v2::knowledge_base_vuln_list_output::KnowledgeBaseVulnListOutput>(
        "knowledge_base",
        |value| match value.response.vulnerabilities {
            Some(vm::v2::knowledge_base_vuln_list_output::Vulnerabilities::VulnList(list)) => list.len(),
            _ => 0,
        },
    );
    records::<was::v3::finding::ServiceResponse>("findings", |value| value.data.map_or(0, |data| data.len()));
}

#[test]
fn the_same_seed_makes_the_same_document() {
    for name in Shape::names() {
        let shape = Shape::named(name).unwrap();
        let of = |seed| document(model(), &shape, seed, Amount::Records(10)).unwrap();
        assert_eq!(of(1), of(1), "{name}");
        assert_ne!(of(1), of(2), "{name}");
    }
}

#[test]
fn a_document_is_as_long_as_it_is_asked_for() {
    let shape = Shape::named("detections").unwrap();
    let mut out = Vec::new();
    let written = write(model(), &shape, 1, Amount::Bytes(200_000), &mut out).unwrap();
    assert_eq!(written.bytes, out.len() as u64);
    assert!((200_000..300_000).contains(&out.len()), "{}", out.len());
    let records = String::from_utf8(out).unwrap().matches("<HOST>").count();
    assert_eq!(written.records, records as u64);
}

/// Every root of every schema has documents, well-formed ones.
#[test]
fn any_root_has_documents() {
    let mut documents = 0;
    for (schema, module) in &model().modules {
        for root in &module.roots {
            for seed in 0..5 {
                let shape = Shape::of(schema, &root.name);
                let text = document(model(), &shape, seed, Amount::Records(1)).unwrap();
                if let Err(error) = roxmltree::Document::parse(&text) {
                    panic!("{schema} {} {seed}: {error}\n{text}", root.name);
                }
                documents += 1;
            }
        }
    }
    assert!(documents > 100, "{documents}");
}

#[test]
fn a_shape_that_speaks_of_nothing_is_refused() {
    let text = "schema = 'vm/2.0/scan_list_output'\nroot = 'SCAN_LIST_OUTPUT'\npresent = 0.5\n\
                [rules]\n'SCAN/TITEL' = { present = 1.0 }";
    let shape = Shape::parse("scans", text).unwrap();
    let error = document(model(), &shape, 1, Amount::Records(1)).unwrap_err().to_string();
    assert!(error.contains("`TITEL`"), "{error}");
}
