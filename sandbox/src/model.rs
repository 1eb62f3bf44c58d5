//! The vendor's schemas and the descriptions of the operations, as the generator's front ends read them.

use qualys_codegen::Inputs;
use qualys_codegen::ir::Model;
use qualys_codegen::source::SourceFile;
use std::sync::OnceLock;

/// Paths below `schemas/`, and texts.
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/schemas.rs"));
}

/// The model of all schemas and descriptions; read once.
///
/// # Panics
///
/// When what is built into this crate has an error, which its tests rule out.
pub fn model() -> &'static Model {
    static MODEL: OnceLock<Model> = OnceLock::new();
    MODEL.get_or_init(|| {
        let read = qualys_codegen::model(&inputs());
        let errors = read.diagnostics.render(&read.sources, false);
        assert!(!read.diagnostics.has_errors(), "the schemas of this crate are wrong:\n{errors}");
        read.model
    })
}

fn inputs() -> Inputs {
    let mut inputs = Inputs { folder: "schemas".to_owned(), ..Inputs::default() };
    for (path, text) in embedded::FILES {
        match *path {
            "fixups.toml" => inputs.fixups = Some(SourceFile::new("schemas/fixups.toml", *text)),
            path => inputs.schemas.push(SourceFile::new(path, *text)),
        }
    }
    inputs
}

#[cfg(test)]
mod tests {
    use super::{embedded, model};

    #[test]
    fn the_schemas_of_the_crate_are_read_without_errors() {
        let model = model();
        let count = |ending: &str| embedded::FILES.iter().filter(|(path, _)| path.ends_with(ending)).count();
        assert_eq!(model.modules.len(), count(".dtd") + count(".xsd"));
        // The corrections are no description.
        assert_eq!(model.apis.len(), count(".toml") - 1);
        assert!(model.modules.len() > 10 && model.apis.len() > 10);
    }

    #[test]
    fn no_path_of_the_machine_is_built_in() {
        let manifest = env!("CARGO_MANIFEST_DIR");
        let all = embedded::FILES.iter();
        assert!(all.clone().all(|(path, text)| !path.starts_with('/') && !text.contains(manifest)));
    }
}
