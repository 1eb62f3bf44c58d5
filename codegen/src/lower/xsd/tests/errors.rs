//! What is wrong across declarations, said in place.

use super::{check_diagnostics, run, schema};
use expect_test::expect;

#[test]
fn unresolved_references() {
    check_diagnostics(
        &[
            (
                "test.xsd",
                &schema(
                    r#"<xs:element name="a" type="webapp"/>
<xs:element name="b" type="xs:strng"/>
<xs:element name="c" type="Elsewhere"/>
<xs:complexType name="WebApp"><xs:sequence><xs:element ref="bb"/><xs:element ref="cdef"/><xs:group ref="g"/></xs:sequence>
  <xs:attribute ref="x"/><xs:attributeGroup ref="y"/><xs:attribute name="z" type="WebApps"/></xs:complexType>
<xs:complexType name="D"><xs:complexContent><xs:extension base="Nothing"/></xs:complexContent></xs:complexType>"#,
                ),
            ),
            ("other.xsd", &schema(r#"<xs:complexType name="Elsewhere"/>"#)),
        ],
        expect![[r#"
            error: there is no type `webapp`
             --> test.xsd:2:28
              |
            2 | <xs:element name="a" type="webapp"/>
              |                            ^^^^^^ searched: test.xsd
              |
              = help: did you mean `WebApp`?

            error: there is no type `xs:strng`
             --> test.xsd:3:28
              |
            3 | <xs:element name="b" type="xs:strng"/>
              |                            ^^^^^^^^ searched: test.xsd
              |
              = help: did you mean `xs:string`?

            error: there is no type `Elsewhere`
             --> test.xsd:4:28
              |
            4 | <xs:element name="c" type="Elsewhere"/>
              |                            ^^^^^^^^^ searched: test.xsd
              |
              = help: `other.xsd` declares one of that name; this file does not include it

            error: there is no element `bb`
             --> test.xsd:5:61
              |
            5 | <xs:complexType name="WebApp"><xs:sequence><xs:element ref="bb"/><xs:element ref="cdef"/><xs:group ref="g"/></xs:sequence>
              |                                                             ^^ searched: test.xsd

            error: there is no element `cdef`
             --> test.xsd:5:83
              |
            5 | <xs:complexType name="WebApp"><xs:sequence><xs:element ref="bb"/><xs:element ref="cdef"/><xs:group ref="g"/></xs:sequence>
              |                                                                                   ^^^^ searched: test.xsd

            error: there is no group `g`
             --> test.xsd:5:105
              |
            5 | <xs:complexType name="WebApp"><xs:sequence><xs:element ref="bb"/><xs:element ref="cdef"/><xs:group ref="g"/></xs:sequence>
              |                                                                                                         ^ searched: test.xsd

            error: there is no attribute `x`
             --> test.xsd:6:22
              |
            6 |   <xs:attribute ref="x"/><xs:attributeGroup ref="y"/><xs:attribute name="z" type="WebApps"/></xs:complexType>
              |                      ^ searched: test.xsd

            error: there is no attribute group `y`
             --> test.xsd:6:50
              |
            6 |   <xs:attribute ref="x"/><xs:attributeGroup ref="y"/><xs:attribute name="z" type="WebApps"/></xs:complexType>
              |                                                  ^ searched: test.xsd

            error: there is no type `WebApps`
             --> test.xsd:6:83
              |
            6 |   <xs:attribute ref="x"/><xs:attributeGroup ref="y"/><xs:attribute name="z" type="WebApps"/></xs:complexType>
              |                                                                                   ^^^^^^^ searched: test.xsd
              |
              = help: did you mean `WebApp`?

            error: there is no type `Nothing`
             --> test.xsd:7:65
              |
            7 | <xs:complexType name="D"><xs:complexContent><xs:extension base="Nothing"/></xs:complexContent></xs:complexType>
              |                                                                 ^^^^^^^ searched: test.xsd"#]],
    );
}

#[test]
fn namespaces() {
    check_diagnostics(
        &[(
            "test.xsd",
            r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a">
<xs:element name="a" type="T"/>
<xs:complexType name="T"/>
</xs:schema>"#,
        )],
        expect![[r#"
            error: there is no type `T`
             --> test.xsd:2:28
              |
            2 | <xs:element name="a" type="T"/>
              |                            ^ searched: test.xsd
              |
              = help: `T` is in the namespace `urn:a`: it needs that one's prefix"#]],
    );
}

#[test]
fn missing_files() {
    check_diagnostics(
        &[
            (
                "v3/test.xsd",
                r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:a">
<xs:include schemaLocation="gone.xsd"/>
<xs:include schemaLocation="../b.xsd"/>
<xs:import namespace="urn:x" schemaLocation="http://example.org/x.xsd"/>
<xs:import namespace="urn:y"/>
<xs:import namespace="urn:a" schemaLocation="a.xsd"/>
<xs:import namespace="urn:c" schemaLocation="../b.xsd"/>
</xs:schema>"#,
            ),
            ("b.xsd", r#"<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:b"/>"#),
        ],
        expect![[r#"
            error: `gone.xsd` is not among the inputs
             --> v3/test.xsd:2:29
              |
            2 | <xs:include schemaLocation="gone.xsd"/>
              |                             ^^^^^^^^ looked for `v3/gone.xsd`
              |
              = help: add the file to the inputs; nothing is fetched

            error: `../b.xsd` declares another namespace, `urn:b`
             --> v3/test.xsd:3:29
              |
            3 | <xs:include schemaLocation="../b.xsd"/>
              |                             ^^^^^^^^
              |
              = help: use `xs:import`

            error: `http://example.org/x.xsd` is not among the inputs
             --> v3/test.xsd:4:46
              |
            4 | <xs:import namespace="urn:x" schemaLocation="http://example.org/x.xsd"/>
              |                                              ^^^^^^^^^^^^^^^^^^^^^^^^ looked for `http://example.org/x.xsd`
              |
              = help: add the file to the inputs; nothing is fetched

            error: no input declares the namespace `urn:y`
             --> v3/test.xsd:5:23
              |
            5 | <xs:import namespace="urn:y"/>
              |                       ^^^^^
              |
              = help: add the schema of the namespace to the inputs

            error: a schema cannot import its own namespace
             --> v3/test.xsd:6:23
              |
            6 | <xs:import namespace="urn:a" schemaLocation="a.xsd"/>
              |                       ^^^^^
              |
              = help: use `xs:include`

            error: `b.xsd` declares the namespace `urn:b`
             --> v3/test.xsd:7:23
              |
            7 | <xs:import namespace="urn:c" schemaLocation="../b.xsd"/>
              |                       ^^^^^ imported as the namespace `urn:c`"#]],
    );
}

#[test]
fn double_declarations() {
    check_diagnostics(
        &[
            (
                "a.xsd",
                &schema(
                    r#"<xs:include schemaLocation="b.xsd"/>
<xs:complexType name="T"/>
<xs:simpleType name="T"><xs:restriction base="xs:int"/></xs:simpleType>
<xs:element name="e"/>
<xs:complexType name="U"><xs:attribute name="x"/><xs:attribute name="x"/></xs:complexType>
<xs:complexType name="V"><xs:choice>
  <xs:element name="p"><xs:complexType><xs:attribute name="a"/></xs:complexType></xs:element>
  <xs:element name="p"><xs:complexType><xs:attribute name="b"/></xs:complexType></xs:element>
</xs:choice></xs:complexType>"#,
                ),
            ),
            ("b.xsd", &schema(r#"<xs:element name="e"/>"#)),
        ],
        expect![[r#"
            error: the type `T` is declared twice
             --> a.xsd:4:22
              |
            3 | <xs:complexType name="T"/>
              |                       - the first
            4 | <xs:simpleType name="T"><xs:restriction base="xs:int"/></xs:simpleType>
              |                      ^

            error: the attribute `x` stands twice in one type
             --> a.xsd:6:70
              |
            6 | <xs:complexType name="U"><xs:attribute name="x"/><xs:attribute name="x"/></xs:complexType>
              |                                              - the first             ^

            error: the element `e` is declared twice
             --> b.xsd:2:19
              |
            2 | <xs:element name="e"/>
              |                   ^
              |
             ::: a.xsd:5:19
              |
            5 | <xs:element name="e"/>
              |                   - the first"#]],
    );
}

#[test]
fn cycles() {
    check_diagnostics(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:group name="g"><xs:sequence><xs:element name="x"/><xs:group ref="h"/></xs:sequence></xs:group>
<xs:group name="h"><xs:choice><xs:element name="y"/><xs:group ref="g"/></xs:choice></xs:group>
<xs:attributeGroup name="i"><xs:attributeGroup ref="i"/></xs:attributeGroup>
<xs:complexType name="A"><xs:complexContent><xs:extension base="B"/></xs:complexContent></xs:complexType>
<xs:complexType name="B"><xs:complexContent><xs:restriction base="A"/></xs:complexContent></xs:complexType>
<xs:simpleType name="S"><xs:union memberTypes="xs:int L"/></xs:simpleType>
<xs:simpleType name="L"><xs:list itemType="S"/></xs:simpleType>
<xs:element name="e" substitutionGroup="f"/>
<xs:element name="f" substitutionGroup="e"/>"#,
            ),
        )],
        expect![[r#"
            error: the group `g` contains itself
             --> test.xsd:3:68
              |
            3 | <xs:group name="h"><xs:choice><xs:element name="y"/><xs:group ref="g"/></xs:choice></xs:group>
              |                                                                    ^ this leads back to it

            error: the attribute group `i` contains itself
             --> test.xsd:4:53
              |
            4 | <xs:attributeGroup name="i"><xs:attributeGroup ref="i"/></xs:attributeGroup>
              |                                                     ^ this leads back to it

            error: the type `A` derives from itself
             --> test.xsd:6:67
              |
            6 | <xs:complexType name="B"><xs:complexContent><xs:restriction base="A"/></xs:complexContent></xs:complexType>
              |                                                                   ^ this leads back to it

            error: the type `S` is defined by itself
             --> test.xsd:8:44
              |
            8 | <xs:simpleType name="L"><xs:list itemType="S"/></xs:simpleType>
              |                                            ^ this leads back to it

            error: the element `e` stands in for itself
             --> test.xsd:9:19
              |
            9 | <xs:element name="e" substitutionGroup="f"/>
              |                   ^ its substitution group leads back to it"#]],
    );
}

#[test]
fn wrong_kinds_of_type() {
    check_diagnostics(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:complexType name="C"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType>
<xs:simpleType name="S"><xs:restriction base="C"/></xs:simpleType>
<xs:complexType name="D"><xs:simpleContent><xs:extension base="C"/></xs:simpleContent></xs:complexType>
<xs:complexType name="E"><xs:complexContent><xs:extension base="xs:int"/></xs:complexContent></xs:complexType>
<xs:complexType name="F"><xs:simpleContent><xs:restriction base="xs:int"/></xs:simpleContent></xs:complexType>
<xs:complexType name="G"><xs:simpleContent><xs:extension base="xs:int"/></xs:simpleContent></xs:complexType>
<xs:complexType name="H"><xs:complexContent><xs:extension base="G"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
<xs:simpleType name="L"><xs:list itemType="xs:NMTOKENS"/></xs:simpleType>"#,
            ),
        )],
        expect![[r#"
            error: `C` is a complex type
             --> test.xsd:3:47
              |
            3 | <xs:simpleType name="S"><xs:restriction base="C"/></xs:simpleType>
              |                                               ^ a simple type is needed here

            error: `C` has no simple content
             --> test.xsd:4:64
              |
            2 | <xs:complexType name="C"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType>
              |                       - defined here
            3 | <xs:simpleType name="S"><xs:restriction base="C"/></xs:simpleType>
            4 | <xs:complexType name="D"><xs:simpleContent><xs:extension base="C"/></xs:simpleContent></xs:complexType>
              |                                                                ^
              |
              = help: derive from it in `xs:complexContent`

            error: `xs:int` is a simple type
             --> test.xsd:5:65
              |
            5 | <xs:complexType name="E"><xs:complexContent><xs:extension base="xs:int"/></xs:complexContent></xs:complexType>
              |                                                                 ^^^^^^ a complex type is needed here
              |
              = help: derive from it in `xs:simpleContent`

            error: `xs:int` is a simple type: a complex type cannot restrict it
             --> test.xsd:6:66
              |
            6 | <xs:complexType name="F"><xs:simpleContent><xs:restriction base="xs:int"/></xs:simpleContent></xs:complexType>
              |                                                                  ^^^^^^
              |
              = help: extend a simple type that is restricted

            error: the base has simple content: elements cannot be added
             --> test.xsd:8:65
              |
            8 | <xs:complexType name="H"><xs:complexContent><xs:extension base="G"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></x...
              |                                                                 ^

            error: `xs:NMTOKENS` cannot be the item type of a list
             --> test.xsd:9:22
              |
            9 | <xs:simpleType name="L"><xs:list itemType="xs:NMTOKENS"/></xs:simpleType>
              |                      ^ its values are lists themselves"#]],
    );
}

#[test]
fn warnings() {
    check_diagnostics(
        &[(
            "test.xsd",
            &schema(
                r#"<xs:element name="head" type="xs:int" abstract="true"/>
<xs:complexType name="T"><xs:sequence><xs:element ref="head"/><xs:choice/></xs:sequence></xs:complexType>"#,
            ),
        )],
        expect![[r#"
            warning: the element `head` is abstract, and no other stands in for it
             --> test.xsd:3:56
              |
            3 | <xs:complexType name="T"><xs:sequence><xs:element ref="head"/><xs:choice/></xs:sequence></xs:complexType>
              |                                                        ^^^^ left out
              |
              = help: add the schemas that declare members of its group

            warning: a choice of nothing: no document can satisfy it
             --> test.xsd:3:64
              |
            3 | <xs:complexType name="T"><xs:sequence><xs:element ref="head"/><xs:choice/></xs:sequence></xs:complexType>
              |                                                                ^^^^^^^^^ taken as empty"#]],
    );
}

#[test]
fn expansion_has_a_limit() {
    let groups: String = (1..40)
        .map(|level| {
            let below = level - 1;
            format!(
                "<xs:group name='g{level}'><xs:sequence><xs:group ref='g{below}'/><xs:group ref='g{below}'/></xs:sequence></xs:group>\n"
            )
        })
        .collect();
    let text = schema(&format!(
        "<xs:group name='g0'><xs:sequence><xs:element name='x' type='xs:int'/></xs:sequence></xs:group>\n{groups}"
    ));
    check_diagnostics(
        &[("test.xsd", &text)],
        expect![[r#"
            error: the schemas expand to more than 1000000 particles and attributes
              --> test.xsd:20:50
               |
            20 | <xs:group name='g18'><xs:sequence><xs:group ref='g17'/><xs:group ref='g17'/></xs:sequence></xs:group>
               |                                                  ^^^ the limit was reached here"#]],
    );
}

#[test]
fn derivation_has_a_limit() {
    let step = |derived: usize, base: &str| {
        format!(
            "<xs:complexType name='T{derived}'><xs:complexContent><xs:extension base='{base}'><xs:sequence><xs:element name='x{derived}' type='xs:int'/><xs:element name='y{derived}' type='xs:int'/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>\n\
             <xs:simpleType name='S{derived}'><xs:restriction base='{}'><xs:pattern value='.'/></xs:restriction></xs:simpleType>\n\
             <xs:group name='g{derived}'><xs:sequence><xs:element name='x' type='xs:int'/>{}</xs:sequence></xs:group>\n",
            if derived == 0 { "xs:string".to_string() } else { format!("S{}", derived - 1) },
            if derived == 0 {
                String::new()
            } else {
                format!("<xs:group ref='g{}' minOccurs='0'/>", derived - 1)
            }
        )
    };
    let steps = |order: &mut dyn Iterator<Item = usize>| -> String {
        order
            .map(|index| {
                step(index, &if index == 0 { "xs:anyType".to_string() } else { format!("T{}", index - 1) })
            })
            .collect()
    };
    let messages = |text: &str| {
        let rendered = run(&[("test.xsd", text)]).1;
        let mut messages: Vec<_> =
            rendered.lines().filter(|line| line.starts_with("error")).map(str::to_string).collect();
        // Steps differ in their numbers.
        messages
            .iter_mut()
            .for_each(|message| *message = message.replace(|one: char| one.is_ascii_digit(), "0"));
        messages.sort();
        messages.dedup();
        messages.join("\n")
    };
    // From the first to the last, and from the last to the first: the one builds up, the other descends.
    expect![[r#"
        error: `S0000` is derived in too many steps, or from too many types
        error: references and particles lead more than 00 deep"#]]
    .assert_eq(&messages(&schema(&steps(&mut (0..2000)))));
    expect!["error: references and particles lead more than 00 deep"]
        .assert_eq(&messages(&schema(&steps(&mut (0..2000).rev()))));
}

#[test]
fn nesting_within_the_limit() {
    let depth = 40;
    let nested = format!(
        "{}<xs:element name='x' type='xs:int'/>{}",
        "<xs:element name='e'><xs:complexType><xs:sequence>".repeat(depth),
        "</xs:sequence></xs:complexType></xs:element>".repeat(depth)
    );
    let unions = format!(
        "{}<xs:restriction base='xs:int'/>{}",
        "<xs:union memberTypes='xs:int'><xs:simpleType>".repeat(60),
        "</xs:simpleType></xs:union>".repeat(60)
    );
    let text = schema(&format!(
        "<xs:complexType name='T'><xs:sequence>{nested}</xs:sequence></xs:complexType><xs:simpleType name='S'>{unions}</xs:simpleType>"
    ));
    let (modules, diagnostics) = run(&[("test.xsd", &text)]);
    assert_eq!(diagnostics, "");
    assert_eq!(modules.matches("type T").count(), depth + 1, "each anonymous type is there");
}

#[test]
fn nested_types_in_a_chain_have_a_limit() {
    let step = |index: usize| {
        format!(
            "<xs:simpleType name='S{index}'>{}<xs:restriction base='S{}'/>{}</xs:simpleType>\n",
            "<xs:restriction><xs:simpleType>".repeat(55),
            index + 1,
            "</xs:simpleType></xs:restriction>".repeat(55)
        )
    };
    let steps: String = (0..300).map(step).collect();
    let (_, diagnostics) = run(&[("test.xsd", &schema(&steps))]);
    expect!["error: references and particles lead more than 96 deep"]
        .assert_eq(diagnostics.lines().next().unwrap_or(""));
}

#[test]
fn two_anonymous_types_of_one_place() {
    check_diagnostics(
        &[(
            "test.xsd",
            &schema(
                "<xs:complexType name='V'><xs:sequence>
<xs:element name='p'><xs:complexType><xs:attribute name='a'/></xs:complexType></xs:element>
<xs:element name='p'><xs:complexType><xs:attribute name='b'/></xs:complexType></xs:element>
</xs:sequence></xs:complexType>",
            ),
        )],
        expect![[r#"
            warning: elements `p` of different types stand in one content model
             --> test.xsd:4:19
              |
            3 | <xs:element name='p'><xs:complexType><xs:attribute name='a'/></xs:complexType></xs:element>
              |                   - the first
            4 | <xs:element name='p'><xs:complexType><xs:attribute name='b'/></xs:complexType></xs:element>
              |                   ^
              |
              = help: give them one type that has a name, or names of their own"#]],
    );
}
