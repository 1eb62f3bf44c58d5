//! What a document's DTD declares, as the validator takes it; names with prefixes.

use super::validate;
use crate::component::{self, Components};
use crate::diagnostic::{Diagnostics, Severity};
use crate::ir::Model;
use crate::lower::dtd::Extent;
use crate::resolver::Resolver;
use crate::source::{SourceFile, SourceId, Sources};
use crate::validate::{Grammar, Options, Reading};
use crate::{dtd, lower, xsd};
use expect_test::{Expect, expect};

/// The files of a run.
struct Files {
    sources: Sources,
    resolver: Resolver,
}

impl Files {
    fn new(files: &[(&str, &str)]) -> Self {
        let mut resolver = Resolver::default();
        files.iter().for_each(|(path, text)| resolver.add(SourceFile::new(*path, *text)));
        Self { sources: Sources::default(), resolver }
    }

    fn source(&mut self, path: &str) -> SourceId {
        self.resolver.source(path, &mut self.sources).expect("a file that was given")
    }

    /// What is said of `a.xml`, each with its place.
    fn check(&mut self, components: &Components, options: Options, expect: Expect) {
        let source = self.source("a.xml");
        let mut said = Diagnostics::default();
        let grammar = Grammar::new(components);
        let found = validate(source, &mut self.sources, &mut self.resolver, &grammar, options, &mut said);
        let mut shown = String::new();
        for one in said.iter() {
            shown += &format!("{:?} {}\n", one.severity, one.line(&self.sources));
        }
        match found {
            Some(found) => {
                found.iter().for_each(|one| {
                    shown += &format!("{:?} {}\n", one.rule, one.diagnostic.line(&self.sources))
                });
            }
            None => shown += "not read",
        }
        expect.assert_eq(&shown);
    }
}

/// Holds `a.xml` against `schema.dtd`, which stands for a DTD that is not there.
fn by_dtd(files: &[(&str, &str)], expect: Expect) {
    let mut all = Files::new(files);
    let schema = all.source("schema.dtd");
    let mut said = Diagnostics::default();
    let parsed = dtd::parse(schema, &mut all.sources, &mut all.resolver, &mut said);
    let file = all.sources.get(schema).clone();
    let lowered = lower::dtd::lower("schema", &file, &parsed, Extent::Whole, &mut said);
    assert!(!said.has_errors(), "{}", said.render(&all.sources, false));
    let mut model = Model::default();
    model.modules.insert("schema".to_owned(), lowered.module);
    let components = lower::components::lower(&model, "schema").expect("the module");
    all.check(
        &components,
        Options { reading: Reading::Written, dtd: Some(schema), ..Options::default() },
        expect,
    );
}

/// Holds `a.xml` against an XSD.
fn by_xsd(schema: &str, files: &[(&str, &str)], expect: Expect) {
    let mut all = Files::new(files);
    let text = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='t' targetNamespace='t' elementFormDefault='qualified'>{schema}</xs:schema>"
    );
    let file = SourceFile::new("schema.xsd", text.as_str());
    let source = all.sources.add(file.clone());
    let mut said = Diagnostics::default();
    let schema = xsd::parse(source, &text, &mut said).expect("a schema");
    let inputs = [component::Input { file: &file, source, schema: &schema }];
    let options = component::Options { one_schema: true, missing: None, constraints: Severity::Error };
    let components = component::build(&inputs, options, &mut said);
    assert!(!said.has_errors(), "{}", said.render(&all.sources, false));
    all.check(&components, Options::default(), expect);
}

