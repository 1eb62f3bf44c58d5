//! What is wrong with a schema, said in place.

use super::{read, schema};
use expect_test::{Expect, expect};

#[track_caller]
fn check(text: &str, expected: Expect) {
    expected.assert_eq(&read(text).1);
}

#[test]
fn not_well_formed() {
    check(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n  <é>ß</è>\n",
        expect![[r#"
        error: the XML cannot be read: expected 'é' tag, not 'è'
         --> test.xsd:2:7
          |
        2 |   <é>ß</è>
          |       ^"#]],
    );
}

#[test]
fn cut_off() {
    check(
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n",
        expect![[r#"
        error: the XML cannot be read: the root node was opened but never closed
         --> test.xsd:1:57
          |
        1 | <xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>
          |                                                        ^"#]],
    );
}

#[test]
fn undefined_entity() {
    check(
        &schema("<xs:element name='&who;'/>"),
        expect![[r#"
        error: the XML cannot be read: unknown entity reference 'who'
         --> test.xsd:2:19
          |
        2 | <xs:element name='&who;'/>
          |                   ^"#]],
    );
}

#[test]
fn entities_that_explode() {
    let levels: String = (1..9)
        .map(|level| format!("<!ENTITY e{level} '{}'>\n", format!("&e{};", level - 1).repeat(99)))
        .collect();
    let text = format!("<!DOCTYPE a [<!ENTITY e0 'lol'>\n{levels}]>\n<a>{}</a>", "&e8;".repeat(500));
    check(
        &text,
        expect![[r#"
        error: the entities declared here could expand to more than 64 MiB
         --> test.xsd:1:14
          |
        1 | <!DOCTYPE a [<!ENTITY e0 'lol'>
          |              ^^^^^^^^
          |
          = help: write their text out where it is used"#]],
    );
}

#[test]
fn another_root() {
    check(
        "<schema><element name='a'/></schema>",
        expect![[r#"
        error: the root is `schema`, not `xs:schema`
         --> test.xsd:1:2
          |
        1 | <schema><element name='a'/></schema>
          |  ^^^^^^
          |
          = help: a schema document begins with `xs:schema` in the namespace `http://www.w3.org/2001/XMLSchema`"#]],
    );
}

#[test]
fn several_in_a_run() {
    check(
        &schema(
            r#"<xs:element name="a" type="xs:string" minOccurs="0"/>
<xs:elemnt name="b"/>
<xs:complexType name="C"><xs:attribute name="x"/><xs:sequence/></xs:complexType>
<xs:element name="1d"/>
<xs:complexType/>
<foreign/>
stray text"#,
        ),
        expect![[r#"
            error: `xs:element` has no attribute `minOccurs`
             --> test.xsd:2:39
              |
            2 | <xs:element name="a" type="xs:string" minOccurs="0"/>
              |                                       ^^^^^^^^^ it takes here: `abstract`, `block`, `default`, `final`, `fixed`, `name`, `nillable`, `substitutionGroup`, `type`

            error: XSD 1.0 has no element `xs:elemnt`
             --> test.xsd:3:2
              |
            3 | <xs:elemnt name="b"/>
              |  ^^^^^^^^^
              |
              = help: did you mean `xs:element`?

            error: `xs:sequence` cannot follow `xs:attribute` in `xs:complexType`
             --> test.xsd:4:51
              |
            4 | <xs:complexType name="C"><xs:attribute name="x"/><xs:sequence/></xs:complexType>
              |                                                   ^^^^^^^^^^^ it takes, in this order: `xs:annotation`, `xs:simpleContent`, `xs:complexContent`, `xs:group`, `xs:all`, `xs:choice`, `xs:sequence`, `xs:attribute`, `xs:attributeGroup`, `xs:anyAttribute`

            error: `1d` is not a name
             --> test.xsd:5:19
              |
            5 | <xs:element name="1d"/>
              |                   ^^ letters, digits, `_`, `-` and `.`, beginning with a letter or `_`

            error: `xs:complexType` lacks the attribute `name`
             --> test.xsd:6:2
              |
            6 | <xs:complexType/>
              |  ^^^^^^^^^^^^^^

            error: `foreign` is not an element of XSD
             --> test.xsd:7:2
              |
            7 | <foreign/>
              |  ^^^^^^^ other elements can stand in `xs:appinfo` only

            error: text cannot stand in `xs:schema`
             --> test.xsd:8:1
              |
            8 | stray text
              | ^^^^^^^^^^ documentation goes into `xs:annotation`"#]],
    );
}

#[test]
fn nesting() {
    check(
        &schema(
            r#"<xs:sequence/>
<xs:complexType name="A"><xs:sequence><xs:all/></xs:sequence><xs:enumeration value="x"/></xs:complexType>
<xs:complexType name="B"><xs:simpleContent/></xs:complexType>
<xs:complexType name="D"><xs:complexContent><xs:extension base="A"/></xs:complexContent><xs:attribute name="a"/></xs:complexType>
<xs:group name="g"/>
<xs:group name="h"><xs:sequence minOccurs="0"/></xs:group>
<xs:simpleType name="S"/>
<xs:element name="e"><xs:complexType/><xs:complexType/></xs:element>
<xs:include schemaLocation="late.xsd"/>"#,
        ),
        expect![[r#"
            error: `xs:sequence` cannot stand in `xs:schema`
             --> test.xsd:2:2
              |
            2 | <xs:sequence/>
              |  ^^^^^^^^^^^ it takes, in this order: `xs:include`, `xs:import`, `xs:redefine`, `xs:annotation`, `xs:simpleType`, `xs:complexType`, `xs:group`, `xs:attributeGroup`, `xs:element`, `xs:attribute`, `xs:notation`, `xs:annotation`

            error: `xs:all` cannot stand in `xs:sequence`
             --> test.xsd:3:40
              |
            3 | <xs:complexType name="A"><xs:sequence><xs:all/></xs:sequence><xs:enumeration value="x"/></xs:complexType>
              |                                        ^^^^^^ it takes, in this order: `xs:annotation`, `xs:element`, `xs:group`, `xs:choice`, `xs:sequence`, `xs:any`

            error: `xs:enumeration` cannot stand in `xs:complexType`
             --> test.xsd:3:63
              |
            3 | <xs:complexType name="A"><xs:sequence><xs:all/></xs:sequence><xs:enumeration value="x"/></xs:complexType>
              |                                                               ^^^^^^^^^^^^^^ it takes, in this order: `xs:annotation`, `xs:simpleContent`, `xs:complexContent`, `xs:group`, `xs:all`, `xs:choice`, `xs:sequence`, `xs:attribute`, `xs:attributeGroup`, `xs:anyAttribute`

            error: `xs:simpleContent` is empty
             --> test.xsd:4:27
              |
            4 | <xs:complexType name="B"><xs:simpleContent/></xs:complexType>
              |                           ^^^^^^^^^^^^^^^^ expected `xs:restriction` or `xs:extension`

            error: `xs:attribute` cannot stand beside `xs:complexContent`
             --> test.xsd:5:90
              |
            5 | <xs:complexType name="D"><xs:complexContent><xs:extension base="A"/></xs:complexContent><xs:attribute name="a"/></xs:complexType>
              |                                                                                          ^^^^^^^^^^^^ it goes into `xs:extension` or `xs:restriction`

            error: the group is empty
             --> test.xsd:6:2
              |
            6 | <xs:group name="g"/>
              |  ^^^^^^^^ expected `xs:all`, `xs:choice` or `xs:sequence`

            error: `xs:sequence` has no attribute `minOccurs`
             --> test.xsd:7:33
              |
            7 | <xs:group name="h"><xs:sequence minOccurs="0"/></xs:group>
              |                                 ^^^^^^^^^ it takes none here

            error: the simple type is empty
             --> test.xsd:8:2
              |
            8 | <xs:simpleType name="S"/>
              |  ^^^^^^^^^^^^^ expected `xs:restriction`, `xs:list` or `xs:union`

            error: `xs:complexType` cannot follow `xs:complexType` in `xs:element`
             --> test.xsd:9:40
              |
            9 | <xs:element name="e"><xs:complexType/><xs:complexType/></xs:element>
              |                                        ^^^^^^^^^^^^^^ it takes, in this order: `xs:annotation`, `xs:simpleType`, `xs:complexType`, `xs:unique`, `xs:key`, `xs:keyref`

            error: `xs:include` cannot follow `xs:element` in `xs:schema`
              --> test.xsd:10:2
               |
            10 | <xs:include schemaLocation="late.xsd"/>
               |  ^^^^^^^^^^ it takes, in this order: `xs:include`, `xs:import`, `xs:redefine`, `xs:annotation`, `xs:simpleType`, `xs:complexType`, `xs:group`, `xs:attributeGroup`, `xs:element`, `xs:attribute`, `xs:notation`, `xs:annotation`"#]],
    );
}

#[test]
fn names() {
    check(
        &schema(
            r#"<xs:element name="a" type="no:T"/>
<xs:element name="b" type="a b"/>
<xs:element name="c" type=""/>
<xs:simpleType name="u"><xs:union memberTypes="xs:int :x"/></xs:simpleType>"#,
        ),
        expect![[r#"
            error: the prefix `no` is not bound to a namespace
             --> test.xsd:2:28
              |
            2 | <xs:element name="a" type="no:T"/>
              |                            ^^^^

            error: `a b` is not a qualified name
             --> test.xsd:3:28
              |
            3 | <xs:element name="b" type="a b"/>
              |                            ^^^ expected `name` or `prefix:name`

            error: `` is not a qualified name
             --> test.xsd:4:28
              |
            4 | <xs:element name="c" type=""/>
              |                            ^ expected `name` or `prefix:name`

            error: `:x` is not a qualified name
             --> test.xsd:5:48
              |
            5 | <xs:simpleType name="u"><xs:union memberTypes="xs:int :x"/></xs:simpleType>
              |                                                ^^^^^^^^^ expected `name` or `prefix:name`"#]],
    );
}

#[test]
fn numbers_and_words() {
    check(
        &schema(
            r#"<xs:complexType name="A" mixed="yes"><xs:sequence minOccurs="-1" maxOccurs="many">
  <xs:element name="a" minOccurs="3" maxOccurs="2"/>
  <xs:element name="b" minOccurs="2"/>
  <xs:element name="c" maxOccurs="4294967296"/>
  <xs:element name="d" minOccurs="+007" maxOccurs="unbounded"/>
</xs:sequence><xs:attribute name="x" use="needed"/></xs:complexType>
<xs:complexType name="B"><xs:all maxOccurs="2"><xs:element name="a" maxOccurs="2"/></xs:all></xs:complexType>
<xs:simpleType name="S"><xs:restriction base="xs:string">
  <xs:length value="long"/><xs:whiteSpace value="trim"/><xs:pattern value="x" fixed="true"/>
</xs:restriction></xs:simpleType>"#,
        ),
        expect![[r#"
            error: `mixed` cannot be `yes`
             --> test.xsd:2:33
              |
            2 | <xs:complexType name="A" mixed="yes"><xs:sequence minOccurs="-1" maxOccurs="many">
              |                                 ^^^ expected one of `true`, `1`, `false`, `0`

            error: `-1` is not a number that can stand here
             --> test.xsd:2:62
              |
            2 | <xs:complexType name="A" mixed="yes"><xs:sequence minOccurs="-1" maxOccurs="many">
              |                                                              ^^ expected a whole number that is not negative

            error: `many` is not a number that can stand here
             --> test.xsd:2:77
              |
            2 | <xs:complexType name="A" mixed="yes"><xs:sequence minOccurs="-1" maxOccurs="many">
              |                                                                             ^^^^ expected a whole number that is not negative or `unbounded`

            error: `minOccurs` is 3, more than `maxOccurs`, which is 2
             --> test.xsd:3:49
              |
            3 |   <xs:element name="a" minOccurs="3" maxOccurs="2"/>
              |                                                 ^

            error: `minOccurs` is 2, more than `maxOccurs`, which is 1
             --> test.xsd:4:35
              |
            4 |   <xs:element name="b" minOccurs="2"/>
              |                                   ^

            error: `use` cannot be `needed`
             --> test.xsd:7:43
              |
            7 | </xs:sequence><xs:attribute name="x" use="needed"/></xs:complexType>
              |                                           ^^^^^^ expected one of `optional`, `required`, `prohibited`

            error: `xs:all` can occur once at most
             --> test.xsd:8:27
              |
            8 | <xs:complexType name="B"><xs:all maxOccurs="2"><xs:element name="a" maxOccurs="2"/></xs:all></xs:complexType>
              |                           ^^^^^^

            error: an element of `xs:all` can occur once at most
             --> test.xsd:8:66
              |
            8 | <xs:complexType name="B"><xs:all maxOccurs="2"><xs:element name="a" maxOccurs="2"/></xs:all></xs:complexType>
              |                                                                  ^
              |
              = help: wrap the elements into one, or use `xs:sequence`

            error: `long` is not a number that can stand here
              --> test.xsd:10:21
               |
            10 |   <xs:length value="long"/><xs:whiteSpace value="trim"/><xs:pattern value="x" fixed="true"/>
               |                     ^^^^ expected a whole number that is not negative

            error: `value` cannot be `trim`
              --> test.xsd:10:50
               |
            10 |   <xs:length value="long"/><xs:whiteSpace value="trim"/><xs:pattern value="x" fixed="true"/>
               |                                                  ^^^^ expected one of `preserve`, `replace`, `collapse`

            error: `xs:pattern` has no attribute `fixed`
              --> test.xsd:10:79
               |
            10 |   <xs:length value="long"/><xs:whiteSpace value="trim"/><xs:pattern value="x" fixed="true"/>
               |                                                                               ^^^^^ it takes here: `value`"#]],
    );
}

#[test]
fn exclusions() {
    check(
        &schema(
            r#"<xs:element name="a" type="xs:int"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>
<xs:element name="b" default="1" fixed="2"/>
<xs:complexType name="C"><xs:sequence><xs:element name="x" ref="a"/><xs:element ref="a" type="xs:int"/><xs:element/></xs:sequence>
  <xs:attribute name="y" use="required" default="1"/></xs:complexType>
<xs:simpleType name="S"><xs:restriction/></xs:simpleType>
<xs:simpleType name="U"><xs:union/></xs:simpleType>"#,
        ),
        expect![[r#"
            error: `type` and an anonymous type exclude each other in `xs:element`
             --> test.xsd:2:22
              |
            2 | <xs:element name="a" type="xs:int"><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType></xs:element>
              |                      ^^^^

            error: `default` and `fixed` exclude each other
             --> test.xsd:3:41
              |
            3 | <xs:element name="b" default="1" fixed="2"/>
              |                                         ^

            error: `xs:element` has no attribute `ref`
             --> test.xsd:4:60
              |
            4 | <xs:complexType name="C"><xs:sequence><xs:element name="x" ref="a"/><xs:element ref="a" type="xs:int"/><xs:element/></xs:sequence>
              |                                                            ^^^ it takes here: `block`, `default`, `fixed`, `form`, `maxOccurs`, `minOccurs`, `name`, `nillable`, `type`

            error: `xs:element` has no attribute `type`
             --> test.xsd:4:89
              |
            4 | <xs:complexType name="C"><xs:sequence><xs:element name="x" ref="a"/><xs:element ref="a" type="xs:int"/><xs:element/></xs:sequence>
              |                                                                                         ^^^^ it takes here: `maxOccurs`, `minOccurs`, `ref`

            error: `xs:element` lacks the attribute `name`
             --> test.xsd:4:105
              |
            4 | <xs:complexType name="C"><xs:sequence><xs:element name="x" ref="a"/><xs:element ref="a" type="xs:int"/><xs:element/></xs:sequence>
              |                                                                                                         ^^^^^^^^^^

            error: `default` and a `use` other than `optional` exclude each other in `xs:attribute`
             --> test.xsd:5:41
              |
            5 |   <xs:attribute name="y" use="required" default="1"/></xs:complexType>
              |                                         ^^^^^^^

            error: `xs:restriction` names no type
             --> test.xsd:6:26
              |
            6 | <xs:simpleType name="S"><xs:restriction/></xs:simpleType>
              |                          ^^^^^^^^^^^^^^ expected `base` or `xs:simpleType`

            error: the union has no members
             --> test.xsd:7:26
              |
            7 | <xs:simpleType name="U"><xs:union/></xs:simpleType>
              |                          ^^^^^^^^ expected `memberTypes` or `xs:simpleType`"#]],
    );
}

#[test]
fn too_deep() {
    let depth = 200;
    let text = schema(&format!(
        "<xs:complexType name='A'>{}{}</xs:complexType>",
        "<xs:sequence>".repeat(depth),
        "</xs:sequence>".repeat(depth)
    ));
    let rendered = read(&text).1;
    expect!["error: elements are nested more than 128 deep"].assert_eq(rendered.lines().next().unwrap_or(""));
}

#[test]
fn identities_and_sets() {
    check(
        &schema(
            r###"<xs:element name="a" id="x" block="list" final="#all substitution"/>
<xs:element name="b" id="x"/>
<xs:simpleType name="S" id="1" final="extension"><xs:list itemType="xs:int"/></xs:simpleType>
<xs:complexType name="T"><xs:sequence><xs:any namespace="a ##all"/></xs:sequence></xs:complexType>
<xs:notation name="n"/>"###,
        ),
        expect![[r##"
            error: `block` cannot be `list`
             --> test.xsd:2:36
              |
            2 | <xs:element name="a" id="x" block="list" final="#all substitution"/>
              |                                    ^^^^ expected `#all`, or some of `extension`, `restriction`, `substitution`

            error: `final` cannot be `#all`
             --> test.xsd:2:49
              |
            2 | <xs:element name="a" id="x" block="list" final="#all substitution"/>
              |                                                 ^^^^^^^^^^^^^^^^^ expected `#all`, or some of `extension`, `restriction`

            error: `final` cannot be `substitution`
             --> test.xsd:2:49
              |
            2 | <xs:element name="a" id="x" block="list" final="#all substitution"/>
              |                                                 ^^^^^^^^^^^^^^^^^ expected `#all`, or some of `extension`, `restriction`

            error: the `id` `x` is given twice
             --> test.xsd:3:26
              |
            2 | <xs:element name="a" id="x" block="list" final="#all substitution"/>
              |                          - the first
            3 | <xs:element name="b" id="x"/>
              |                          ^

            error: `1` cannot be an `id`
             --> test.xsd:4:29
              |
            4 | <xs:simpleType name="S" id="1" final="extension"><xs:list itemType="xs:int"/></xs:simpleType>
              |                             ^ expected a name without colon

            error: `final` cannot be `extension`
             --> test.xsd:4:39
              |
            4 | <xs:simpleType name="S" id="1" final="extension"><xs:list itemType="xs:int"/></xs:simpleType>
              |                                       ^^^^^^^^^ expected `#all`, or some of `restriction`, `list`, `union`

            error: `namespace` cannot have `##all` here
             --> test.xsd:5:58
              |
            5 | <xs:complexType name="T"><xs:sequence><xs:any namespace="a ##all"/></xs:sequence></xs:complexType>
              |                                                          ^^^^^^^ expected `##any`, `##other`, or a list of namespaces, `##targetNamespace` and `##local`

            error: `xs:notation` has neither `public` nor `system`
             --> test.xsd:6:2
              |
            6 | <xs:notation name="n"/>
              |  ^^^^^^^^^^^ a notation has one of them"##]],
    );
}

#[test]
fn identity_constraints() {
    check(
        &schema(
            r###"<xs:element name="a">
<xs:key name="lacks-field"><xs:selector xpath="a"/></xs:key>
<xs:key name="attribute"><xs:selector xpath="a/@b"/><xs:field xpath="@a/b"/></xs:key>
<xs:unique name="axis"><xs:selector xpath="/a"/><xs:field xpath="descendant::b"/><xs:field xpath=".//"/></xs:unique>
<xs:unique name="names"><xs:selector xpath="x:a | "/><xs:field xpath="a b"/><xs:field xpath=".//.//b"/></xs:unique>
</xs:element>"###,
        ),
        expect![[r#"
            error: `xs:key` lacks `xs:field`
             --> test.xsd:3:2
              |
            3 | <xs:key name="lacks-field"><xs:selector xpath="a"/></xs:key>
              |  ^^^^^^

            error: `a/@b` is not a path that a selector can have
             --> test.xsd:4:46
              |
            4 | <xs:key name="attribute"><xs:selector xpath="a/@b"/><xs:field xpath="@a/b"/></xs:key>
              |                                              ^^^^ a selector cannot lead to attributes

            error: `@a/b` is not a path that a field can have
             --> test.xsd:4:70
              |
            4 | <xs:key name="attribute"><xs:selector xpath="a/@b"/><xs:field xpath="@a/b"/></xs:key>
              |                                                                      ^^^^ an attribute can only be the last step

            error: `/a` is not a path that a selector can have
             --> test.xsd:5:44
              |
            5 | <xs:unique name="axis"><xs:selector xpath="/a"/><xs:field xpath="descendant::b"/><xs:field xpath=".//"/></xs:unique>
              |                                            ^^ a step is missing

            error: `descendant::b` is not a path that a field can have
             --> test.xsd:5:66
              |
            5 | <xs:unique name="axis"><xs:selector xpath="/a"/><xs:field xpath="descendant::b"/><xs:field xpath=".//"/></xs:unique>
              |                                                                  ^^^^^^^^^^^^^ expected paths such as `a/b`, `.//a`, `.`, `@a`, with `|` between them

            error: `.//` is not a path that a field can have
             --> test.xsd:5:99
              |
            5 | <xs:unique name="axis"><xs:selector xpath="/a"/><xs:field xpath="descendant::b"/><xs:field xpath=".//"/></xs:unique>
              |                                                                                                   ^^^ a step is missing

            error: `x:a | ` is not a path that a selector can have
             --> test.xsd:6:45
              |
            6 | <xs:unique name="names"><xs:selector xpath="x:a | "/><xs:field xpath="a b"/><xs:field xpath=".//.//b"/></xs:unique>
              |                                             ^^^^^^ the prefix `x` is not bound to a namespace

            error: `a b` is not a path that a field can have
             --> test.xsd:6:71
              |
            6 | <xs:unique name="names"><xs:selector xpath="x:a | "/><xs:field xpath="a b"/><xs:field xpath=".//.//b"/></xs:unique>
              |                                                                       ^^^ expected paths such as `a/b`, `.//a`, `.`, `@a`, with `|` between them

            error: `.//.//b` is not a path that a field can have
             --> test.xsd:6:94
              |
            6 | <xs:unique name="names"><xs:selector xpath="x:a | "/><xs:field xpath="a b"/><xs:field xpath=".//.//b"/></xs:unique>
              |                                                                                              ^^^^^^^ expected paths such as `a/b`, `.//a`, `.`, `@a`, with `|` between them"#]],
    );
}
