//! Documents and XSDs.

use super::lines;
use crate::component::{self, Components};
use crate::diagnostic::Diagnostics;
use crate::resolver::Resolver;
use crate::source::{SourceFile, SourceId, Sources};
use crate::validate::{Grammar, Invalid, Options, document};
use crate::xsd;
use expect_test::{Expect, expect};

fn components(schema: &str, sources: &mut Sources) -> Components {
    let text = format!(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='t' xmlns:t='t' targetNamespace='t' \
         elementFormDefault='qualified'>{schema}</xs:schema>"
    );
    let file = SourceFile::new("schema.xsd", text.as_str());
    let source = sources.add(file.clone());
    let mut diagnostics = Diagnostics::default();
    let schema = xsd::parse(source, &text, &mut diagnostics).expect("a schema");
    let inputs = [component::Input { file: &file, source, schema: &schema }];
    let options = component::Options {
        one_schema: true,
        missing: None,
        constraints: crate::diagnostic::Severity::Error,
    };
    let components = component::build(&inputs, options, &mut diagnostics);
    assert!(!diagnostics.has_errors(), "{}", diagnostics.render(sources, false));
    components
}

/// What the validator finds in a document; nothing if it is not well-formed.
fn validated(source: SourceId, sources: &mut Sources, components: &Components) -> Option<Vec<Invalid>> {
    let (resolver, grammar) = (&mut Resolver::default(), &Grammar::new(components));
    let mut said = Diagnostics::default();
    document::validate(source, sources, resolver, grammar, Options::default(), &mut said)
}

/// What is wrong with a document; its root, `<r>`, declares the namespace `t`, and the prefixes of XSD.
fn check(schema: &str, content: &str, expect: Expect) {
    let mut sources = Sources::default();
    let components = components(schema, &mut sources);
    let document = format!(
        "<r xmlns='t' xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'\n{content}"
    );
    let source = sources.add(SourceFile::new("document.xml", document.as_str()));
    let found = validated(source, &mut sources, &components);
    expect.assert_eq(&lines(&found.expect("well-formed"), &sources));
}