const SCHEMA: &str = "<!ENTITY % chars SYSTEM 'chars.ent'>%chars;
<!ELEMENT list (item+)> <!ELEMENT item (#PCDATA)> <!ATTLIST item n NMTOKEN #REQUIRED lang CDATA 'en' file ENTITY #IMPLIED>
<!ENTITY maker 'M &copy;'> <!ENTITY first \"<item n=' 1 '>&maker;</item>\"> <!ENTITY last SYSTEM 'last.xml'>
<!NOTATION png SYSTEM 'png'> <!ENTITY logo SYSTEM 'logo' NDATA png>";

/// The schema, what it refers to, and a document.
fn with_schema(document: &str) -> [(&str, &str); 4] {
    [
        ("a.xml", document),
        ("schema.dtd", SCHEMA),
        ("chars.ent", "<!ENTITY copy '&#169;'>"),
        ("last.xml", "<?xml encoding='UTF-8'?>\n<item n='9'/>\n <none/>"),
    ]
}

#[test]
fn entities_of_the_schema() {
    // By its name, and in place of a file that is not there.
    for system in ["schema.dtd", "https://example.com/list.dtd"] {
        let document = format!(
            "<!DOCTYPE list SYSTEM '{system}'><list>&first;<item n='2' file='logo'>&maker;</item></list>"
        );
        by_dtd(&with_schema(&document), expect![[""]]);
    }
    // What is wrong in what they bring has the place of the reference, or its own in its own file.
    by_dtd(
        &with_schema(
            "<!DOCTYPE list SYSTEM 'schema.dtd' [<!ENTITY first '<item/>'>]>\n<list>&first;&last;</list>",
        ),
        expect![[r#"
            MissingAttribute a.xml:2:7: `item` lacks its attribute `n`, in `/list/item`; expected `n="…"`
            Element last.xml:3:2: `none` is not expected here, in `/list`; expected `item` or the end of `list`
        "#]],
    );
}

#[test]
fn entities_of_what_a_document_names_come_before_those_of_the_schema() {
    let mut files =
        with_schema("<!DOCTYPE list SYSTEM 'own.dtd'><list><item n='1'>&own;</item>\n&first;</list>")
            .to_vec();
    files.push(("own.dtd", "<!ENTITY own 'text'>"));
    by_dtd(
        &files,
        expect![[r#"
        Error a.xml:2:1: the entity `&first;` is not declared; nothing above declares it
        not read"#]],
    );
    // A document that names none has none.
    by_dtd(
        &with_schema("<list>\n&first;</list>"),
        expect![[r#"
        Error a.xml:2:1: the entity `&first;` is not declared; nothing above declares it
        not read"#]],
    );
}

#[test]
fn what_is_not_there_is_missed_when_it_is_needed() {
    let schema = "<xs:element name='list' type='xs:string'/>";
    let document = "<!DOCTYPE list PUBLIC 'p' 'none.dtd' [<!ENTITY % more SYSTEM 'more.ent'> %more; %also; <!ENTITY own 'o'>]>\n<list xmlns='t'";
    let check =
        |rest: &str, expect: Expect| by_xsd(schema, &[("a.xml", &format!("{document}{rest}"))], expect);
    check(">&own;</list>", expect![[""]]);
    check(
        ">&copy; &copy;</list>",
        expect![[r#"
        Error a.xml:2:17: the entity `&copy;` is not declared; nothing that was read declares it; nothing is fetched
        not read"#]],
    );
    check(
        " a='&copy;'/>",
        expect![[r#"
        Error a.xml:2:20: the entity `&copy;` is not declared; nothing that was read declares it; nothing is fetched
        not read"#]],
    );
    let external = "<!DOCTYPE list [<!ENTITY e SYSTEM 'e.xml'>]>\n<list xmlns='t'>&e;</list>";
    by_xsd(
        schema,
        &[("a.xml", external)],
        expect![[r#"
        Error a.xml:2:17: the text of `&e;` is not among the inputs; looked for `e.xml`; nothing is fetched
        not read"#]],
    );
}

#[test]
fn the_root_is_what_the_doctype_names() {
    by_dtd(
        &with_schema("<!DOCTYPE items SYSTEM 'schema.dtd'>\n<list><item n='1'/></list>"),
        expect![[r#"
        Root a.xml:2:1: the root is `list`, but the DOCTYPE names `items`, in `/list`; expected `items`
    "#]],
    );
    // That is no fault by XSD.
    by_xsd(
        "<xs:element name='list' type='xs:string'/>",
        &[("a.xml", "<!DOCTYPE items>\n<list xmlns='t' />")],
        expect![[r#"
            Warning a.xml:2:1: the root is `list`, but the DOCTYPE names `items`; expected `items`
        "#]],
    );
}

#[test]
fn what_only_looks_like_a_declaration_declares_nothing() {
    by_dtd(
        &with_schema(
            "<!DOCTYPE list SYSTEM 'schema.dtd' [<!-- <!ENTITY a SYSTEM 'a' NDATA png> --> <?p <!ENTITY b SYSTEM 'b' NDATA png> ?>
<!ENTITY q \"<!ENTITY c SYSTEM 'c' NDATA png>\"> <!ENTITY d SYSTEM 'a>b' NDATA png>]>
<list><item n='1' file='a'/><item n='1' file='b'/><item n='1' file='c'/>
<item n='1' file='d'/><item n='1' file='logo'/></list>",
        ),
        expect![[r#"
            Reference a.xml:3:19: no unparsed entity `a` is declared, in `/list/item`; expected the name of one
            Reference a.xml:3:41: no unparsed entity `b` is declared, in `/list/item`; expected the name of one
            Reference a.xml:3:63: no unparsed entity `c` is declared, in `/list/item`; expected the name of one
        "#]],
    );
}

#[test]
fn defaults_are_no_faults_of_the_document() {
    // The document's own declarations give each item a number, a language, and what the schema does not have.
    by_dtd(
        &with_schema(
            "<!DOCTYPE list SYSTEM 'schema.dtd' [<!ATTLIST item n NMTOKEN '7' lang CDATA 'de' more CDATA 'm'>]>\n<list><item/>\n<item more='written'/></list>",
        ),
        expect![[r#"
            Attribute a.xml:3:7: `item` has no attribute `more`, in `/list/item`; expected `n`, `lang` or `file`
        "#]],
    );
    by_dtd(
        &with_schema(
            "<!DOCTYPE list SYSTEM 'schema.dtd' [<!ATTLIST item n CDATA 'two words'>]>\n<list><item/></list>",
        ),
        expect![[r#"
            Value a.xml:2:7: `two words` is no value of the attribute `n`, which is `xs:NMTOKEN`, in `/list/item`; expected letters, digits, `.`, `-`, `_` and `:`, at least one
        "#]],
    );
    // A namespace can be a default, too.
    by_xsd(
        "<xs:element name='list'><xs:complexType><xs:attribute name='n' type='xs:int' use='required'/></xs:complexType></xs:element>",
        &[
            ("a.xml", "<!DOCTYPE list SYSTEM 'own.dtd'><list/>"),
            ("own.dtd", "<!ATTLIST list xmlns CDATA #FIXED 't' n CDATA '1' more CDATA 'm'>"),
        ],
        expect![[""]],
    );
}

#[test]
fn prefixes() {
    let schema = "<xs:element name='list'><xs:complexType><xs:sequence><xs:any processContents='skip' minOccurs='0'/></xs:sequence><xs:anyAttribute processContents='skip'/></xs:complexType></xs:element>";
    let check = |document: &str, expect: Expect| by_xsd(schema, &[("a.xml", document)], expect);
    check(
        "<p:list xmlns:p='t' xml:lang='en' p:a='1' a='1'><b xmlns='' xmlns:p='u' p:a=''/></p:list>",
        expect![[""]],
    );
    check(
        "<list xmlns='u'/>",
        expect![[r#"
        Root a.xml:1:1: `{u}list` is not declared, in `/list`; expected `{t}list`
    "#]],
    );
    check(
        "<list xmlns='t'>\n<q:b/></list>",
        expect![[r#"
        Error a.xml:2:1: the prefix `q` is not declared; expected a declaration of it in this tag or around it
        not read"#]],
    );
    check(
        "<list xmlns='t'>\n<b><c xmlns:q='u'/><d q:a=''/></b></list>",
        expect![[r#"
        Error a.xml:2:23: the prefix `q` is not declared; expected a declaration of it in this tag or around it
        not read"#]],
    );
    check(
        "<list xmlns='t'\n xmlns:p='u' xmlns:q='u' p:a='' q:a=''/>",
        expect![[r#"
        Error a.xml:2:33: the attribute `a` stands more than once in a tag; both are in the namespace `u`
        not read"#]],
    );
    check(
        "<list xmlns='t'\n xmlns:p=''/>",
        expect![[r#"
        Error a.xml:2:2: the prefix `p` is declared without a namespace; expected a namespace; only the default one can be taken back
        not read"#]],
    );
    check(
        "<list xmlns='t'\n xmlns:xml='u'/>",
        expect![[r#"
        Error a.xml:2:2: the prefix `xml` means one namespace, and is declared for another; expected `http://www.w3.org/XML/1998/namespace`, or no declaration
        not read"#]],
    );
    check(
        "<list xmlns='t'\n xmlns:xmlns='u'/>",
        expect![[r#"
        Error a.xml:2:2: the prefix `xmlns` may not be declared; expected another prefix
        not read"#]],
    );
    check(
        "<list xmlns='t'\n xmlns:p='http://www.w3.org/XML/1998/namespace'/>",
        expect![[r#"
        Error a.xml:2:2: the namespace `http://www.w3.org/XML/1998/namespace` may have no other prefix than its own; expected another namespace
        not read"#]],
    );
    check(
        "<list xmlns='t' xmlns:a='u'>\n<a:b:c/></list>",
        expect![[r#"
        Error a.xml:2:1: `a:b:c` is no name with a prefix; expected a prefix, one colon and a name
        not read"#]],
    );
    check(
        "<list xmlns='t' xmlns:a='u'>\n<a:1/></list>",
        expect![[r#"
        Error a.xml:2:1: `a:1` is no name with a prefix; expected a prefix, one colon and a name
        not read"#]],
    );
    check(
        "<list xmlns='t'>\n<:b/></list>",
        expect![[r#"
        Error a.xml:2:1: `:b` is no name with a prefix; expected a prefix, one colon and a name
        not read"#]],
    );
}

/// A DTD knows no namespaces.
#[test]
fn names_of_a_dtd_are_names_as_they_are_written() {
    by_dtd(
        &[
            ("schema.dtd", "<!ELEMENT p:a (:b?)><!ATTLIST p:a xmlns:p CDATA #REQUIRED><!ELEMENT :b EMPTY>"),
            ("a.xml", "<!DOCTYPE p:a SYSTEM 'schema.dtd'><p:a xmlns:p='' xmlns='u'><:b xml:c:d=''/></p:a>"),
        ],
        expect![[r#"
            Attribute a.xml:1:51: `p:a` has no attribute `xmlns`, in `/p:a`; expected `xmlns:p`
            Attribute a.xml:1:65: `:b` has no attribute `xml:c:d`, in `/p:a/:b`; expected no attributes
        "#]],
    );
}

#[test]
fn what_is_declared_empty_holds_not_even_a_comment() {
    let schema = "<!ELEMENT a (b*)><!ELEMENT b EMPTY><!ENTITY none ''>";
    let document = "<!DOCTYPE a SYSTEM 'schema.dtd'><a><b></b><!-- --><?p?>\n<b><!-- --></b>\n<b><?p?></b>\n<b>&none;</b>\n<b><![CDATA[]]></b></a>";
    by_dtd(
        &[("schema.dtd", schema), ("a.xml", document)],
        expect![[r#"
        Text a.xml:2:4: `b` has to be empty, and a comment, an instruction or a reference is in it, in `/a/b`; expected nothing
        Text a.xml:3:4: `b` has to be empty, and a comment, an instruction or a reference is in it, in `/a/b`; expected nothing
        Text a.xml:4:4: `b` has to be empty, and a comment, an instruction or a reference is in it, in `/a/b`; expected nothing
        Text a.xml:5:4: `b` has to be empty, and a comment, an instruction or a reference is in it, in `/a/b`; expected nothing
    "#]],
    );
}

#[test]
fn limits_hold() {
    let mut subset = "<!ENTITY a0 'ha'>".to_owned();
    for level in 1..12 {
        let body = format!("&a{};", level - 1).repeat(10);
        subset += &format!("<!ENTITY a{level} '{body}'>");
    }
    let document = format!("<!DOCTYPE list [{subset}]>\n<list xmlns='t'>&a11;</list>");
    by_xsd(
        "<xs:element name='list' type='xs:string'/>",
        &[("a.xml", &document)],
        expect![[r#"
        Error a.xml:2:17: the entities of this file expand to more than 4 MiB; this reference leads past the limit
        not read"#]],
    );
}
