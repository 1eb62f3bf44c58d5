//! The tree of each construct.

use super::check;
use expect_test::expect;

#[test]
fn content_models() {
    check(
        "<!ELEMENT A EMPTY>\n<!ELEMENT B ANY>\n<!ELEMENT C (#PCDATA)><!ELEMENT D ( #PCDATA )*>\n\
         <!ELEMENT E (#PCDATA|A | B)*>\n<!ELEMENT F (A)>\n<!ELEMENT G (A?,\n  B*,(C|D)+ , E )>\n\
         <!ELEMENT H ((A,B)|(C?,(D|E)*))?>",
        expect![[r#"
            element A EMPTY @ "A" "<!ELEMENT A EMPTY>"
            element B ANY @ "B" "<!ELEMENT B ANY>"
            element C (#PCDATA) @ "C" "<!ELEMENT C (#PCDATA)>"
            element D (#PCDATA) @ "D" "<!ELEMENT D ( #PCDATA )*"..25
            element E (#PCDATA | A | B)* @ "E" "<!ELEMENT E (#PCDATA|A |"..29
            element F (A) ["(A)" "A"] @ "F" "<!ELEMENT F (A)>"
            element G (A?, B*, (C | D)+, E) ["(A?,\n  B*,(C|D)+ , E )" "A?" "B*" "(C|D)+" "C" "D" "E"] @ "G" "<!ELEMENT G (A?,\n  B*,(C"..35
            element H ((A, B) | (C?, (D | E)*))? ["((A,B)|(C?,(D|E)*))?" "(A,B)" "A" "B" "(C?,(D|E)*)" "C?" "(D|E)*" "D" "E"] @ "H" "<!ELEMENT H ((A,B)|(C?,("..33
        "#]],
    );
}

#[test]
fn names() {
    check(
        "<!ELEMENT ns:START_DATE.UTC (a-b, _c, été, 日本)>\n<!ATTLIST ns:START_DATE.UTC xml:lang CDATA #IMPLIED>",
        expect![[r#"
            element ns:START_DATE.UTC (a-b, _c, été, 日本) ["(a-b, _c, été, 日本)" "a-b" "_c" "été" "日本"] @ "ns:START_DATE.UTC" "<!ELEMENT ns:START_DATE."..53
            attributes of ns:START_DATE.UTC @ "<!ATTLIST ns:START_DATE."..52
              xml:lang Cdata implied @ "xml:lang CDATA #IMPLIED"
        "#]],
    );
}

#[test]
fn attribute_lists() {
    check(
        r##"<!ELEMENT A ANY><!NOTATION gif SYSTEM ""><!NOTATION png SYSTEM "">
<!ATTLIST A
  cdata CDATA #REQUIRED
  id ID #IMPLIED  ref IDREF #IMPLIED refs IDREFS #IMPLIED
  entity ENTITY #IMPLIED entities ENTITIES #IMPLIED
  token NMTOKEN "  one " tokens NMTOKENS 'one  two'
  picture NOTATION (gif|png) #IMPLIED
  day ( 0 | 1 | -x ) "0"
  fixed CDATA #FIXED "a > &lt; &#38; &quot;
b	c">
<!ATTLIST A>
<!ATTLIST B x CDATA ''>"##,
        expect![[r#"
            element A ANY @ "A" "<!ELEMENT A ANY>"
            notation gif None Some("") @ "<!NOTATION gif SYSTEM \"\""..25
            notation png None Some("") @ "<!NOTATION png SYSTEM \"\""..25
            attributes of A @ "<!ATTLIST A\n  cdata CDAT"..310
              cdata Cdata required @ "cdata CDATA #REQUIRED"
              id Id implied @ "id ID #IMPLIED"
              ref Idref implied @ "ref IDREF #IMPLIED"
              refs Idrefs implied @ "refs IDREFS #IMPLIED"
              entity Entity implied @ "entity ENTITY #IMPLIED"
              entities Entities implied @ "entities ENTITIES #IMPLI"..26
              token Nmtoken default "one" @ "token NMTOKEN \"  one \""
              tokens Nmtokens default "one two" @ "tokens NMTOKENS 'one  tw"..26
              picture NOTATION (gif | png) implied @ "picture NOTATION (gif|pn"..35
              day (0 | 1 | -x) default "0" @ "day ( 0 | 1 | -x ) \"0\""
              fixed Cdata fixed "a > < & \" b c" @ "fixed CDATA #FIXED \"a > "..46
            attributes of A @ "<!ATTLIST A>"
            attributes of B @ "<!ATTLIST B x CDATA ''>"
              x Cdata default "" @ "x CDATA ''"
        "#]],
    );
}

#[test]
fn entities_and_notations() {
    check(
        r#"<!ENTITY copy "&#169; &owner; 100&#37;">
<!ENTITY picture SYSTEM "a.gif" NDATA gif>
<!ENTITY chapter PUBLIC " -//A//B
 C// " 'chapter.xml' >
<!ENTITY % outside SYSTEM "outside.mod">
<!NOTATION gif PUBLIC "GIF">
<!NOTATION png PUBLIC "PNG" "png.exe">
<!NOTATION jpeg SYSTEM 'say "hi"'>"#,
        expect![[r#"
            entity &copy; "© &owner; 100%" @ "<!ENTITY copy \"&#169; &o"..40
            entity &picture; None "a.gif" Some("gif") @ "<!ENTITY picture SYSTEM "..42
            entity &chapter; Some("-//A//B C//") "chapter.xml" None @ "<!ENTITY chapter PUBLIC "..56
            entity %outside; None "outside.mod" None @ "<!ENTITY % outside SYSTE"..40
            notation gif Some("GIF") None @ "<!NOTATION gif PUBLIC \"G"..28
            notation png Some("PNG") Some("png.exe") @ "<!NOTATION png PUBLIC \"P"..38
            notation jpeg None Some("say \"hi\"") @ "<!NOTATION jpeg SYSTEM '"..34
        "#]],
    );
}

#[test]
fn head_of_the_file() {
    check(
        "\u{FEFF}<?xml version='1.0' encoding=\"UTF-8\"?>\n<!-- The DTD. -->\n<!-- More. -->\n\n\
         <!-- not about anything -->\n\n<?tool <!ELEMENT X EMPTY> ?><!ELEMENT A EMPTY>",
        expect![[r#"
            about the DTD: " The DTD. "
            about the DTD: " More. "
            element A EMPTY @ "A" "<!ELEMENT A EMPTY>"
            free: " not about anything "
        "#]],
    );
}

#[test]
fn a_comment_belongs_to_what_follows() {
    check(
        "<!-- a, one -->\n<!-- a, two -->\n<!ELEMENT A EMPTY>\n<!-- free -->\n\n<!ELEMENT B EMPTY>\n\n\
         <!-- c -->\r\n<!ATTLIST B c CDATA #IMPLIED>\n<!-- free too -->",
        expect![[r#"
            element A EMPTY @ "A" "<!ELEMENT A EMPTY>"
              about it: " a, one "
              about it: " a, two "
            element B EMPTY @ "B" "<!ELEMENT B EMPTY>"
            attributes of B @ "<!ATTLIST B c CDATA #IMP"..29
              c Cdata implied @ "c CDATA #IMPLIED"
              about it: " c "
            free: " free "
            free: " free too "
        "#]],
    );
}

#[test]
fn a_comment_at_the_end_of_a_line_belongs_to_what_precedes() {
    check(
        "<!ELEMENT A EMPTY> <!-- a -->\n<!ELEMENT B EMPTY><!-- b\n goes on -->\n\n<!ELEMENT C EMPTY>\n\
         <!-- d --> <!ELEMENT D EMPTY> <!-- e --> <!ELEMENT E EMPTY> <!-- e too -->",
        expect![[r#"
            element A EMPTY @ "A" "<!ELEMENT A EMPTY>"
              about it: " a "
            element B EMPTY @ "B" "<!ELEMENT B EMPTY>"
              about it: " b\n goes on "
            element C EMPTY @ "C" "<!ELEMENT C EMPTY>"
            element D EMPTY @ "D" "<!ELEMENT D EMPTY>"
              about it: " d "
            element E EMPTY @ "E" "<!ELEMENT E EMPTY>"
              about it: " e "
              about it: " e too "
        "#]],
    );
}

#[test]
fn comments_alone_are_about_the_dtd() {
    check(
        "<!-- one -->\n<!-- two -->\n",
        expect![[r#"
        about the DTD: " one "
        about the DTD: " two "
    "#]],
    );
    check("", expect![[r#""#]]);
}