#[test]
fn types_named_by_the_document() {
    let schema = "<xs:element name='r'><xs:complexType><xs:sequence maxOccurs='unbounded'><xs:element name='e' type='base'/></xs:sequence></xs:complexType></xs:element>
        <xs:complexType name='base'><xs:sequence><xs:element name='a' type='xs:int' minOccurs='0'/></xs:sequence></xs:complexType>
        <xs:complexType name='more'><xs:complexContent><xs:extension base='base'><xs:sequence><xs:element name='b'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
        <xs:complexType name='other'><xs:sequence/></xs:complexType>
        <xs:complexType name='abstract' abstract='true'><xs:complexContent><xs:extension base='base'/></xs:complexContent></xs:complexType>";
    check(schema, "><e i:type='more'><a>1</a><b/></e><e i:type='base'/></r>", expect![[""]]);
    check(
        schema,
        "><e i:type='more'/>\n<e i:type='other'/>\n<e i:type='none'/>\n<e i:type='abstract'/>\n<e i:type='xs:int'/></r>",
        expect![[r#"
            2:2 Missing: `e` is not complete, in `/r/e`; expected `{t}a` or `{t}b` in it
            3:4 Type: the type `other` may not stand here: it is not derived from the declared type, in `/r/e`; expected a type derived from the declared one
            4:4 Type: there is no type `none`, in `/r/e`; expected the name of a type
            5:1 Type: the type `abstract` is abstract, in `/r/e`; expected a type derived from it, by `xsi:type`
            6:4 Type: the type `xs:int` may not stand here: it is not derived from the declared type, in `/r/e`; expected a type derived from the declared one
        "#]],
    );
}

#[test]
fn blocked_derivations() {
    let schema = "<xs:element name='r' type='list'/>
        <xs:complexType name='list'><xs:sequence maxOccurs='unbounded'><xs:element name='e' type='base' block='extension'/></xs:sequence></xs:complexType>
        <xs:complexType name='base'><xs:sequence/></xs:complexType>
        <xs:complexType name='more'><xs:complexContent><xs:extension base='base'/></xs:complexContent></xs:complexType>
        <xs:complexType name='less'><xs:complexContent><xs:restriction base='base'/></xs:complexContent></xs:complexType>";
    check(
        schema,
        "><e i:type='less'/><e i:type='more'/></r>",
        expect![[r#"
        2:23 Type: the type `more` may not stand here: its way of derivation is blocked, in `/r/e`; expected a type derived from the declared one
    "#]],
    );
}

#[test]
fn substitution_groups() {
    let schema = "<xs:element name='r'><xs:complexType><xs:choice maxOccurs='unbounded'><xs:element ref='head'/></xs:choice></xs:complexType></xs:element>
        <xs:element name='head' type='xs:string' abstract='true'/><xs:element name='one' type='xs:token' substitutionGroup='head'/>
        <xs:element name='two' type='xs:language' substitutionGroup='one'/><xs:element name='apart' type='xs:token'/>";
    check(schema, "><one/><two>en</two></r>", expect![[""]]);
    check(
        schema,
        "><head/><two>?</two><apart/></r>",
        expect![[r#"
            2:2 Type: `head` is abstract, in `/r/head`; expected an element of its substitution group
            2:14 Value: `?` is no value of `two`, which is `xs:language`, in `/r/two`; expected a language, such as `en` or `en-GB`
            2:21 Element: `{t}apart` is not expected here, in `/r`; expected `{t}one`, `{t}two` or the end of `r`
        "#]],
    );
}

#[test]
fn nil() {
    let schema = "<xs:element name='r'><xs:complexType><xs:choice maxOccurs='unbounded'>
        <xs:element name='n' type='xs:int' nillable='true'/><xs:element name='e' type='xs:int'/></xs:choice></xs:complexType></xs:element>";
    check(schema, "><n i:nil='true'/><n i:nil='0'>1</n></r>", expect![[""]]);
    check(
        schema,
        "><n i:nil='true'>1</n><n/><e i:nil='false'>1</e><n i:nil='x'>1</n><n i:nil='1'><e/></n></r>",
        expect![[r#"
        2:18 Nil: `n` is nil, but has text, in `/r/n`; expected nothing
        2:23 Value: `` is no value of `n`, which is `xs:int`, in `/r/n`; expected a whole number
        2:30 Nil: `e` cannot be nil, in `/r/e`; expected no `xsi:nil`
        2:52 Nil: `x` is no value of `xsi:nil`, in `/r/n`; expected `true` or `false`
        2:80 Element: `e` stands in `n`, which is nil, in `/r/n`; expected nothing
    "#]],
    );
}

#[test]
fn wildcards() {
    let schema = "<xs:element name='r'><xs:complexType><xs:sequence>
        <xs:element name='lax'><xs:complexType><xs:sequence><xs:any processContents='lax' maxOccurs='9'/></xs:sequence><xs:anyAttribute processContents='lax'/></xs:complexType></xs:element>
        <xs:element name='skip'><xs:complexType><xs:sequence><xs:any processContents='skip' namespace='##local t'/></xs:sequence></xs:complexType></xs:element>
        <xs:element name='strict'><xs:complexType><xs:sequence><xs:any maxOccurs='9' namespace='##other ##targetNamespace'/></xs:sequence></xs:complexType></xs:element>
        </xs:sequence></xs:complexType></xs:element>
        <xs:element name='known' type='xs:int'/><xs:attribute name='known' type='xs:int'/>"
        .replace("##other ##targetNamespace", "##any");
    check(
        &schema,
        " xmlns:t='t'><lax x='1' t:known='1'><known>1</known><unknown><known>2</known></unknown></lax>
        <skip><known>x</known></skip><strict><known>1</known><x i:type='xs:int'>1</x></strict></r>",
        expect![[""]],
    );
    check(
        &schema,
        " xmlns:t='t'><lax t:known='x'><known>x</known><unknown><known>y</known></unknown></lax>
        <skip><a xmlns='other'/></skip><strict><known>z</known><x/></strict></r>",
        expect![[r#"
            2:19 Value: `x` is no value of the attribute `known`, which is `xs:int`, in `/r/lax`; expected a whole number
            2:38 Value: `x` is no value of `known`, which is `xs:int`, in `/r/lax/known`; expected a whole number
            2:63 Value: `y` is no value of `known`, which is `xs:int`, in `/r/lax/unknown/known`; expected a whole number
            3:15 Element: `a` is not expected here, in `/r/skip`; expected an element without a namespace or an element of `t`
            3:9 Missing: `skip` is not complete, in `/r/skip`; expected an element without a namespace or an element of `t` in it
            3:55 Value: `z` is no value of `known`, which is `xs:int`, in `/r/strict/known`; expected a whole number
            3:64 Element: `{t}x` is not declared, in `/r/strict/x`; expected an element that the schema declares globally
        "#]],
    );
}

#[test]
fn values_and_defaults() {
    let schema = "<xs:element name='r'><xs:complexType><xs:choice maxOccurs='unbounded'>
        <xs:element name='d' type='xs:int' default='7'/><xs:element name='f' type='xs:decimal' fixed='1.0'/>
        <xs:element name='m' fixed='x'><xs:complexType mixed='true'><xs:sequence><xs:element name='d' minOccurs='0'/></xs:sequence></xs:complexType></xs:element>
        <xs:element name='s'><xs:complexType><xs:simpleContent><xs:extension base='xs:date'><xs:attribute name='a' type='xs:int' fixed='1'/>
        <xs:attribute name='q' type='xs:int' use='required'/></xs:extension></xs:simpleContent></xs:complexType></xs:element></xs:choice></xs:complexType></xs:element>";
    check(schema, "><d/><f/><f>1</f><m/><m>x</m><s a='01' q='1'>2020-01-31</s></r>", expect![[""]]);
    check(
        schema,
        "><d>x</d><f>2</f>\n<m>y</m><m><d/></m><s a='2'>2020-02-31</s>\n<s q='' z='1'/><d> <d/></d></r>",
        expect![[r#"
            2:5 Value: `x` is no value of `d`, which is `xs:int`, in `/r/d`; expected a whole number
            2:13 Fixed: `f` has the fixed value `1.0`, in `/r/f`; expected that
            3:4 Fixed: `m` has the fixed value `x`, in `/r/m`; expected that
            3:9 Fixed: `m` has the fixed value `x`, in `/r/m`; expected that
            3:23 Fixed: the attribute `a` has the fixed value `1`, in `/r/s`; expected that
            3:20 MissingAttribute: `s` lacks its attribute `q`, in `/r/s`; expected `q="…"`
            3:29 Value: `2020-02-31` is no value of `s`, which is `xs:date`, in `/r/s`; expected a date, such as `2000-12-31` or `2000-12-31+01:00`
            4:4 Value: `` is no value of the attribute `q`, which is `xs:int`, in `/r/s`; expected a whole number
            4:9 Attribute: `s` has no attribute `z`, in `/r/s`; expected `a` or `q`
            4:1 Value: `` is no value of `s`, which is `xs:date`, in `/r/s`; expected a date, such as `2000-12-31` or `2000-12-31+01:00`
            4:20 Element: `d` has no elements, but `d` is in it, in `/r/d`; expected text alone
        "#]],
    );
}

#[test]
fn identifiers() {
    let schema = "<xs:element name='r'><xs:complexType><xs:sequence maxOccurs='unbounded'><xs:element name='e'><xs:complexType>
        <xs:attribute name='id' type='xs:ID'/><xs:attribute name='to' type='xs:IDREFS'/><xs:attribute name='entity' type='xs:ENTITY'/></xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>";
    check(schema, "><e to='a b'/><e id='a'/><e id='b' to='b'/></r>", expect![[""]]);
    check(
        schema,
        "><e to='a b c'/><e id='a'/><e id='a' entity='x'/></r>",
        expect![[r#"
        2:31 Reference: the identifier `a` is there twice, in `/r/e`; another element has it
        2:38 Reference: no unparsed entity `x` is declared, in `/r/e`; expected the name of one
        2:5 Reference: no element has the identifier `b`, in `/r/e`; this refers to it
        2:5 Reference: no element has the identifier `c`, in `/r/e`; this refers to it
    "#]],
    );
}

const KEYS: &str = "<xs:element name='r'><xs:complexType><xs:sequence maxOccurs='unbounded'><xs:element name='g'><xs:complexType><xs:choice maxOccurs='unbounded'>
    <xs:element name='k'><xs:complexType><xs:attribute name='a' type='xs:decimal'/><xs:attribute name='b' type='xs:string'/></xs:complexType></xs:element>
    <xs:element name='p' type='xs:decimal'/></xs:choice></xs:complexType>
    <xs:key name='key'><xs:selector xpath='t:k'/><xs:field xpath='@a'/></xs:key></xs:element></xs:sequence></xs:complexType>
    <xs:unique name='unique'><xs:selector xpath='.//t:k'/><xs:field xpath='@b'/></xs:unique>
    <xs:keyref name='points' refer='key'><xs:selector xpath='t:g/t:p'/><xs:field xpath='.'/></xs:keyref></xs:element>";

#[test]
fn identity_constraints() {
    check(KEYS, "><g><k a='1' b='x'/><k a='2'/><p>1.0</p></g><g><k a='3'/><p> 2 </p></g></r>", expect![[""]]);
    check(
        KEYS,
        "><g><k a='1' b='x'/>\n<k a='1.00'/>\n<k/><p>7</p></g>\n<g><k a='2' b='x'/></g></r>",
        expect![[r#"
        3:1 Identity: the fields of `key` are there twice, in `/r/g/k`; expected others than before
        4:1 Identity: field 1 of the key `key` is missing, in `/r/g/k`; expected all fields of the key in this
        5:4 Identity: the fields of `unique` are there twice, in `/r/g/k`; expected others than before
        4:5 Identity: no `key` has what `points` refers to, in `/r`; this refers to it
    "#]],
    );
    // A key that is in two groups refers to neither.
    check(
        KEYS,
        "><g><k a='1'/></g><g><k a='1'/><p>1</p></g></r>",
        expect![[r#"
        2:32 Identity: no `key` has what `points` refers to, in `/r`; this refers to it
    "#]],
    );
}

#[test]
fn unparsed_entities() {
    let mut sources = Sources::default();
    let components = components("<xs:element name='e' type='xs:ENTITIES'/>", &mut sources);
    let document = "<!DOCTYPE e [<!NOTATION n SYSTEM 'n'> <!ENTITY a SYSTEM \"a\" NDATA n> <!ENTITY b 'b'>]><e xmlns='t'>a b</e>";
    let source = sources.add(SourceFile::new("document.xml", document));
    let found = validated(source, &mut sources, &components);
    let expected: Expect = expect![[r#"
        1:100 Reference: no unparsed entity `b` is declared, in `/e`; expected the name of one
    "#]];
    expected.assert_eq(&lines(&found.expect("well-formed"), &sources));
}

#[test]
fn what_comes_twice_in_an_all_leaves_the_rest_expected() {
    check(
        "<xs:element name='r'><xs:complexType><xs:all><xs:element name='x' type='xs:int'/>
         <xs:element name='y' type='xs:int' minOccurs='0'/></xs:all></xs:complexType></xs:element>",
        "><x>1</x><x>2</x><y>3</y></r>",
        expect![[r#"
            2:10 Element: `{t}x` is not expected here, in `/r`; expected `{t}y` or the end of `r`
        "#]],
    );
}
