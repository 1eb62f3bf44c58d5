//! Schemas that call things what Rust calls something else, and that are wide, deep or go in circles: the crate made of
//! them compiles, and reads and writes a document of each.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qualys_codegen::emit::Package;
use qualys_codegen::ir::{Content, Model, Particle, Target, Term, TypeId, Value, ValueKind};
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, Inputs, generate};

#[test]
fn whatever_a_schema_calls_things_the_crate_compiles() {
    let runtime = repository().join("runtime").display().to_string();
    let package = Package::Own { name: "torture".into(), runtime: runtime.clone() };
    let inputs = Inputs { folder: "torture".into(), schemas: schemas(), package, ..Inputs::default() };
    let generated = generate(&inputs);
    let rendered = generated.diagnostics.render(&generated.sources, false);
    let files = generated.files.as_ref().unwrap_or_else(|| panic!("{rendered}"));

    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("torture");
    let _ = fs::remove_dir_all(&folder);
    let write = |path: &Path, text: &str| {
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder in target/");
        fs::write(path, text).expect("a file in target/");
    };
    for (path, text) in files {
        write(&folder.join("torture").join(path), text);
    }
    let (program, count) = program(&generated);
    write(&folder.join("check/src/main.rs"), &program);
    let dependencies =
        format!("torture = {{ path = \"../torture\" }}\nqualys-runtime = {{ path = {runtime:?} }}\n");
    let manifest =
        format!("[package]\nname = \"check\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}");
    write(&folder.join("check/Cargo.toml"), &manifest);
    write(&folder.join("Cargo.toml"), "[workspace]\nresolver = \"3\"\nmembers = [\"check\", \"torture\"]\n");
    // The versions that the repository builds with.
    fs::copy(repository().join("Cargo.lock"), folder.join("Cargo.lock")).expect("the repository's lock file");

    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .current_dir(&folder)
        .args(["run", "--quiet", "--package", "check"])
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("build"))
        .env("RUSTFLAGS", "-D warnings")
        .env("CARGO_TERM_COLOR", "never")
        .output()
        .expect("cargo starts");
    let message = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{message}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).trim(), format!("{count} documents"));
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("the repository")
}

/// All files below a folder, in the order of their paths.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder of schemas") {
        let path = entry.expect("an entry of a folder").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

/// The schemas of `torture/`, and those whose trouble is their size.
fn schemas() -> Vec<SourceFile> {
    let folder = repository().join("codegen/tests/torture");
    let mut schemas: Vec<SourceFile> = files(&folder)
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(&folder).expect("a file of the folder").display().to_string();
            SourceFile::new(name, fs::read_to_string(&path).expect("a schema"))
        })
        .collect();
    let names = |prefix: &str, count: usize, joint: &str| {
        (0..count).map(|number| format!("{prefix}{number}")).collect::<Vec<_>>().join(joint)
    };
    let texts = |prefix: &str, count: usize| {
        (0..count).map(|number| format!("<!ELEMENT {prefix}{number} (#PCDATA)>\n")).collect::<String>()
    };
    let wide = format!("<!ELEMENT wide ({})*>\n{}", names("w", 1500, "|"), texts("w", 1500));
    let attributes: String = (0..300).map(|number| format!("a{number} CDATA #REQUIRED\n")).collect();
    let required = format!(
        "<!ELEMENT required ({})>\n<!ATTLIST required {attributes}>\n{}",
        names("r", 300, ","),
        texts("r", 300)
    );
    let levels = |count: usize, level: fn(usize) -> String| (0..count).map(level).collect::<String>();
    let deep = levels(200, |at| format!("<!ELEMENT d{at} (d{})>\n", at + 1)) + "<!ELEMENT d200 EMPTY>";
    let nested = levels(100, |at| format!("<!ELEMENT n{at} (n{}?)>\n", at + 1)) + "<!ELEMENT n100 (#PCDATA)>";
    let double = levels(40, |at| {
        let next = at + 1;
        format!("<!ELEMENT d{at} (a{at}, b{at})>\n<!ELEMENT a{at} (d{next})>\n<!ELEMENT b{at} (d{next})>\n")
    }) + "<!ELEMENT d40 (#PCDATA)>\n<!ATTLIST d40 x CDATA #IMPLIED>";
    let made =
        [("wide", wide), ("required", required), ("deep", deep), ("nested", nested), ("double", double)];
    schemas.extend(made.map(|(name, text)| SourceFile::new(format!("large/{name}.dtd"), text)));
    schemas
}

