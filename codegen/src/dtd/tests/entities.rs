//! Parameter entities and conditional sections.

use super::check;
use expect_test::expect;

#[test]
fn inside_declarations() {
    check(
        r#"<!ENTITY % text "(#PCDATA)">
<!ENTITY % item "B | (C, D)">
<!ENTITY % more "">
<!ENTITY % name "A">
<!ENTITY % common "id ID #IMPLIED
  lang CDATA 'en'">
<!ENTITY % yes "yes | y">
<!ELEMENT %name; (%item; %more;)*>
<!ELEMENT B %text;>
<!ELEMENT C (#PCDATA %more;)*>
<!ATTLIST %name; %common; flag (%yes;|no) #IMPLIED>"#,
        expect![[r#"
            entity %text; "(#PCDATA)" @ "<!ENTITY % text \"(#PCDAT"..28
            entity %item; "B | (C, D)" @ "<!ENTITY % item \"B | (C,"..29
            entity %more; "" @ "<!ENTITY % more \"\">"
            entity %name; "A" @ "<!ENTITY % name \"A\">"
            entity %common; "id ID #IMPLIED\n  lang CDATA 'en'" @ "<!ENTITY % common \"id ID"..53
            entity %yes; "yes | y" @ "<!ENTITY % yes \"yes | y\""..25
            element A (B | (C, D))* ["(%item; %more;)*" "%item;" "%item;" "%item;" "%item;"] @ "%name;" "<!ELEMENT %name; (%item;"..34
            element B (#PCDATA) @ "B" "<!ELEMENT B %text;>"
            element C (#PCDATA) @ "C" "<!ELEMENT C (#PCDATA %mo"..30
            attributes of A @ "<!ATTLIST %name; %common"..51
              id Id implied @ "%common;"
              lang Cdata default "en" @ "%common;"
              flag (yes | y | no) implied @ "flag (%yes;|no) #IMPLIED"
        "#]],
    );
}

#[test]
fn whole_declarations() {
    check(
        r#"<!ENTITY % two "<!-- one --><!ELEMENT A (B)>
<!ELEMENT B EMPTY>">
<!ENTITY % nested "%two; <!ELEMENT C EMPTY>">
<!-- before the reference -->
%nested;
<!ELEMENT D EMPTY>"#,
        expect![[r#"
            entity %two; "<!-- one --><!ELEMENT A (B)>\n<!ELEMENT B EMPTY>" @ "<!ENTITY % two \"<!-- one"..65
            entity %nested; "<!-- one --><!ELEMENT A (B)>\n<!ELEMENT B EMPTY> <!ELEMENT C EMPTY>" @ "<!ENTITY % nested \"%two;"..45
            element A (B) ["%nested;" "%nested;"] @ "%nested;" "%nested;"
              about it: " one "
            element B EMPTY @ "%nested;" "%nested;"
            element C EMPTY @ "%nested;" "%nested;"
            element D EMPTY @ "D" "<!ELEMENT D EMPTY>"
            free: " before the reference "
        "#]],
    );
}

/// The example of appendix D of the XML recommendation: `%xx;` holds a reference, and what that brings is a declaration.
#[test]
fn replacement_text() {
    check(
        r#"<!ENTITY % xx '&#37;zz;'>
<!ENTITY % zz '&#60;!ENTITY tricky "error-prone" >' >
%xx;
<!ELEMENT test (#PCDATA) >
<!ENTITY % pub    "&#xc9;ditions Gallimard" >
<!ENTITY   rights "All rights reserved" >
<!ENTITY   book   "La Peste: Albert Camus, &#xA9; 1947 %pub;. &rights;" >
<!ENTITY % quote '"'>
<!ENTITY   quoted "%quote;'x%quote;">
<!ATTLIST test a CDATA "&book; 50% %pub;" b CDATA "&quoted;">"#,
        expect![[r#"
            entity %xx; "%zz;" @ "<!ENTITY % xx '&#37;zz;'"..25
            entity %zz; "<!ENTITY tricky \"error-prone\" >" @ "<!ENTITY % zz '&#60;!ENT"..53
            entity &tricky; "error-prone" @ "%xx;"
            element test (#PCDATA) @ "test" "<!ELEMENT test (#PCDATA)"..26
            entity %pub; "Éditions Gallimard" @ "<!ENTITY % pub    \"&#xc9"..45
            entity &rights; "All rights reserved" @ "<!ENTITY   rights \"All r"..41
            entity &book; "La Peste: Albert Camus, © 1947 Éditions Gallimard. &rights;" @ "<!ENTITY   book   \"La Pe"..73
            entity %quote; "\"" @ "<!ENTITY % quote '\"'>"
            entity &quoted; "\"'x\"" @ "<!ENTITY   quoted \"%quot"..37
            attributes of test @ "<!ATTLIST test a CDATA \""..61
              a Cdata default "La Peste: Albert Camus, © 1947 Éditions Gallimard. All rights reserved 50% %pub;" @ "a CDATA \"&book; 50% %pub"..26
              b Cdata default "\"'x\"" @ "b CDATA \"&quoted;\""
        "#]],
    );
}

#[test]
fn the_first_declaration_of_an_entity_binds() {
    check(
        r#"<!ENTITY % a "(B)"><!ENTITY % a "(C)"><!ELEMENT A %a;><!ENTITY e "1"><!ENTITY e "2">"#,
        expect![[r#"
            entity %a; "(B)" @ "<!ENTITY % a \"(B)\">"
            element A (B) ["%a;" "%a;"] @ "A" "<!ELEMENT A %a;>"
            entity &e; "1" @ "<!ENTITY e \"1\">"
        "#]],
    );
}

#[test]
fn conditional_sections() {
    check(
        r#"<!ENTITY % draft "INCLUDE">
<!ENTITY % final "IGNORE">
<![%draft;[
<!-- a -->
<!ELEMENT A EMPTY>
<![ IGNORE [ <!ELEMENT B EMPTY> <![INCLUDE[ <!ELEMENT C ]]> anything %x; ]]>
<![INCLUDE[<!ELEMENT D EMPTY>]]>
]]>
<![%final;[<!ELEMENT E EMPTY>]]>
<!ELEMENT F EMPTY>"#,
        expect![[r#"
            entity %draft; "INCLUDE" @ "<!ENTITY % draft \"INCLUD"..27
            entity %final; "IGNORE" @ "<!ENTITY % final \"IGNORE"..26
            element A EMPTY @ "A" "<!ELEMENT A EMPTY>"
              about it: " a "
            element D EMPTY @ "D" "<!ELEMENT D EMPTY>"
            element F EMPTY @ "F" "<!ELEMENT F EMPTY>"
        "#]],
    );
}
