//! The generator's command line, run as a maintainer runs it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use expect_test::expect;
use qualys_tests::files::repository;

/// `cargo xtask` in a folder.
fn xtask(folder: &Path, arguments: &[&str]) -> Output {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(folder).arg("xtask").args(arguments).env("CARGO_TERM_COLOR", "never");
    if folder != repository() {
        // A copy builds where it does not disturb the repository, and not anew for each run.
        command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("build"));
    }
    command.output().expect("cargo starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// A copy of what the generator needs, without `generated/`, where a test can break things.
fn copy(name: &str) -> PathBuf {
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&copy);
    for entry in fs::read_dir(repository()).expect("the repository") {
        let name = entry.expect("an entry of the repository").file_name();
        if ![".git", "generated", "target"].iter().any(|left_out| name == *left_out) {
            copy_tree(&repository().join(&name), &copy.join(&name));
        }
    }
    copy
}

fn copy_tree(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).expect("a folder of the repository") {
            let entry = entry.expect("an entry of a folder of the repository");
            if entry.file_name() != "target" {
                copy_tree(&entry.path(), &to.join(entry.file_name()));
            }
        }
    } else {
        fs::create_dir_all(to.parent().expect("a file lies in a folder")).expect("a folder in target/");
        fs::copy(from, to).unwrap_or_else(|error| panic!("{}: {error}", from.display()));
    }
}

fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap_or_else(|error| panic!("{}: {error}", next.display())) {
            let path = entry.expect("an entry of a folder").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let relative = path.strip_prefix(folder).expect("a path below the folder").to_owned();
                found.insert(relative, fs::read(&path).expect("a file that is there"));
            }
        }
    }
    found
}

