//! From a schema to the Rust that is written for it: which shape each content model takes.

use expect_test::{Expect, expect};
use qualys_codegen::source::SourceFile;
use qualys_codegen::{Generated, Inputs, generate};
use std::path::Path;

fn run(name: &str, schema: &str, fixups: &str) -> Generated {
    generate(&Inputs {
        folder: "schemas".into(),
        schemas: vec![SourceFile::new(name, schema)],
        fixups: Some(SourceFile::new("schemas/fixups.toml", fixups)),
        entities: Vec::new(),
        docs: "Test.".into(),
        ..Inputs::default()
    })
}

/// The module of a schema, without documentation and derives; warnings first.
fn module(name: &str, schema: &str, fixups: &str) -> String {
    let generated = run(name, schema, fixups);
    let Some(files) = &generated.files else {
        return generated.diagnostics.render(&generated.sources, false) + "\n";
    };
    let text = &files[Path::new("src/vm/v2/test.rs")];
    let code = text.lines().filter(|line| {
        let line = line.trim_start();
        !line.is_empty() && !line.starts_with("//") && !line.starts_with("#[")
    });
    let warnings = generated.diagnostics.iter().map(|one| format!("warning: {}\n", one.message));
    warnings.collect::<String>() + &code.map(|line| format!("{line}\n")).collect::<String>()
}

#[track_caller]
fn dtd(schema: &str, expected: Expect) {
    expected.assert_eq(&module("vm/2.0/test.dtd", schema, ""));
}

#[track_caller]
fn dtd_with(schema: &str, fixups: &str, expected: Expect) {
    expected.assert_eq(&module("vm/2.0/test.dtd", schema, fixups));
}

#[track_caller]
fn xsd(declarations: &str, expected: Expect) {
    let schema = format!("<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>{declarations}</xs:schema>");
    expected.assert_eq(&module("vm/2.0/test.xsd", &schema, ""));
}

