//! Whether documents are valid by the corrected schemas: as the validator has it, and as `xmllint` does.

use crate::xmllint::{self, Documents};
use qualys_codegen::lower;
use qualys_codegen::validate::Grammar;
use qualys_codegen::validate::document;
use qualys_sandbox::model::model;

/// Fails with what is not valid in documents.
pub(crate) fn assert_valid(folder: &str, documents: &Documents) {
    let mut complaints = Vec::new();
    for (schema, documents) in documents {
        let components = lower::components::lower(model(), schema).expect("a schema of the model");
        let grammar = Grammar::new(&components);
        for (name, text) in documents {
            complaints.extend(document::complaints(&grammar, &format!("{schema}/{name}"), text));
        }
    }
    complaints.extend(xmllint::complaints(folder, documents));
    const SHOWN: usize = 40;
    assert!(complaints.is_empty(), "{}", complaints[..complaints.len().min(SHOWN)].join("\n"));
}