/// A program that reads and writes a document for each root, and how many those are.
fn program(generated: &Generated) -> (String, usize) {
    let mut calls = String::new();
    let mut count = 0;
    for (key, module) in &generated.model.modules {
        let (Some(path), false) = (generated.krate.path(key), is_endless(key)) else { continue };
        for root in &module.roots {
            let item = generated.krate.root(key, &root.name).expect("each root has a type");
            let mut document = String::new();
            let mut composer = Composer { model: &generated.model, open: HashSet::new() };
            composer.element(&root.name, &root.target, &mut document).expect("the root is not open");
            let _ = writeln!(calls, "    round_trip::<torture::{path}::{}>({document:?});", item.name);
            count += 1;
        }
    }
    let program = format!(
        "fn round_trip<T: qualys_runtime::Document + PartialEq + std::fmt::Debug>(document: &str) {{
    let decoder = qualys_runtime::Decoder::new().strict(true).max_attributes(1000);
    let decoded = decoder.decode::<T>(document.as_bytes());
    let value = decoded.unwrap_or_else(|error| panic!(\"{{document}}\\n{{error}}\")).value;
    assert_eq!(qualys_runtime::encode(&value).unwrap(), document);
}}

fn main() {{
{calls}    println!(\"{count} documents\");
}}
"
    );
    (program, count)
}

/// Whether no document can hold all that the schema asks for.
fn is_endless(key: &str) -> bool {
    matches!(key, "large/deep" | "large/double" | "recursion")
}

/// Writes documents that have each attribute, and each element that they can have.
struct Composer<'m> {
    model: &'m Model,
    /// The types of the elements that are open: what holds itself does so once.
    open: HashSet<TypeId>,
}

impl Composer<'_> {
    fn element(&mut self, name: &str, target: &Target, out: &mut String) -> Option<()> {
        let (attributes, content, id) = match target {
            Target::Value(value) => (&[][..], Content::Value(value.clone()), None),
            Target::Type(id) => {
                let ty = self.model.type_of(id)?;
                (ty.attributes.as_slice(), ty.content.clone(), Some(id))
            }
        };
        if id.is_some_and(|id| !self.open.insert(id.clone())) {
            return None;
        }
        let mut written = format!("<{name}");
        for attribute in attributes {
            let word = self.words(&attribute.value).swap_remove(0);
            let _ = write!(written, " {}=\"{}\"", attribute.name, escaped(&word));
        }
        let mut inside = String::new();
        match &content {
            Content::Empty | Content::Any => {}
            Content::Value(value) => inside = escaped(&self.words(value).swap_remove(0)),
            Content::Elements(particle) | Content::Mixed(particle) => self.particle(particle, &mut inside),
        }
        if let Some(id) = id {
            self.open.remove(id);
        }
        match inside.is_empty() {
            true => out.push_str(&format!("{written}/>")),
            false => out.push_str(&format!("{written}>{inside}</{name}>")),
        }
        Some(())
    }

    fn particle(&mut self, particle: &Particle, out: &mut String) {
        match &particle.term {
            Term::Element(element) => match &element.target {
                Target::Value(value) if particle.occurs.repeats() => {
                    for word in self.words(value) {
                        let _ = write!(out, "<{0}>{1}</{0}>", element.name, escaped(&word));
                    }
                }
                target => drop(self.element(&element.name, target, out)),
            },
            Term::Sequence(parts) | Term::All(parts) => {
                parts.iter().for_each(|part| self.particle(part, out))
            }
            Term::Choice(parts) if particle.occurs.repeats() => {
                parts.iter().for_each(|part| self.particle(part, out));
            }
            Term::Choice(parts) => parts.first().into_iter().for_each(|part| self.particle(part, out)),
            Term::Any => {}
        }
    }

    /// Texts of a value: all words of an enumeration.
    fn words(&self, value: &Value) -> Vec<String> {
        match &value.kind {
            ValueKind::Enumeration(id) => {
                let words = &self.model.enumeration_of(id).expect("an enumeration that is declared").words;
                words.iter().map(|word| word.text.clone()).collect()
            }
            ValueKind::Integer(_) => vec!["1".into()],
            ValueKind::List(item, _) => vec![self.words(item).swap_remove(0)],
            _ => vec!["x".into()],
        }
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\r', "&#13;")
}
