//! Decodes every fixture with the crate as it was generated, and says in a line or two how that went.

use qualys::Decoder;
use qualys_tests::document_type;
use qualys_tests::files::{fixtures, root_name};
use std::process::ExitCode;

fn main() -> ExitCode {
    let (fixtures, mut drifted, mut failed) = (fixtures(), 0, 0);
    for fixture in &fixtures {
        let name = fixture.path.file_name().unwrap_or_default().to_string_lossy();
        let shown = format!("tests/fixtures/{}/{name}", fixture.schema);
        let root = root_name(&fixture.text).unwrap_or_default();
        let Some(document_type) = document_type(&fixture.schema, &root) else {
            failed += 1;
            eprintln!("{shown}: there is no document <{root}> in the schema {}", fixture.schema);
            continue;
        };
        match (document_type.decode)(&Decoder::new(), &fixture.text) {
            Ok(outcome) => drifted += usize::from(!outcome.drift.is_empty() || !outcome.set_aside.is_empty()),
            Err(error) => {
                failed += 1;
                eprintln!("{shown}:{error}");
            }
        }
    }
    let decoded = fixtures.len() - failed;
    println!(
        "fixtures  {decoded} of {} decoded, {drifted} of them with differences from the schema",
        fixtures.len()
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
