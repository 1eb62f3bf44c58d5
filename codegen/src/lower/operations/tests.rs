//! What is asked of the objects in bodies: the calls that are written for it, and what cannot be asked.

use crate::source::SourceFile;
use crate::{Inputs, generate};
use expect_test::{Expect, expect};

/// A schema whose object has a member of each shape.
const SCHEMA: &str = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>
<xs:element name='ServiceResponse' type='xs:string'/>
<xs:element name='ServiceRequest'><xs:complexType><xs:sequence>
  <xs:element name='data' minOccurs='0'><xs:complexType><xs:sequence>
    <xs:element name='Thing' type='Thing' minOccurs='0'/><xs:element name='other' type='xs:string' minOccurs='0'/>
  </xs:sequence></xs:complexType></xs:element>
</xs:sequence></xs:complexType></xs:element>
<xs:complexType name='Thing'><xs:sequence>
  <xs:element name='level' type='xs:int'/>
  <xs:element name='weight' type='xs:unsignedByte' minOccurs='0'/>
  <xs:element name='weights' type='xs:int' minOccurs='0' maxOccurs='unbounded'/>
  <xs:element name='state' type='State' minOccurs='0'/>
  <xs:element name='states' type='State' minOccurs='0' maxOccurs='unbounded'/>
  <xs:element name='owner' type='User' minOccurs='0'/>
  <xs:element name='readers' type='User' minOccurs='0' maxOccurs='unbounded'/>
  <xs:choice><xs:element name='left' type='xs:int'/><xs:element name='right' type='User'/></xs:choice>
</xs:sequence></xs:complexType>
<xs:complexType name='User'><xs:sequence>
  <xs:element name='id' type='xs:long'/><xs:element name='nick' type='xs:string'/>
</xs:sequence></xs:complexType>
<xs:simpleType name='State'><xs:restriction base='xs:string'>
  <xs:enumeration value='NEW'/><xs:enumeration value='OLD'/>
</xs:restriction></xs:simpleType>
</xs:schema>";