#[test]
fn generated_is_up_to_date() {
    let output = xtask(&repository(), &["codegen", "--check"]);
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn what_is_removed_comes_back_byte_for_byte() {
    let copy = copy("removed");
    let output = xtask(&copy, &["codegen"]);
    assert!(output.status.success(), "{}{}", text(&output.stdout), text(&output.stderr));
    assert_eq!(files(&copy.join("generated")), files(&repository().join("generated")));
    let report = text(&output.stdout);
    for part in ["schemas", "types", "files", "warnings", "fixtures"] {
        assert!(report.contains(part), "{report}");
    }
    let again = xtask(&copy, &["codegen"]);
    assert!(text(&again.stdout).contains(" 0 written, 0 removed"), "{}", text(&again.stdout));

    let stale = copy.join("generated/src/lib.rs");
    let foreign = copy.join("generated/src/foreign.rs");
    fs::write(&stale, "// changed\n").expect("a file in target/");
    fs::write(&foreign, "").expect("a file in target/");
    let output = xtask(&copy, &["codegen", "--check"]);
    assert!(!output.status.success());
    let message = text(&output.stderr);
    assert!(message.contains("stale: generated/src/lib.rs"), "{message}");
    assert!(message.contains("not generated: generated/src/foreign.rs"), "{message}");
    assert!(message.contains("run `cargo xtask codegen`"), "{message}");
    assert_eq!(fs::read_to_string(&stale).expect("the file is still there"), "// changed\n");
    assert!(foreign.exists());

    broken_schemas_are_reported_together_and_nothing_is_written(&copy);
}

fn broken_schemas_are_reported_together_and_nothing_is_written(copy: &Path) {
    let before = files(&copy.join("generated"));
    let schemas = copy.join("schemas");
    let break_text = |path: &str, from: &str, to: &str| {
        let path = schemas.join(path);
        let text = fs::read_to_string(&path).expect("a schema");
        assert!(text.contains(from), "{}", path.display());
        fs::write(&path, text.replacen(from, to, 1)).expect("a file in target/");
    };
    break_text("common/2.0/simple_return.dtd", "<!ELEMENT ITEM (", "<!ELEMENT ITEM [");
    break_text("was/3.0/webapp.xsd", "type=\"xs:long\"", "type=\"xs:lung\"");
    let output = xtask(copy, &["codegen"]);
    let message = text(&output.stderr);
    assert!(!output.status.success(), "{message}");
    for part in [
        "schemas/common/2.0/simple_return.dtd:",
        "<!ELEMENT ITEM [",
        "schemas/was/3.0/webapp.xsd:",
        "xs:lung",
    ] {
        assert!(message.contains(part), "no {part} in\n{message}");
    }
    assert_eq!(files(&copy.join("generated")), before);
}

#[test]
fn a_misspelt_command_is_refused_with_those_there_are() {
    let output = xtask(&repository(), &["codegn"]);
    assert!(!output.status.success());
    let message = text(&output.stderr);
    assert!(message.contains("codegn") && message.contains("cargo xtask codegen --check"), "{message}");
}

/// `cargo xtask validate` of documents by a schema: its exit code, and what it says.
fn validate(schema: &str, documents: &[(&str, &str)]) -> (Option<i32>, String) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("validate");
    fs::create_dir_all(&folder).expect("a folder in target/");
    let mut arguments = vec!["validate".to_owned(), schema.to_owned()];
    for (name, text) in documents {
        let path = folder.join(name);
        fs::write(&path, text).expect("a file in target/");
        arguments.push(path.to_string_lossy().into_owned());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = xtask(&repository(), &arguments);
    let said = text(&output.stdout) + &text(&output.stderr);
    (output.status.code(), said.replace(&format!("{}/", folder.display()), ""))
}

const VALID: &str = "<SIMPLE_RETURN>
  <RESPONSE>
    <DATETIME>2026-02-03T10:00:00Z</DATETIME>
    <TEXT>done</TEXT>
  </RESPONSE>
</SIMPLE_RETURN>
";

#[test]
fn documents_are_valid_or_it_is_said_where_they_are_not_and_why() {
    let schema = "common/2.0/simple_return";
    let (code, said) = validate(schema, &[("valid.xml", VALID)]);
    expect![[r#"
        valid.xml: valid
    "#]]
    .assert_eq(&said);
    assert_eq!(code, Some(0));

    // One that is not valid does not keep the next from being looked at.
    let invalid = VALID.replace("TEXT>", "TEXTS>");
    let (code, said) = validate(schema, &[("invalid.xml", &invalid), ("valid.xml", VALID)]);
    expect![[r#"
        error: `TEXTS` is not expected here, in `/SIMPLE_RETURN/RESPONSE`
          --> invalid.xml:4:5
           |
         4 |     <TEXTS>done</TEXTS>
           |     ^^^^^^ expected `CODE` or `TEXT`
           |
          ::: schemas/common/2.0/simple_return.dtd:29:1
           |
        29 | <!ELEMENT RESPONSE (DATETIME, CODE?, TEXT, ITEM_LIST?)>
           | ------------------------------------------------------- the content model is declared here
           |
           = help: `TEXT` is what may be meant

        error: `RESPONSE` is not complete, in `/SIMPLE_RETURN/RESPONSE`
          --> invalid.xml:2:3
           |
         2 |   <RESPONSE>
           |   ^^^^^^^^^ expected `CODE` or `TEXT` in it
           |
          ::: schemas/common/2.0/simple_return.dtd:29:1
           |
        29 | <!ELEMENT RESPONSE (DATETIME, CODE?, TEXT, ITEM_LIST?)>
           | ------------------------------------------------------- the content model is declared here
           |
           = help: add what is missing before the end tag

        invalid.xml: not valid, 2 errors
        valid.xml: valid
    "#]]
    .assert_eq(&said);
    assert_eq!(code, Some(1));

    let (code, said) = validate(schema, &[("cut.xml", &VALID[..60])]);
    expect![[r#"
        error: the file ends inside of `<DATETIME>`
         --> cut.xml:3:32
          |
        3 |     <DATETIME>2026-02-03T10:00:
          |     ---------- begins here     ^ expected `</DATETIME>`

        cut.xml: not valid, 1 error
    "#]]
    .assert_eq(&said);
    assert_eq!(code, Some(1));
}

#[test]
fn a_vendors_schema_alone_is_what_documents_are_held_against() {
    let schema = "schemas/common/2.0/simple_return.dtd";
    let (code, said) = validate(schema, &[("by_dtd.xml", VALID)]);
    assert_eq!(code, Some(0), "{said}");
    let (code, said) = validate(schema, &[("by_dtd_not.xml", &VALID.replace("<TEXT>done</TEXT>", ""))]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("by_dtd_not.xml:2:3"), "{said}");
}

#[test]
fn what_cannot_be_validated_is_said() {
    let (code, said) = validate("common/2.0/simple", &[("valid.xml", VALID)]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("there is no schema `common/2.0/simple`"), "{said}");
    assert!(said.contains("\n  common/2.0/simple_return\n"), "{said}");
    for (schema, missing) in [
        ("common/2.0/simple_return", "no/such/document.xml: "),
        ("no/such/schema.dtd", "no/such/schema.dtd: "),
        ("no/such/schema.xsd", "no/such/schema.xsd: "),
    ] {
        let output = xtask(&repository(), &["validate", schema, "no/such/document.xml"]);
        assert_eq!(output.status.code(), Some(1));
        let said = text(&output.stderr);
        assert!(said.contains(missing), "{said}");
    }
}

/// A schema in many files, as vendors ship them: beside and below each other, by catalog, in encodings of their own.
#[test]
fn schemas_and_documents_are_read_as_the_generator_reads_them() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("validate_files");
    let _ = fs::remove_dir_all(&folder);
    let utf16 = |text: &str| -> Vec<u8> {
        let units = std::iter::once(0xFEFF).chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    let xsd = |inside: &str| -> Vec<u8> {
        format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{inside}</xs:schema>").into()
    };
    let latin1 = b"<?xml version='1.0' encoding='ISO-8859-1'?><caf\xE9><b/></caf\xE9>".to_vec();
    let files = [
        (
            "f/main.dtd",
            utf16(
                "<!ENTITY % b SYSTEM 'sub/b.ent'>%b;<!ENTITY % c PUBLIC 'C' 'urn:c'>%c;
                <!ELEMENT caf\u{e9} (b | c | d)>",
            ),
        ),
        ("f/sub/b.ent", b"<!ELEMENT b EMPTY>".to_vec()),
        ("f/sub/c.mod", b"<!ELEMENT c EMPTY>".to_vec()),
        (
            "f/catalog.xml",
            b"<catalog xmlns='urn:oasis:names:tc:entity:xmlns:xml:catalog'>
            <public publicId='C' uri='sub/c.mod'/><system systemId='urn:t' uri='sub/t.xsd'/></catalog>"
                .to_vec(),
        ),
        (
            "f/main.xsd",
            xsd("<xs:include schemaLocation='urn:t'/><xs:include schemaLocation='../f/./sub/t.xsd'/>
                <xs:import namespace='urn:none' schemaLocation='none.xsd'/><xs:element name='a' type='T'/>"),
        ),
        ("f/sub/t.xsd", xsd("<xs:simpleType name='T'><xs:restriction base='xs:int'/></xs:simpleType>")),
        ("f/broken.xsd", xsd("<xs:include schemaLocation='none.xsd'/><xs:element name='a'/>")),
        ("f/part.fragment.dtd", b"<!ELEMENT a (b)><!ELEMENT b EMPTY>".to_vec()),
        ("latin1.xml", latin1),
        ("a.xml", utf16("<a>1</a>")),
        ("b.xml", b"<b/>".to_vec()),
        ("bad.xml", b"<a>\xFF</a>".to_vec()),
    ];
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder in target/");
        fs::write(path, bytes).expect("a file in target/");
    }
    let validate = |schema: &str, documents: &[&str]| {
        let shown = folder.to_string_lossy();
        let paths = std::iter::once(&schema).chain(documents).map(|path| format!("{shown}/{path}"));
        let arguments: Vec<String> = std::iter::once("validate".to_owned()).chain(paths).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = xtask(&repository(), &arguments);
        let said = |bytes| text(bytes).replace(&format!("{shown}/"), "");
        (output.status.code(), said(&output.stdout), said(&output.stderr))
    };

    let (code, said, warned) = validate("./f/../f/main.dtd", &["latin1.xml"]);
    assert_eq!((code, said.as_str()), (Some(0), "latin1.xml: valid\n"), "{warned}");
    assert!(warned.contains("warning: element `d` is not declared"), "{warned}");

    let (code, said, warned) = validate("f/main.xsd", &["none.xml", "bad.xml", "a.xml"]);
    assert_eq!(code, Some(1), "{said}{warned}");
    for (says, part) in [
        (&warned, "warning: `none.xsd` is not among the inputs"),
        (&warned, "error: none.xml: "),
        (&said, "none.xml: not read, 1 error\n"),
        (&said, "bad.xml:1:4"),
        (&said, "bad.xml: not valid, 1 error\n"),
        (&said, "a.xml: valid\n"),
    ] {
        assert!(says.contains(part), "no {part} in\n{says}");
    }

    let (code, said, refused) = validate("f/broken.xsd", &["a.xml"]);
    assert_eq!((code, said.as_str()), (Some(1), ""), "{refused}");
    assert!(refused.starts_with("error: `none.xsd` is not among the inputs"), "{refused}");
    assert!(refused.contains("error: 1 error in the schema, 0 warnings"), "{refused}");

    let (code, said, warned) = validate("f/part.fragment.dtd", &["b.xml"]);
    assert_eq!((code, said.as_str()), (Some(0), "b.xml: valid\n"), "{warned}");
}

/// Entities and declarations of a document's DTD: in files that the schema has, that the document names, or that are not there.
#[test]
fn documents_are_read_with_what_their_dtd_declares() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("validate_dtd");
    let _ = fs::remove_dir_all(&folder);
    let schema = "<!ELEMENT book (title, chapter+)><!ELEMENT title (#PCDATA)><!ELEMENT chapter (#PCDATA)>
        <!ENTITY % chars SYSTEM 'sub/chars.ent'>%chars;<!ENTITY maker 'M &copy;'>";
    let book = |doctype: &str, title: &str, chapter: &str| {
        format!("{doctype}\n<book><title>{title}</title>{chapter}</book>").into_bytes()
    };
    let url = "<!DOCTYPE book SYSTEM 'https://qualysapi.example.com/book.dtd'>";
    let files = [
        ("s/book.dtd", schema.into()),
        ("s/sub/chars.ent", b"<!ENTITY copy '&#169;'>".to_vec()),
        (
            "s/book.xsd",
            b"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'><xs:element name='book'/></xs:schema>"
                .to_vec(),
        ),
        ("d/url.xml", book(url, "&maker;", "<chapter/>")),
        ("d/own.xml", book("<!DOCTYPE book SYSTEM 'own.dtd'>", "&copy;", "&part;")),
        ("d/own.dtd", b"<!ENTITY % more SYSTEM 'more.ent'>%more;<!ENTITY copy '(c)'>".to_vec()),
        ("d/more.ent", b"<!ENTITY part SYSTEM 'part.xml'>".to_vec()),
        ("d/part.xml", b"<chapter>text</chapter>".to_vec()),
        ("d/other.xml", book("<!DOCTYPE library SYSTEM 'own.dtd'>", "t", "<chapter/>")),
    ];
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("a folder in target/");
        fs::write(path, bytes).expect("a file in target/");
    }
    let validate = |arguments: &[&str]| {
        let shown = folder.to_string_lossy();
        let paths = arguments.iter().map(|path| format!("{shown}/{path}"));
        let arguments: Vec<String> = std::iter::once("validate".to_owned()).chain(paths).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = xtask(&repository(), &arguments);
        (output.status.code(), text(&output.stdout).replace(&format!("{shown}/"), ""))
    };
    let (code, said) = validate(&["s/book.dtd", "d/url.xml", "d/own.xml", "d/other.xml"]);
    expect![[r#"
        d/url.xml: valid
        d/own.xml: valid
        error: the root is `book`, but the DOCTYPE names `library`, in `/book`
         --> d/other.xml:2:1
          |
        1 | <!DOCTYPE library SYSTEM 'own.dtd'>
          |           ------- named here
        2 | <book><title>t</title><chapter/></book>
          | ^^^^^ expected `library`
          |
          = help: write `<!DOCTYPE book …>`, or correct the root

        d/other.xml: not valid, 1 error
    "#]]
    .assert_eq(&said);
    assert_eq!(code, Some(1));
    let (code, said) = validate(&["s/book.xsd", "d/url.xml", "d/own.xml", "d/other.xml"]);
    expect![[r#"
        error: the entity `&maker;` is not declared
         --> d/url.xml:2:14
          |
        1 | <!DOCTYPE book SYSTEM 'https://qualysapi.example.com/book.dtd'>
          | --------------------------------------------------------------- the external subset of `book` may declare it, but `https://qualysapi.example.com/book.dtd` is not among the inputs
        2 | <book><title>&maker;</title><chapter/></book>
          |              ^^^^^^^ nothing that was read declares it; nothing is fetched
          |
          = help: put the file there, or name it in an XML catalog (`catalog.xml`)

        d/url.xml: not valid, 1 error
        d/own.xml: valid
        warning: the root is `book`, but the DOCTYPE names `library`
         --> d/other.xml:2:1
          |
        1 | <!DOCTYPE library SYSTEM 'own.dtd'>
          |           ------- named here
        2 | <book><title>t</title><chapter/></book>
          | ^^^^^ expected `library`
          |
          = help: write `<!DOCTYPE book …>`, or correct the root

        d/other.xml: valid
    "#]].assert_eq(&said);
    assert_eq!(code, Some(1));
}
