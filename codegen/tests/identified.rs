//! Documents that tell a number: what is written for them, and what is wrong with an entry.

use expect_test::{Expect, expect};
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Inputs, generate};
use std::path::Path;

const SCHEMA: &str =
    "<!ELEMENT R (HEAD?, DATA?, LIST?)><!ELEMENT HEAD (TITLE, ENTRY+)><!ELEMENT TITLE (#PCDATA)>
<!ELEMENT DATA (A*, B*)><!ELEMENT A (ID?)><!ELEMENT B (ID)><!ELEMENT ID (#PCDATA)>
<!ELEMENT LIST (ENTRY+)><!ELEMENT ENTRY (KEY, VALUE*, NOTE?, B?)>
<!ELEMENT KEY (#PCDATA)><!ELEMENT VALUE (#PCDATA)><!ELEMENT NOTE (#PCDATA)>";

/// What is written for `R` that tells its number at `paths`, or what is wrong.
#[track_caller]
fn check(paths: &str, expected: Expect) {
    check_entry(
        &format!("schema = 'vm/2.0/test'\nroot = 'R'\npath = {paths}\nreason = 'r'\nsource = 's'"),
        expected,
    );
}

#[track_caller]
fn check_entry(keys: &str, expected: Expect) {
    let fixups = format!("[[identified]]\n{keys}\n");
    let generated = generate(&Inputs {
        folder: "schemas".into(),
        schemas: vec![SourceFile::new("vm/2.0/test.dtd", SCHEMA)],
        fixups: Some(SourceFile::new("schemas/fixups.toml", fixups)),
        entities: Vec::new(),
        docs: "Test.".into(),
        ..Inputs::default()
    });
    let Some(files) = &generated.files else {
        return expected.assert_eq(&generated.diagnostics.render(&generated.sources, false));
    };
    let text = &files[Path::new("src/vm/v2/test.rs")];
    let told = text.split_once("document! { R: \"R\" }\n").map_or("", |(_, rest)| rest);
    expected.assert_eq(told.split_once("\n///").map_or(told, |(told, _)| told));
}

#[test]
fn ways_to_a_number() {
    check(
        "'DATA/A/ID'",
        expect![[r#"
            identified! { R: u64 = ["DATA", "A", "ID"] }
        "#]],
    );
    check(
        "['DATA/A/ID', 'DATA/B/ID']",
        expect![[r#"
            identified! { R: u64 = ["DATA", "A", "ID"] | ["DATA", "B", "ID"] }
        "#]],
    );
    check(
        "'HEAD/TITLE'",
        expect![[r#"
            identified! { R: u64 = ["HEAD", "TITLE"] }
        "#]],
    );
}

#[test]
fn lists_of_keys_and_values() {
    check(
        "\"LIST/ENTRY[KEY='ID']/VALUE\"",
        expect![[r#"
            impl R {
                /// The first value of the `ENTRY` whose `KEY` this is, in whatever case.
                pub fn entry(&self, key: &str) -> Option<&str> {
                    let item = self.list.iter().flatten().find(|item| item.key.eq_ignore_ascii_case(key))?;
                    item.value.first().map(String::as_str)
                }
            }
            impl crate::Identified for R {
                type Id = u64;
                fn id(&self) -> Option<u64> {
                    self.entry("ID")?.trim().parse().ok()
                }
            }
        "#]],
    );
    check(
        "\"HEAD/ENTRY[KEY='ID']/NOTE\"",
        expect![[r#"
            impl R {
                /// The first value of the `ENTRY` whose `KEY` this is, in whatever case.
                pub fn entry(&self, key: &str) -> Option<&str> {
                    let item = self.head.as_ref()?.entry.iter().find(|item| item.key.eq_ignore_ascii_case(key))?;
                    item.note.as_deref()
                }
            }
            impl crate::Identified for R {
                type Id = u64;
                fn id(&self) -> Option<u64> {
                    self.entry("ID")?.trim().parse().ok()
                }
            }
        "#]],
    );
    check(
        "\"HEAD/ENTRY[KEY='ID']/KEY\"",
        expect![[r#"
            impl R {
                /// The first value of the `ENTRY` whose `KEY` this is, in whatever case.
                pub fn entry(&self, key: &str) -> Option<&str> {
                    let item = self.head.as_ref()?.entry.iter().find(|item| item.key.eq_ignore_ascii_case(key))?;
                    Some(&item.key)
                }
            }
            impl crate::Identified for R {
                type Id = u64;
                fn id(&self) -> Option<u64> {
                    self.entry("ID")?.trim().parse().ok()
                }
            }
        "#]],
    );
}

#[test]
fn ways_that_lead_nowhere() {
    check(
        "'DATA/C/ID'",
        expect![[r#"
        error: `DATA` has no element `C`
         --> schemas/fixups.toml:4:8
          |
        4 | path = 'DATA/C/ID'
          |        ^^^^^^^^^^^ the path leads nowhere
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check(
        "'DATA/A'",
        expect![[r#"
        error: `A` is no number
         --> schemas/fixups.toml:4:8
          |
        4 | path = 'DATA/A'
          |        ^^^^^^^^ expected the way to a number
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check(
        "'DATA//A'",
        expect![[r#"
        error: `DATA//A` is no way through elements
         --> schemas/fixups.toml:4:8
          |
        4 | path = 'DATA//A'
          |        ^^^^^^^^^ expected elements such as data/WebApp/id or LIST/ITEM[KEY='ID']/VALUE
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check(
        "\"LIST/ENTRY[KEY=ID]/VALUE\"",
        expect![[r#"
        error: `LIST/ENTRY[KEY=ID]/VALUE` is no way through elements
         --> schemas/fixups.toml:4:8
          |
        4 | path = "LIST/ENTRY[KEY=ID]/VALUE"
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^ expected elements such as data/WebApp/id or LIST/ITEM[KEY='ID']/VALUE
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check(
        "\"LIST/ENTRY[NAME='ID']/VALUE\"",
        expect![[r#"
        error: `ENTRY` has no text `NAME`
         --> schemas/fixups.toml:4:8
          |
        4 | path = "LIST/ENTRY[NAME='ID']/VALUE"
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected a child that tells the entries apart
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check(
        "\"LIST/ENTRY[B='ID']/VALUE\"",
        expect![[r#"
        error: `ENTRY` has no text `B`
         --> schemas/fixups.toml:4:8
          |
        4 | path = "LIST/ENTRY[B='ID']/VALUE"
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^ expected a child that tells the entries apart
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check(
        "\"LIST/ENTRY[NOTE='ID']/VALUE\"",
        expect![[r#"
        error: the entries of `R` cannot be told apart
         --> schemas/fixups.toml:4:8
          |
        4 | path = "LIST/ENTRY[NOTE='ID']/VALUE"
          |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected one way to a list, whose entries have a text for a key and a text for a value"#]],
    );
    check(
        "\"DATA[A='ID']/B/ID\"",
        expect![[r#"
        error: `DATA` has no text `A`
         --> schemas/fixups.toml:4:8
          |
        4 | path = "DATA[A='ID']/B/ID"
          |        ^^^^^^^^^^^^^^^^^^^ expected a child that tells the entries apart
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check(
        "[\"LIST/ENTRY[KEY='ID']/VALUE\", 'DATA/A/ID']",
        expect![[r#"
        error: the entries of `R` cannot be told apart
         --> schemas/fixups.toml:4:9
          |
        4 | path = ["LIST/ENTRY[KEY='ID']/VALUE", 'DATA/A/ID']
          |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ expected one way to a list, whose entries have a text for a key and a text for a value"#]],
    );
}

#[test]
fn entries_that_are_wrong() {
    check_entry(
        "schema = 'vm/2.0/tset'\nroot = 'R'\npath = 'DATA/A/ID'\nreason = 'r'\nsource = 's'",
        expect![[r#"
        error: there is no schema `vm/2.0/tset`
         --> schemas/fixups.toml:2:10
          |
        2 | schema = 'vm/2.0/tset'
          |          ^^^^^^^^^^^^^ expected the path of a schema
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check_entry(
        "schema = 'vm/2.0/test'\nroot = 'DATA'\npath = 'A/ID'\nreason = 'r'\nsource = 's'",
        expect![[r#"
        error: `DATA` is no root element of `vm/2.0/test`
         --> schemas/fixups.toml:3:8
          |
        3 | root = 'DATA'
          |        ^^^^^^ expected the root element of a document
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check_entry(
        "schema = 'vm/2.0/test'\nroot = 'R'\nat = 'DATA/A/ID'\nreason = 'r'\nsource = 's'",
        expect![[r#"
        error: an identified document has no `at`
         --> schemas/fixups.toml:4:1
          |
        4 | at = 'DATA/A/ID'
          | ^^ expected schema, root, path, reason and source
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    check_entry(
        "schema = 'vm/2.0/test'\nroot = 'R'\npath = 'DATA/A/ID'\nsource = 's'",
        expect![[r#"
        error: an identified document without `reason`
         --> schemas/fixups.toml:1:1
          |
        1 | [[identified]]
          | ^^^^^^^^^^^^^^ say it here
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
    let one = "schema = 'vm/2.0/test'\nroot = 'R'\npath = 'DATA/A/ID'\nreason = 'r'\nsource = 's'";
    check_entry(
        &format!("{one}\n[[identified]]\n{one}"),
        expect![[r#"
        error: `R` of `vm/2.0/test` is there twice
         --> schemas/fixups.toml:9:8
          |
        9 | root = 'R'
          |        ^^^ take this one out; an entry can have several paths
          |
          = help: schemas/README.md shows the form of an entry"#]],
    );
}