/// The statements of the operation with this body that look at the object, or what is wrong with it.
#[track_caller]
fn check(keys: &str, expected: Expect) {
    let description = format!(
        "doc = 'x'\nschema = 'was/3.0/things'\npath = '/things'\n[operations.create]\ndoc = 'x'\nmethod = 'POST'\n{keys}\n\
         returns = 'was/3.0/things:ServiceResponse'\nchanges = true\nsource = 'x'\n"
    );
    let generated = generate(&Inputs {
        folder: "schemas".into(),
        schemas: vec![
            SourceFile::new("was/3.0/things.xsd", SCHEMA),
            SourceFile::new("was/3.0/thing.toml", description),
        ],
        fixups: None,
        entities: Vec::new(),
        docs: "Test.".into(),
        ..Inputs::default()
    });
    let Some(files) = &generated.files else {
        return expected.assert_eq(&generated.diagnostics.render(&generated.sources, false));
    };
    let text = files.iter().find(|(path, _)| path.ends_with("thing.rs")).map_or("", |(_, text)| text);
    // From the form on, without the layout.
    let statements = text.split_once("raw_xml {").map_or("", |(_, rest)| rest);
    let statements = statements.split_once("form.raw(").map_or("", |(statements, _)| statements);
    let calls: Vec<&str> = statements.split_inclusive(';').filter(|one| one.contains("form.r")).collect();
    let shown: Vec<String> =
        calls.iter().map(|call| call.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    expected.assert_eq(&shown.join("\n"));
}

#[test]
fn members_that_are_asked_for() {
    check(
        "body = 'Thing'\nrequired = ['level', 'owner.id', 'readers', 'owner.nick if state = NEW', 'weights if state = NEW | OLD']",
        expect![[r#"
            form.require("level", Some(&self.object).map(|one| &one.level).is_some());
            form.require( "owner.id", Some(&self.object) .and_then(|one| one.owner.as_ref()) .map(|one| &one.id) .is_some(), );
            form.require( "readers", Some(&self.object) .map(|one| &one.readers) .filter(|one| !one.is_empty()) .is_some(), );
            form.require_if( "owner.nick", Some(&self.object) .and_then(|one| one.owner.as_ref()) .map(|one| &one.nick) .filter(|one| !one.is_empty()) .is_some(), "state", Some(&self.object) .and_then(|one| one.state.as_ref()) .map(|word| word.as_str()), &["NEW"], );
            form.require_if( "weights", Some(&self.object) .map(|one| &one.weights) .filter(|one| !one.is_empty()) .is_some(), "state", Some(&self.object) .and_then(|one| one.state.as_ref()) .map(|word| word.as_str()), &["NEW", "OLD"], );"#]],
    );
    check(
        "body = 'Thing(owner, state?, readers?)'\nrequired = ['owner.id', 'readers if state = OLD']",
        expect![[r#"
            form.require( "owner.id", Some(&self.object) .and_then(|one| one.owner.as_ref()) .map(|one| &one.id) .is_some(), );
            form.require_if( "readers", Some(&self.object) .map(|one| &one.readers) .filter(|one| !one.is_empty()) .is_some(), "state", Some(&self.object) .and_then(|one| one.state.as_ref()) .map(|word| word.as_str()), &["OLD"], );"#]],
    );
}

#[test]
fn ranges_of_members() {
    check(
        "body = 'Thing(level{1..5}, weight{..9}?)'",
        expect![[r#"
        form.range("level", Some(i128::from(self.object.level)), 1, 5);
        form.range("weight", self.object.weight.map(i128::from), 0, 9);"#]],
    );
}

#[test]
fn what_cannot_be_asked() {
    check(
        "body = 'Thing'\nrequired = ['readers.id', 'left', 'right.id']",
        expect![[r#"
        error: the builder cannot look at `readers.id`
         --> schemas/was/3.0/thing.toml:8:14
          |
        8 | required = ['readers.id', 'left', 'right.id']
          |              ^^^^^^^^^^ it is in a choice, or in what repeats

        error: the builder cannot look at `left`
         --> schemas/was/3.0/thing.toml:8:28
          |
        8 | required = ['readers.id', 'left', 'right.id']
          |                            ^^^^ it is in a choice, or in what repeats

        error: the builder cannot look at `right.id`
         --> schemas/was/3.0/thing.toml:8:36
          |
        8 | required = ['readers.id', 'left', 'right.id']
          |                                    ^^^^^^^^ it is in a choice, or in what repeats"#]],
    );
    check(
        "body = 'Thing'\nrequired = ['level if states = NEW', 'owner']",
        expect![[r#"
            error: the builder cannot look at `states`
             --> schemas/was/3.0/thing.toml:8:23
              |
            8 | required = ['level if states = NEW', 'owner']
              |                       ^^^^^^ the condition is not about a single word"#]],
    );
    check(
        "body = 'Thing(weights{1..5}, left?, right?)'",
        expect![[r#"
        error: the builder cannot look at `weights`
         --> schemas/was/3.0/thing.toml:7:15
          |
        7 | body = 'Thing(weights{1..5}, left?, right?)'
          |               ^^^^^^^ the range is not about a single number

        error: the builder cannot look at `left`
         --> schemas/was/3.0/thing.toml:7:30
          |
        7 | body = 'Thing(weights{1..5}, left?, right?)'
          |                              ^^^^ it is in a choice

        error: the builder cannot look at `right`
         --> schemas/was/3.0/thing.toml:7:37
          |
        7 | body = 'Thing(weights{1..5}, left?, right?)'
          |                                     ^^^^^ it is in a choice"#]],
    );
}

#[test]
fn a_parameter_and_a_member_of_one_name_are_an_error() {
    check(
        "path = '/things/{level}'
model = 'level'
body = 'Thing(level)'
returns = 'was/3.0/things:ServiceResponse'
changes = true
source = 'x'
[parameters.level]
type = 'int'
doc = 'x'
source = 'x'
[operations.other]
model = ''
method = 'GET'
doc = 'x'",
        expect![[r#"
            error: `level` is a parameter of the operation and a member of its object
             --> schemas/was/3.0/thing.toml:9:15
              |
            9 | body = 'Thing(level)'
              |               ^^^^^
              |
              = help: leave the member out if the path says it already"#]],
    );
}