#[test]
fn cardinality_becomes_option_and_vec() {
    dtd(
        "<!ELEMENT R (A, B?, C*, D+, A2)><!ELEMENT A (#PCDATA)>
<!ELEMENT A2 EMPTY><!ATTLIST A2 x CDATA #REQUIRED type CDATA #IMPLIED>
<!ELEMENT B (#PCDATA)><!ELEMENT C (#PCDATA)><!ELEMENT D (#PCDATA)>",
        expect![[r#"
            use qualys_runtime::{document, record};
            pub struct R {
                pub a: String,
                pub b: Option<String>,
                pub c: Vec<String>,
                pub d: Vec<String>,
                pub a2: A2,
            }
            record! { R {
                a: element("A"),
                b: element("B").optional(),
                c: element("C").zero_or_more(),
                d: element("D").one_or_more(),
                a2: element("A2"),
            } [0 1 2 3 4] }
            document! { R: "R" }
            pub struct A2 {
                pub x: String,
                pub r#type: Option<String>,
            }
            record! { A2 {
                x: attribute("x"),
                r#type: attribute("type").optional(),
            } [0 1] }
        "#]],
    );
}

#[test]
fn an_element_that_only_repeats_another_is_a_vec() {
    dtd(
        "<!ELEMENT R (LIST?, NAMES, OTHERS*)><!ELEMENT LIST (ITEM+)><!ELEMENT ITEM (X)><!ELEMENT X (#PCDATA)>
<!ELEMENT NAMES (X*)><!ELEMENT OTHERS (X*)>",
        expect![[r#"
            use qualys_runtime::{document, record};
            pub struct R {
                pub list: Option<Vec<Item>>,
                pub names: Vec<String>,
                pub others: Vec<Others>,
            }
            record! { R {
                list: list("LIST", "ITEM").non_empty().optional(),
                names: list("NAMES", "X"),
                others: element("OTHERS").zero_or_more(),
            } [0 1 2] }
            document! { R: "R" }
            pub struct Item {
                pub x: String,
            }
            record! { Item {
                x: element("X"),
            } [0] }
            pub struct Others {
                pub x: Vec<String>,
            }
            record! { Others {
                x: element("X").zero_or_more(),
            } [0] }
        "#]],
    );
}

#[test]
fn a_choice_is_an_enum() {
    dtd("<!ELEMENT R ((A|B), (C|D)?, (E|F)*)><!ELEMENT A (X)><!ELEMENT X (#PCDATA)><!ELEMENT B EMPTY><!ELEMENT C (#PCDATA)>
<!ELEMENT D (X+)><!ELEMENT E (#PCDATA)><!ELEMENT F (#PCDATA)>", expect![[r#"
    use qualys_runtime::{choice, document, record};
    pub struct R {
        pub choice: RChoice,
        pub choice2: Option<RChoice2>,
        pub choice3s: Vec<RChoice3>,
    }
    record! { R {
        choice: choice(RChoice::TABLE),
        choice2: choice(RChoice2::TABLE).optional(),
        choice3s: choice(RChoice3::TABLE).zero_or_more(),
    } [0 1 2] }
    document! { R: "R" }
    pub enum RChoice {
        A(A),
        B(B),
    }
    choice! { RChoice = A {
        A: element("A"),
        B: element("B"),
    } [0 1] }
    pub enum RChoice2 {
        C(String),
        D(Vec<String>),
    }
    choice! { RChoice2 = C {
        C: element("C"),
        D: list("D", "X").non_empty(),
    } [0 1] }
    pub enum RChoice3 {
        E(String),
        F(String),
    }
    choice! { RChoice3 = E {
        E: element("E"),
        F: element("F"),
    } [0 1] }
    pub struct A {
        pub x: String,
    }
    record! { A {
        x: element("X"),
    } [0] }
    pub struct B {}
    record! { B {} [] }
"#]]);
}

#[test]
fn a_sequence_that_repeats_is_a_vec_of_a_struct() {
    dtd(
        "<!ELEMENT R (A, B?)+><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>",
        expect![[r#"
            use qualys_runtime::{document, record};
            pub struct R {
                pub groups: Vec<RGroup>,
            }
            record! { R {
                groups: group(RGroup::TABLE).one_or_more(),
            } [0] }
            document! { R: "R" }
            pub struct RGroup {
                pub a: String,
                pub b: Option<String>,
            }
            record! { RGroup {
                a: element("A"),
                b: element("B").optional(),
            } [0 1] }
        "#]],
    );
    dtd(
        "<!ELEMENT R (Z, (A, (B|C))?)><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)><!ELEMENT C (#PCDATA)><!ELEMENT Z (#PCDATA)>",
        expect![[r#"
            use qualys_runtime::{choice, document, record};
            pub struct R {
                pub z: String,
                pub group: Option<RGroup>,
            }
            record! { R {
                z: element("Z"),
                group: group(RGroup::TABLE).optional(),
            } [0 1] }
            document! { R: "R" }
            pub enum RGroupChoice {
                B(String),
                C(String),
            }
            choice! { RGroupChoice = B {
                B: element("B"),
                C: element("C"),
            } [0 1] }
            pub struct RGroup {
                pub a: String,
                pub choice: RGroupChoice,
            }
            record! { RGroup {
                a: element("A"),
                choice: choice(RGroupChoice::TABLE),
            } [0 1] }
        "#]],
    );
}

#[test]
fn what_only_order_tells_apart_keeps_its_order() {
    dtd(
        "<!ELEMENT R (A, B, A)><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>",
        expect![[r#"
            warning: `A` comes twice in the content of `R`
            use qualys_runtime::{choice, document, record};
            pub struct R {
                pub choices: Vec<RChoice>,
            }
            record! { R {
                choices: choice(RChoice::TABLE).one_or_more(),
            } [0] }
            document! { R: "R" }
            pub enum RChoice {
                A(String),
                B(String),
            }
            choice! { RChoice = A {
                A: element("A"),
                B: element("B"),
            } [0 1] }
        "#]],
    );
    dtd(
        "<!ELEMENT R ((A, B) | C)><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)><!ELEMENT C (#PCDATA)>",
        expect![[r#"
            use qualys_runtime::{choice, document, record};
            pub struct R {
                pub choices: Vec<RChoice>,
            }
            record! { R {
                choices: choice(RChoice::TABLE).one_or_more(),
            } [0] }
            document! { R: "R" }
            pub enum RChoice {
                A(String),
                B(String),
                C(String),
            }
            choice! { RChoice = A {
                A: element("A"),
                B: element("B"),
                C: element("C"),
            } [0 1 2] }
        "#]],
    );
    dtd(
        "<!ELEMENT R (A, A, B)><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>",
        expect![[r#"
            use qualys_runtime::{document, record};
            pub struct R {
                pub a: Vec<String>,
                pub b: String,
            }
            record! { R {
                a: element("A").one_or_more(),
                b: element("B"),
            } [0 1] }
            document! { R: "R" }
        "#]],
    );
}

#[test]
fn mixed_and_open_content_are_nodes() {
    dtd(
        "<!ELEMENT R (P, Q)><!ELEMENT P (#PCDATA|B)*><!ELEMENT B (#PCDATA)><!ELEMENT Q ANY>",
        expect![[r#"
            use crate::AnyNode;
            use qualys_runtime::{choice, document, record};
            pub struct R {
                pub p: P,
                pub q: Q,
            }
            record! { R {
                p: element("P"),
                q: element("Q"),
            } [0 1] }
            document! { R: "R" }
            pub struct P {
                pub nodes: Vec<PNode>,
            }
            record! { P {
                nodes: mixed(PNode::TABLE),
            } [0] }
            pub enum PNode {
                Text(String),
                B(String),
            }
            choice! { PNode = Text {
                Text: text(),
                B: element("B"),
            } [0 1] }
            pub struct Q {
                pub nodes: Vec<AnyNode>,
            }
            record! { Q {
                nodes: mixed(crate::AnyNode::TABLE),
            } [0] }
        "#]],
    );
}

#[test]
fn recursion_is_boxed_and_defaults_end() {
    dtd(
        "<!ELEMENT R (N)><!ELEMENT N (V, N?, (W|N2)*)><!ELEMENT V (#PCDATA)><!ELEMENT W (#PCDATA)><!ELEMENT N2 (N)>",
        expect![[r#"
            use qualys_runtime::{choice, document, record};
            pub struct R {
                pub n: N,
            }
            record! { R {
                n: element("N"),
            } [0] }
            document! { R: "R" }
            pub struct N {
                pub v: String,
                pub n: Option<Box<N>>,
                pub choices: Vec<NChoice>,
            }
            record! { N {
                v: element("V"),
                n: element("N").optional(),
                choices: choice(NChoice::TABLE).zero_or_more(),
            } [0 1 2] }
            pub enum NChoice {
                W(String),
                N2(N2),
            }
            choice! { NChoice = W {
                W: element("W"),
                N2: element("N2"),
            } [0 1] }
            pub struct N2 {
                pub n: N,
            }
            record! { N2 {
                n: element("N"),
            } [0] }
        "#]],
    );
    dtd(
        "<!ELEMENT E (NOT|AND|VALUE)><!ELEMENT NOT (E)><!ELEMENT AND (E, E)><!ELEMENT VALUE (#PCDATA)>",
        expect![[r#"
            use qualys_runtime::{choice, document, record};
            pub struct E {
                pub choice: Box<EChoice>,
            }
            record! { E {
                choice: choice(EChoice::TABLE),
            } [0] }
            document! { E: "E" }
            pub enum EChoice {
                Not(Box<Not>),
                And(And),
                Value(String),
            }
            choice! { EChoice = Value {
                Not: element("NOT"),
                And: element("AND"),
                Value: element("VALUE"),
            } [0 1 2] }
            pub struct Not {
                pub e: Box<E>,
            }
            record! { Not {
                e: element("E"),
            } [0] }
            pub struct And {
                pub e: Vec<E>,
            }
            record! { And {
                e: element("E").one_or_more(),
            } [0] }
        "#]],
    );
    dtd(
        "<!ELEMENT R (A)><!ELEMENT A (B)><!ELEMENT B (A)>",
        expect![[r#"
            warning: `A` needs itself to be there; its field `b` became optional
            use qualys_runtime::{document, record};
            pub struct R {
                pub a: A,
            }
            record! { R {
                a: element("A"),
            } [0] }
            document! { R: "R" }
            pub struct A {
                pub b: Option<Box<B>>,
            }
            record! { A {
                b: element("B").optional(),
            } [0] }
            pub struct B {
                pub a: Box<A>,
            }
            record! { B {
                a: element("A"),
            } [0] }
        "#]],
    );
}

#[test]
fn words_are_not_boxed_however_large_their_record_is() {
    let attributes: String = (0..2_500).map(|number| format!(" a{number} (x{number}|y) #REQUIRED")).collect();
    let code = module("vm/2.0/test.dtd", &format!("<!ELEMENT R EMPTY><!ATTLIST R{attributes}>"), "");
    assert!(code.contains("pub a2499: RA2499,") && !code.contains("Box<"), "{}", &code[..2_000]);
}

#[test]
fn names_that_are_in_the_way_get_out_of_it() {
    dtd("<!ELEMENT R (type, Type?, self, OPTION, a-b, a.b)><!ELEMENT type (#PCDATA)><!ELEMENT Type (#PCDATA)>
<!ELEMENT self (#PCDATA)><!ELEMENT OPTION (x)><!ELEMENT x (#PCDATA)><!ELEMENT a-b (#PCDATA)><!ELEMENT a.b (#PCDATA)>
<!ATTLIST R kind (Unknown|self|1|a|A) #IMPLIED>", expect![[r#"
    use qualys_runtime::{document, enumeration, record};
    pub struct R {
        pub kind: Option<RKind>,
        pub r#type: String,
        pub type_x100d: Option<String>,
        pub self_: String,
        pub option: OptionType,
        pub a_b: String,
        pub a_b_x522c: String,
    }
    record! { R {
        kind: attribute("kind").optional(),
        r#type: element("type"),
        type_x100d: element("Type").optional(),
        self_: element("self"),
        option: element("OPTION"),
        a_b: element("a-b"),
        a_b_x522c: element("a.b"),
    } [0 1 2 3 4 5 6] }
    document! { R: "R" }
    pub struct OptionType {
        pub x: String,
    }
    record! { OptionType {
        x: element("x"),
    } [0] }
    pub enum RKind {
        UnknownValue,
        SelfValue,
        Value1,
        A,
        AX22ec,
        Unknown(String),
    }
    enumeration! { RKind {
        UnknownValue: "Unknown",
        SelfValue: "self",
        Value1: "1",
        A: "a",
        AX22ec: "A",
    } [0 1 2 3 4] }
"#]]);
}

#[test]
fn xsd_types() {
    xsd("<xs:element name='R' type='T'/>
<xs:complexType name='T'><xs:all>
  <xs:element name='id' type='xs:long'/>
  <xs:element name='on' type='xs:boolean' minOccurs='0' default='false'/>
  <xs:element name='when' type='xs:dateTime' minOccurs='0' nillable='true'/>
  <xs:element name='tags' minOccurs='0'><xs:complexType><xs:all>
    <xs:element name='count' type='xs:int' minOccurs='0'/>
    <xs:element name='list' minOccurs='0'><xs:complexType><xs:sequence>
      <xs:element name='Tag' type='Tag' minOccurs='0' maxOccurs='unbounded'/></xs:sequence></xs:complexType></xs:element>
  </xs:all></xs:complexType></xs:element>
  <xs:element name='group'><xs:simpleType><xs:restriction base='xs:string'>
    <xs:enumeration value='IG-DIAG'/><xs:enumeration value='XSS'/></xs:restriction></xs:simpleType></xs:element>
  <xs:element name='sizes'><xs:simpleType><xs:list itemType='xs:unsignedByte'/></xs:simpleType></xs:element>
</xs:all><xs:attribute name='version' type='xs:int' use='required'/></xs:complexType>
<xs:complexType name='Tag'><xs:simpleContent><xs:extension base='xs:string'>
  <xs:attribute name='color' type='xs:string'/></xs:extension></xs:simpleContent></xs:complexType>", expect![[r#"
      use crate::{DateTime, List, MaybeEmpty};
      use qualys_runtime::{document, enumeration, record};
      pub struct T {
          pub version: i32,
          pub id: i64,
          pub on: Option<bool>,
          pub when: Option<MaybeEmpty<DateTime>>,
          pub tags: Option<TTags>,
          pub group: TGroup,
          pub sizes: List<u8>,
      }
      record! { T {
          version: attribute("version"),
          id: element("id"),
          on: element("on").optional(),
          when: element("when").optional().nillable(),
          tags: element("tags").optional(),
          group: element("group"),
          sizes: element("sizes"),
      } [0 1 2 3 4 5 6] }
      document! { T: "R" }
      pub struct TTags {
          pub count: Option<i32>,
          pub list: Option<Vec<Tag>>,
      }
      record! { TTags {
          count: element("count").optional(),
          list: list("list", "Tag").optional(),
      } [0 1] }
      pub struct Tag {
          pub color: Option<String>,
          pub value: String,
      }
      record! { Tag {
          color: attribute("color").optional(),
          value: text(),
      } [0 1] }
      pub enum TGroup {
          IgDiag,
          Xss,
          Unknown(String),
      }
      enumeration! { TGroup {
          IgDiag: "IG-DIAG",
          Xss: "XSS",
      } [0 1] }
  "#]]);
    xsd("<xs:element name='R'><xs:complexType><xs:sequence><xs:element name='a' type='xs:int'/>
<xs:any minOccurs='0' maxOccurs='unbounded' processContents='lax'/></xs:sequence></xs:complexType></xs:element>
<xs:element name='V' type='xs:int'/>", expect![[r#"
    use crate::RawXml;
    use qualys_runtime::{document, record};
    pub struct R {
        pub a: i32,
        pub any: Vec<RawXml>,
    }
    record! { R {
        a: element("a"),
        any: any().zero_or_more(),
    } [0 1] }
    document! { R: "R" }
    pub struct V {
        pub value: i32,
    }
    record! { V {
        value: text(),
    } [0] }
    document! { V: "V" }
"#]]);
}

#[test]
fn corrections_change_the_types() {
    let schema = "<!ELEMENT R (N, F, W, L, M, START.UTC, OLD?, (A|B))><!ELEMENT N (#PCDATA)><!ELEMENT F (#PCDATA)>
<!ELEMENT W (#PCDATA)><!ELEMENT L (#PCDATA)><!ELEMENT M (#PCDATA)><!ELEMENT START_UTC (#PCDATA)><!ELEMENT OLD (#PCDATA)>
<!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>";
    let fixups = r#"
[[fixup]]
schema = "vm/2.0/test"
at = "N"
type = "unsignedInt"
empty = true
reason = "r"
source = "s"
[[fixup]]
schema = ["vm/2.0/test"]
at = ["F"]
type = "flag"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "R/W"
values = ["on demand", "scheduled"]
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "L"
type = "unsignedByte"
list = ","
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "R/M"
optional = true
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "R/START.UTC"
rename = "START_UTC"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "START_UTC"
type = "dateTime"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "OLD"
alias = ["OLDER"]
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "R/choice"
name = "Way"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "R/W/scheduled"
alias = ["SCHEDULED"]
reason = "r"
source = "s"
"#;
    dtd_with(
        schema,
        fixups,
        expect![[r#"
            use crate::{DateTime, List, MaybeEmpty};
            use qualys_runtime::{choice, document, enumeration, record};
            pub struct R {
                pub n: MaybeEmpty<u32>,
                pub f: bool,
                pub w: RW,
                pub l: List<u8>,
                pub m: Option<String>,
                pub start_utc: DateTime,
                pub old: Option<String>,
                pub way: Way,
            }
            record! { R {
                n: element("N"),
                f: element("F").flag(),
                w: element("W"),
                l: element("L").comma(),
                m: element("M").optional(),
                start_utc: element("START_UTC"),
                old: element("OLD").optional().alias(&["OLDER"]),
                way: choice(Way::TABLE),
            } [0 1 2 3 4 5 6 7] }
            document! { R: "R" }
            pub enum Way {
                A(String),
                B(String),
            }
            choice! { Way = A {
                A: element("A"),
                B: element("B"),
            } [0 1] }
            pub enum RW {
                OnDemand,
                Scheduled,
                Unknown(String),
            }
            enumeration! { RW {
                OnDemand: "on demand",
                Scheduled: "scheduled" | "SCHEDULED",
            } [0 1] }
        "#]],
    );
}

#[test]
fn corrections_that_are_wrong_are_shown_in_place() {
    let schema = "<!ELEMENT R (N)><!ELEMENT N (#PCDATA)>";
    let fixups = r#"
[[fixup]]
schema = "vm/2.0/test"
at = "MISSING"
type = "int"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/tset"
at = "N"
type = "int"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "N"
type = "integer"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "N"
optional = true
type = "int"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "N"
type = "int"
reason = " "
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "R/N"
rename = "M"
reason = "r"
source = "s"
[[fixup]]
schema = "vm/2.0/test"
at = "N"
typo = "int"
reason = "r"
source = "s"
"#;
    dtd_with(
        schema,
        fixups,
        expect![[r#"
            error: `integer` is no type
              --> schemas/fixups.toml:17:8
               |
            17 | type = "integer"
               |        ^^^^^^^^^ expected one of string, boolean, flag, byte, short, int, long, unsignedByte, unsignedShort, unsignedInt, unsignedLong, double, dateTime
               |
               = help: schemas/README.md shows the form of an entry

            error: a correction does one thing, and this one has several
              --> schemas/fixups.toml:20:1
               |
            20 | [[fixup]]
               | ^^^^^^^^^ expected one of type, values, empty, rename, alias, optional, name, doc
               |
               = help: schemas/README.md shows the form of an entry

            error: a correction without `reason`
              --> schemas/fixups.toml:27:1
               |
            27 | [[fixup]]
               | ^^^^^^^^^ say it here
               |
               = help: schemas/README.md shows the form of an entry

            error: a correction has no `typo`
              --> schemas/fixups.toml:42:1
               |
            42 | typo = "int"
               | ^^^^ expected schema, at, reason, source and one action
               |
               = help: schemas/README.md shows the form of an entry

            error: the correction changes nothing: `vm/2.0/test` has no such place as `MISSING`, or needs it no more
             --> schemas/fixups.toml:4:6
              |
            4 | at = "MISSING"
              |      ^^^^^^^^^ expected an element with text, or an attribute
              |
              = help: remove it if the schema says so itself by now, else mend the path

            error: there is no schema `vm/2.0/tset`
             --> schemas/fixups.toml:9:10
              |
            9 | schema = "vm/2.0/tset"
              |          ^^^^^^^^^^^^^
              |
              = help: name it by its path without the file's ending, such as vm/2.0/scan_list_output

            error: `vm/2.0/test` declares no element `M`
              --> schemas/fixups.toml:35:6
               |
            35 | at = "R/N"
               |      ^^^^^ corrected to that name
        "#]],
    );
    dtd_with(
        schema,
        "[[fixup]\n",
        expect![[r#"
        error: the corrections cannot be read: unclosed array table, expected `]`
         --> schemas/fixups.toml:1:9
          |
        1 | [[fixup]
          |         ^
    "#]],
    );
}

#[test]
fn a_document_type_is_said_once_and_files_are_marked() {
    let generated =
        run("vm/2.0/test.dtd", "<!-- Tests. -->\n\n<!-- A [thing]. -->\n<!ELEMENT R (#PCDATA)>", "");
    let files = generated.files.expect("no error");
    for (path, text) in &files {
        assert!(
            text.lines().next().is_some_and(|first| first.contains("@generated by `cargo xtask codegen`")),
            "{path:?}"
        );
    }
    expect![[r#"
        // @generated by `cargo xtask codegen` from schemas/vm/2.0/test.dtd. Do not edit.

        //! Tests.

        use qualys_runtime::{document, record};

        /// A \[thing\].
        ///
        /// The document `<R>`: text. Source: `schemas/vm/2.0/test.dtd`.
        #[derive(Debug, Clone, PartialEq, Default)]
        #[non_exhaustive]
        pub struct R {
            /// The text.
            pub value: String,
        }
        record! { R {
            value: text(),
        } [0] }
        document! { R: "R" }
    "#]]
    .assert_eq(&files[Path::new("src/vm/v2/test.rs")]);
}

#[test]
fn the_same_inputs_give_the_same_files() {
    let schema = "<!ELEMENT R (A|B)*><!ELEMENT A (#PCDATA)><!ELEMENT B (A, A)>";
    let first = run("vm/2.0/test.dtd", schema, "").files.expect("no error");
    for _ in 0..10 {
        assert_eq!(run("vm/2.0/test.dtd", schema, "").files.as_ref(), Some(&first));
    }
}

#[test]
fn files_whose_names_differ_in_punctuation_alone_are_modules_of_their_own() {
    let schema = "<!ELEMENT R (#PCDATA)>";
    let paths =
        ["vm/2.0/te-st.dtd", "vm/2.0/te_st.dtd", "vm/2.0.dtd", "vm/2/a.dtd", "vm.dtd", "lib.dtd", "é.dtd"];
    let generated = generate(&Inputs {
        folder: "schemas".into(),
        schemas: paths.into_iter().map(|path| SourceFile::new(path, schema)).collect(),
        ..Inputs::default()
    });
    let files = generated.files.expect("no error");
    let modules: Vec<_> = files.keys().map(|path| path.display().to_string()).collect();
    expect![[r#"
        Cargo.toml
        src/lib.rs
        src/lib_.rs
        src/ue9.rs
        src/vm/v2/te_st.rs
        src/vm/v2/te_st_x28a8.rs
        src/vm/v2.rs
        src/vm/v2_x75ec.rs
        src/vm/v2_x9641/a.rs
        src/vm/v2_x9641.rs
        src/vm.rs
        src/vm_xdbec.rs"#]]
    .assert_eq(&modules.join("\n"));
}

#[test]
fn an_element_that_comes_twice_and_an_alias_that_is_there_are_said() {
    dtd(
        "<!ELEMENT R (A, B, A)><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>",
        expect![[r#"
            warning: `A` comes twice in the content of `R`
            use qualys_runtime::{choice, document, record};
            pub struct R {
                pub choices: Vec<RChoice>,
            }
            record! { R {
                choices: choice(RChoice::TABLE).one_or_more(),
            } [0] }
            document! { R: "R" }
            pub enum RChoice {
                A(String),
                B(String),
            }
            choice! { RChoice = A {
                A: element("A"),
                B: element("B"),
            } [0 1] }
        "#]],
    );
    let fixups = r#"
[[fixup]]
schema = "vm/2.0/test"
at = "A"
alias = ["B"]
reason = "r"
source = "s"
"#;
    dtd_with(
        "<!ELEMENT R (A, B)><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>",
        fixups,
        expect![[r#"
        error: the alias `B` is the name of an element beside the one that has it
         --> schemas/fixups.toml:3:10
          |
        3 | schema = "vm/2.0/test"
          |          ^^^^^^^^^^^^^
          |
         ::: schemas/vm/2.0/test.dtd:1:17
          |
        1 | <!ELEMENT R (A, B)><!ELEMENT A (#PCDATA)><!ELEMENT B (#PCDATA)>
          |                 - the element
          |
          = help: the schema has both by now: remove the alias
    "#]],
    );
}

#[test]
fn elements_that_differ_by_namespace_alone_stay_as_they_arrive() {
    let text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:t' xmlns='urn:t'>
<xs:element name='R'><xs:complexType><xs:sequence>
<xs:element name='e' form='qualified' type='xs:int'/><xs:element name='e' form='unqualified' type='xs:date'/>
<xs:element name='f' form='qualified' type='xs:token'/><xs:element name='f' form='unqualified' type='xs:token'/>
</xs:sequence></xs:complexType></xs:element></xs:schema>";
    expect![[r#"
        warning: documents in the namespace `urn:t` are written without it
        warning: `e` comes twice in the content of `R`
        use crate::RawXml;
        use qualys_runtime::{choice, document, record};
        pub struct R {
            pub choices: Vec<RChoice>,
        }
        record! { R {
            choices: choice(RChoice::TABLE).one_or_more(),
        } [0] }
        document! { R: "R" }
        pub enum RChoice {
            F(String),
            Any(RawXml),
        }
        choice! { RChoice = F {
            F: element("f"),
            Any: any(),
        } [0 1] }
    "#]]
    .assert_eq(&module("vm/2.0/test.xsd", text, ""));
}
