//! Faults as they are shown.

use super::check_diagnostics;
use expect_test::expect;

#[test]
fn each_declaration_has_its_own_error() {
    check_diagnostics(
        "<!ELEMENT A (B,)>\n<!ELEMENT B (C\n<!ELEMENT C (#PCDATA)>\n<!ELEMENT D (A,B|C)>\n<!ELEMENT E (A) B>\n\
         <!ELEMENT F CDATA>\n<!ELEMENT G ((#PCDATA))>\n<!ELEMENT H (#PCDATA, A)>\n<!ELEMENT I (#PCDATA | A)>\n\
         <!ELEMENT J B>\n<!ELEMENT K empty>\n<!ELEMENT L ()>\n<!ELEMENT M (A B)>\n<!element N EMPTY>\n\
         <!ELEMENT 1 EMPTY>\n<!ELEMENT O(A)>",
        expect![[r#"
            error: unexpected `)` in the declaration of element `A`
             --> sample.dtd:1:16
              |
            1 | <!ELEMENT A (B,)>
              |                ^ expected the name of an element or `(`

            error: unexpected `<` in the declaration of element `B`
             --> sample.dtd:3:1
              |
            3 | <!ELEMENT C (#PCDATA)>
              | ^ expected `,`, `|` or `)`

            error: unexpected `|` in the declaration of element `D`
             --> sample.dtd:4:17
              |
            4 | <!ELEMENT D (A,B|C)>
              |                 ^ expected `,` or `)`
              |
              = help: `,` and `|` cannot be mixed in one group: put the inner group into parentheses

            error: unexpected `B` in the declaration of element `E`
             --> sample.dtd:5:17
              |
            5 | <!ELEMENT E (A) B>
              |                 ^ expected `>`

            error: unexpected `CDATA` in the declaration of element `F`
             --> sample.dtd:6:13
              |
            6 | <!ELEMENT F CDATA>
              |             ^^^^^ expected `EMPTY`, `ANY` or a content model in parentheses
              |
              = help: for text, write `(#PCDATA)`

            error: unexpected `#` in the declaration of element `G`
             --> sample.dtd:7:15
              |
            7 | <!ELEMENT G ((#PCDATA))>
              |               ^ expected the name of an element or `(`
              |
              = help: `#PCDATA` stands first in the outermost group: `(#PCDATA | a | b)*`

            error: unexpected `,` in the declaration of element `H`
             --> sample.dtd:8:21
              |
            8 | <!ELEMENT H (#PCDATA, A)>
              |                     ^ expected `|` or `)`
              |
              = help: elements among text are a choice: `(#PCDATA | a | b)*`

            error: unexpected `>` in the declaration of element `I`
             --> sample.dtd:9:26
              |
            9 | <!ELEMENT I (#PCDATA | A)>
              |                          ^ expected `*` directly behind `)`
              |
              = help: elements among text are a repeated choice: `(#PCDATA | a | b)*`

            error: unexpected `B` in the declaration of element `J`
              --> sample.dtd:10:13
               |
            10 | <!ELEMENT J B>
               |             ^ expected `EMPTY`, `ANY` or a content model in parentheses
               |
               = help: an element alone is `(B)`

            error: unexpected `empty` in the declaration of element `K`
              --> sample.dtd:11:13
               |
            11 | <!ELEMENT K empty>
               |             ^^^^^ expected `EMPTY`, `ANY` or a content model in parentheses
               |
               = help: write it in capitals: `EMPTY`

            error: unexpected `)` in the declaration of element `L`
              --> sample.dtd:12:14
               |
            12 | <!ELEMENT L ()>
               |              ^ expected the name of an element or `(`

            error: unexpected `B` in the declaration of element `M`
              --> sample.dtd:13:16
               |
            13 | <!ELEMENT M (A B)>
               |                ^ expected `,`, `|` or `)`

            error: unexpected `element` in a declaration
              --> sample.dtd:14:3
               |
            14 | <!element N EMPTY>
               |   ^^^^^^^ expected `ELEMENT`, `ATTLIST`, `ENTITY` or `NOTATION` directly behind `<!`
               |
               = help: write it in capitals: `ELEMENT`

            error: unexpected `1` in the declaration of an element
              --> sample.dtd:15:11
               |
            15 | <!ELEMENT 1 EMPTY>
               |           ^ expected the name of the element

            error: unexpected `(` in the declaration of element `O`
              --> sample.dtd:16:12
               |
            16 | <!ELEMENT O(A)>
               |            ^ expected white space and a content model"#]],
    );
}

#[test]
fn attribute_lists() {
    check_diagnostics(
        "<!ATTLIST A b STRING #IMPLIED>\n<!ATTLIST A b CDATA>\n<!ATTLIST A b CDATA required>\n\
         <!ATTLIST A b (x,y) #IMPLIED>\n<!ATTLIST A b CDATA \"x>\n<!ELEMENT A EMPTY>\n\
         <!ATTLIST A b CDATA \"&x;\" >\n<!ATTLIST A b CDATA \"a & b\">\n<!ATTLIST A b CDATA \"&#0;\">\n\
         <!ATTLIST A b CDATA #IMPLIEDc CDATA #IMPLIED>",
        expect![[r#"
            error: unexpected `STRING` in the declaration of attribute `b` of element `A`
             --> sample.dtd:1:15
              |
            1 | <!ATTLIST A b STRING #IMPLIED>
              |               ^^^^^^ expected the type of the attribute
              |
              = help: for text, write `CDATA`

            error: unexpected `>` in the declaration of attribute `b` of element `A`
             --> sample.dtd:2:20
              |
            2 | <!ATTLIST A b CDATA>
              |                    ^ expected white space and `#REQUIRED`, `#IMPLIED`, `#FIXED` or a default in quotes

            error: unexpected `required` in the declaration of attribute `b` of element `A`
             --> sample.dtd:3:21
              |
            3 | <!ATTLIST A b CDATA required>
              |                     ^^^^^^^^ expected `#REQUIRED`, `#IMPLIED`, `#FIXED` or a default in quotes

            error: unexpected `,` in the declaration of attribute `b` of element `A`
             --> sample.dtd:4:17
              |
            4 | <!ATTLIST A b (x,y) #IMPLIED>
              |                 ^ expected `|` or `)`
              |
              = help: the words of an enumeration are separated by `|`

            error: `<` stands in a value, in the declaration of attribute `b` of element `A`
             --> sample.dtd:6:1
              |
            6 | <!ELEMENT A EMPTY>
              | ^ expected `"` before it
              |
              = help: write `&lt;` if it is meant

            error: the entity `&x;` is not declared
             --> sample.dtd:7:22
              |
            7 | <!ATTLIST A b CDATA "&x;" >
              |                      ^^^ nothing above declares it
              |
              = help: declare it before this place; a plain `&` is written `&amp;`

            error: `&` stands alone in the declaration of attribute `b` of element `A`
             --> sample.dtd:8:24
              |
            8 | <!ATTLIST A b CDATA "a & b">
              |                        ^ expected a reference, `&name;`
              |
              = help: a plain `&` is written `&amp;` in a default, `&#38;#38;` in an entity

            error: this reference is to no character of XML
             --> sample.dtd:9:22
              |
            9 | <!ATTLIST A b CDATA "&#0;">
              |                      ^^^^ expected the number of a character that XML allows

            error: unexpected `c` in the attribute list of element `A`
              --> sample.dtd:10:29
               |
            10 | <!ATTLIST A b CDATA #IMPLIEDc CDATA #IMPLIED>
               |                             ^ expected white space or `>`"#]],
    );
}

#[test]
fn what_is_declared_again() {
    check_diagnostics(
        "<!ELEMENT A EMPTY>\n<!ELEMENT A EMPTY>\n<!ATTLIST A b CDATA #IMPLIED b CDATA #IMPLIED>\n\
         <!ATTLIST A b CDATA #REQUIRED c (x|x) 'y'>\n<!NOTATION n PUBLIC ''>\n<!NOTATION n SYSTEM ''>\n\
         <!ELEMENT B (#PCDATA|A|A)*>",
        expect![[r#"
            warning: element `A` is declared more than once
             --> sample.dtd:2:11
              |
            1 | <!ELEMENT A EMPTY>
              |           - the first one, which binds
            2 | <!ELEMENT A EMPTY>
              |           ^ this declaration is not used
              |
              = help: take one of them out

            warning: attribute `b` of element `A` is declared more than once
             --> sample.dtd:3:30
              |
            3 | <!ATTLIST A b CDATA #IMPLIED b CDATA #IMPLIED>
              |             -                ^ this declaration is not used
              |             |
              |             the first one, which binds
              |
              = help: take one of them out

            warning: attribute `b` of element `A` is declared more than once
             --> sample.dtd:4:13
              |
            3 | <!ATTLIST A b CDATA #IMPLIED b CDATA #IMPLIED>
              |             - the first one, which binds
            4 | <!ATTLIST A b CDATA #REQUIRED c (x|x) 'y'>
              |             ^ this declaration is not used
              |
              = help: take one of them out

            warning: `x` stands more than once in the declaration of attribute `c` of element `A`
             --> sample.dtd:4:36
              |
            4 | <!ATTLIST A b CDATA #REQUIRED c (x|x) 'y'>
              |                                    ^ adds nothing
              |
              = help: take it out

            warning: the default `y` is none of the words of its enumeration
             --> sample.dtd:4:39
              |
            4 | <!ATTLIST A b CDATA #REQUIRED c (x|x) 'y'>
              |                                       ^^^ in the declaration of attribute `c` of element `A`
              |
              = help: add it to the words, or give one of them as the default

            warning: notation `n` is declared more than once
             --> sample.dtd:6:12
              |
            5 | <!NOTATION n PUBLIC ''>
              |            - the first one, which binds
            6 | <!NOTATION n SYSTEM ''>
              |            ^ this declaration is not used
              |
              = help: take one of them out

            warning: `A` stands more than once in the declaration of element `B`
             --> sample.dtd:7:24
              |
            7 | <!ELEMENT B (#PCDATA|A|A)*>
              |                      - ^ adds nothing
              |                      |
              |                      stands here first
              |
              = help: take one of them out"#]],
    );
}

#[test]
fn comments_and_instructions() {
    check_diagnostics(
        "<!-- a -- b -->\n<!-- c --->\n<!ELEMENT A (B <!-- no --> , C)>\n<!ELEMENT A (B) -- no -->\n\
         <?XML x?>\n<? x?>\n<?x+?>\n<!-- no end",
        expect![[r#"
            error: `--` stands inside a comment
             --> sample.dtd:1:8
              |
            1 | <!-- a -- b -->
              |        ^^ XML allows it at the end alone
              |
              = help: put a space between the hyphens, or take them out

            error: `--` stands inside a comment
             --> sample.dtd:2:8
              |
            2 | <!-- c --->
              |        ^^ XML allows it at the end alone
              |
              = help: put a space between the hyphens, or take them out

            error: a comment stands inside the declaration of element `A`
             --> sample.dtd:3:16
              |
            3 | <!ELEMENT A (B <!-- no --> , C)>
              |                ^^^^ expected `,`, `|` or `)`
              |
              = help: XML has comments between declarations only: move it before the declaration

            error: unexpected `--` in the declaration of element `A`
             --> sample.dtd:4:17
              |
            4 | <!ELEMENT A (B) -- no -->
              |                 ^^ expected `>`
              |
              = help: `-- ... --` is a comment in SGML only: write `<!-- ... -->` before the declaration

            error: `<?XML` stands inside the DTD
             --> sample.dtd:5:1
              |
            5 | <?XML x?>
              | ^^ allowed at the very start of the file alone, as `<?xml`
              |
              = help: take it out, and everything before it if the file is two files in one

            error: unexpected white space in a processing instruction
             --> sample.dtd:6:3
              |
            6 | <? x?>
              |   ^ expected the name of its target

            error: unexpected `+` in a processing instruction
             --> sample.dtd:7:4
              |
            7 | <?x+?>
              |    ^ expected white space or `?>`

            error: the comment that begins here has no end
             --> sample.dtd:8:1
              |
            8 | <!-- no end
              | ^^^^ expected `-->` further down"#]],
    );
    check_diagnostics(
        "<?pi",
        expect![[r#"
        error: the processing instruction that begins here has no end
         --> sample.dtd:1:1
          |
        1 | <?pi
          | ^^ expected `?>` further down"#]],
    );
    check_diagnostics(
        "<?xml version='1.0'",
        expect![[r#"
        error: the text declaration that begins here has no end
         --> sample.dtd:1:1
          |
        1 | <?xml version='1.0'
          | ^^ expected `?>` further down"#]],
    );
}

#[test]
fn what_is_no_declaration() {
    check_diagnostics(
        "text\n<a>\n<!DOCTYPE A [\n<!ELEMENT A EMPTY>\n]>\n<!ENTITY %a 'x'>\n% a;\n<!FOO>\n",
        expect![[r#"
            error: unexpected `text` in the DTD
             --> sample.dtd:1:1
              |
            1 | text
              | ^^^^ expected a declaration, `<!...>`

            error: this is the head of a document, not a DTD
             --> sample.dtd:3:1
              |
            3 | <!DOCTYPE A [
              | ^^ expected a declaration: `<!ELEMENT`, `<!ATTLIST`, `<!ENTITY` or `<!NOTATION`
              |
              = help: give what stands between `[` and `]` as the file

            error: unexpected `]` in the DTD
             --> sample.dtd:5:1
              |
            5 | ]>
              | ^ expected a declaration, `<!...>`

            error: unexpected white space in a declaration
             --> sample.dtd:6:12
              |
            6 | <!ENTITY %a 'x'>
              |            ^ expected `;`, the end of the reference to a parameter entity
              |
              = help: a reference is `%a;`; in a declaration of a parameter entity a space follows the `%`

            error: unexpected white space in the DTD
             --> sample.dtd:7:2
              |
            7 | % a;
              |  ^ expected the name of a parameter entity

            error: unexpected `FOO` in a declaration
             --> sample.dtd:8:3
              |
            8 | <!FOO>
              |   ^^^ expected `ELEMENT`, `ATTLIST`, `ENTITY` or `NOTATION` directly behind `<!`"#]],
    );
    check_diagnostics(
        "<!ELEMENT A \u{1}EMPTY>\n<!ELEMENT B (C",
        expect![[r#"
        error: the file holds the character U+0001, which XML does not allow
         --> sample.dtd:1:13
          |
        1 | <!ELEMENT A ␁EMPTY>
          |             ^ the first such character

        error: unexpected character U+0001 in the declaration of element `A`
         --> sample.dtd:1:13
          |
        1 | <!ELEMENT A ␁EMPTY>
          |             ^ expected `EMPTY`, `ANY` or a content model in parentheses

        error: the file ends in the declaration of element `B`
         --> sample.dtd:2:15
          |
        2 | <!ELEMENT B (C
          |               ^ expected `,`, `|` or `)`"#]],
    );
}

#[test]
fn parameter_entities() {
    check_diagnostics(
        r#"<!ENTITY % far PUBLIC "-//X" "http://example.com/far.mod">
<!ENTITY % bad "(A,,B)">
<!ENTITY % open "<!ELEMENT X (A">
<!ENTITY % part "(A">
<!ENTITY % decl "EMPTY>">
<!ENTITY % self "&#37;self;">
<!ENTITY % percent "100%">
<!ENTITY % cut "(A,">
<!ELEMENT A %missing;>
<!ELEMENT B %bad;>
%open;
<!ELEMENT C %part;)>
%self;
<!ELEMENT D %decl;
<!ENTITY x "%self;">
<!ELEMENT E %cut;>
%far;
<!ELEMENT F %perhaps_in_far;>
"#,
        expect![[r#"
            error: `%` stands alone in the declaration of entity `%percent;`
             --> sample.dtd:7:24
              |
            7 | <!ENTITY % percent "100%">
              |                        ^ expected a reference to a parameter entity, `%name;`
              |
              = help: a plain `%` is written `&#37;`

            error: the parameter entity `%missing;` is not declared
             --> sample.dtd:9:13
              |
            9 | <!ELEMENT A %missing;>
              |             ^^^^^^^^^ nothing above declares it
              |
              = help: declare it before this place: `<!ENTITY % missing "...">`

            error: unexpected `,` in the declaration of element `B`
              --> sample.dtd:10:13
               |
             2 | <!ENTITY % bad "(A,,B)">
               |            --- in the text of `%bad;`, which is declared here
            ...
            10 | <!ELEMENT B %bad;>
               |             ^^^^^ expected the name of an element or `(`

            error: the text of `%open;` ends in the declaration of element `X`
              --> sample.dtd:11:1
               |
             3 | <!ENTITY % open "<!ELEMENT X (A">
               |            ---- in the text of `%open;`, which is declared here
            ...
            11 | %open;
               | ^^^^^^ expected `,`, `|` or `)`

            warning: a group in the declaration of element `C` begins and ends in different texts
              --> sample.dtd:12:13
               |
            12 | <!ELEMENT C %part;)>
               |             ^^^^^^^ one parenthesis of it comes from an entity
               |
               = help: write both parentheses in the file or both in the entity

            error: the entity `%self;` contains itself
              --> sample.dtd:13:1
               |
             6 | <!ENTITY % self "&#37;self;">
               |            ---- declared here
            ...
            13 | %self;
               | ^^^^^^ its expansion would not end

            error: the declaration of element `D` begins and ends in different texts
              --> sample.dtd:14:1
               |
             5 | <!ENTITY % decl "EMPTY>">
               |            ---- in the text of `%decl;`, which is declared here
            ...
            14 | <!ELEMENT D %decl;
               | ^^^^^^^^^^^^^^^^^^ one end of it lies in the text of an entity
               |
               = help: write the declaration whole in the file or whole in the entity

            error: the entity `%self;` contains itself
              --> sample.dtd:15:13
               |
             6 | <!ENTITY % self "&#37;self;">
               |            ---- declared here
            ...
            15 | <!ENTITY x "%self;">
               |             ^^^^^^ its expansion would not end

            error: unexpected `>` in the declaration of element `E`
              --> sample.dtd:16:18
               |
            16 | <!ELEMENT E %cut;>
               |                  ^ expected the name of an element or `(`

            error: the text of `%far;` is not among the inputs
              --> sample.dtd:17:1
               |
             1 | <!ENTITY % far PUBLIC "-//X" "http://example.com/far.mod">
               |            --- declared here
            ...
            17 | %far;
               | ^^^^^ looked for `http://example.com/far.mod`; nothing is fetched
               |
               = help: put the file there, or name it in an XML catalog (`catalog.xml`)"#]],
    );
}

#[test]
fn conditional_sections() {
    check_diagnostics(
        r#"<!ENTITY % end "]]>">
<![TEMP[ <!ELEMENT A EMPTY> ]]>
<![%missing;[ <!ELEMENT A EMPTY <![IGNORE[]]> ]]>
]]>
<![INCLUDE[ %end;
<![INCLUDE <!ELEMENT B EMPTY>
<![INCLUDE[
<![IGNORE[ <![ ]]>"#,
        expect![[r#"
            error: unexpected `TEMP` in the head of a conditional section
             --> sample.dtd:2:4
              |
            2 | <![TEMP[ <!ELEMENT A EMPTY> ]]>
              |    ^^^^ expected `INCLUDE` or `IGNORE`
              |
              = help: a parameter entity may give the keyword; SGML's other keywords are not XML

            error: the parameter entity `%missing;` is not declared
             --> sample.dtd:3:4
              |
            3 | <![%missing;[ <!ELEMENT A EMPTY <![IGNORE[]]> ]]>
              |    ^^^^^^^^^ nothing above declares it
              |
              = help: declare it before this place: `<!ENTITY % missing "...">`

            error: `]]>` closes no conditional section
             --> sample.dtd:4:1
              |
            4 | ]]>
              | ^^^ no section is open here
              |
              = help: take it out, or open the section with `<![INCLUDE[`

            error: the conditional section ends in another text than it begins in
             --> sample.dtd:5:13
              |
            1 | <!ENTITY % end "]]>">
              |            --- in the text of `%end;`, which is declared here
            ...
            5 | <![INCLUDE[ %end;
              | ---         ^^^^^ ends here
              | |
              | begins here
              |
              = help: begin and end it in the same file or the same entity

            error: unexpected `<` in the head of a conditional section
             --> sample.dtd:6:12
              |
            6 | <![INCLUDE <!ELEMENT B EMPTY>
              |            ^ expected `[`

            error: the conditional section that begins here has no end
             --> sample.dtd:8:1
              |
            8 | <![IGNORE[ <![ ]]>
              | ^^^ expected `]]>` further down

            error: the conditional section that begins here has no end
             --> sample.dtd:7:1
              |
            7 | <![INCLUDE[
              | ^^^ expected `]]>` further down"#]],
    );
}

#[test]
fn values() {
    check_diagnostics(
        r#"<!ENTITY less "&#60;">
<!ENTITY loop "&pool;">
<!ENTITY pool "&loop;">
<!ENTITY far SYSTEM "far.xml">
<!ATTLIST A a CDATA "&less;">
<!ATTLIST A b CDATA "&loop;">
<!ATTLIST A c CDATA "&far;">
<!ENTITY d "&#xD800; ">
<!ENTITY e "a & b">
<!ENTITY f PUBLIC "{" "x">
<!ENTITY g SYSTEM "x"NDATA n>
<!ENTITY h "not closed>
"#,
        expect![[r#"
            error: the text of an entity brings `<` into the declaration of attribute `a` of element `A`
             --> sample.dtd:5:22
              |
            5 | <!ATTLIST A a CDATA "&less;">
              |                      ^^^^^^ a value may hold no markup

            error: the entity `&loop;` contains itself
             --> sample.dtd:6:22
              |
            2 | <!ENTITY loop "&pool;">
              |          ---- declared here
            ...
            6 | <!ATTLIST A b CDATA "&loop;">
              |                      ^^^^^^ its expansion would not end

            error: `&far;` stands in a value, but is external
             --> sample.dtd:7:22
              |
            4 | <!ENTITY far SYSTEM "far.xml">
              |          --- declared here
            ...
            7 | <!ATTLIST A c CDATA "&far;">
              |                      ^^^^^ a value may refer to entities with a text alone

            error: this reference is to no character of XML
             --> sample.dtd:8:13
              |
            8 | <!ENTITY d "&#xD800; ">
              |             ^^^^^^^^ expected the number of a character that XML allows

            error: `&` stands alone in the declaration of entity `&e;`
             --> sample.dtd:9:15
              |
            9 | <!ENTITY e "a & b">
              |               ^ expected a reference, `&name;`
              |
              = help: a plain `&` is written `&amp;` in a default, `&#38;#38;` in an entity

            error: `{` stands in a public identifier
              --> sample.dtd:10:20
               |
            10 | <!ENTITY f PUBLIC "{" "x">
               |                    ^ expected letters and digits of ASCII, spaces, or one of -'()+,./:=?;!*#@$_%

            error: unexpected `NDATA` in the declaration of entity `&g;`
              --> sample.dtd:11:22
               |
            11 | <!ENTITY g SYSTEM "x"NDATA n>
               |                      ^^^^^ expected white space

            error: the quotes that open here are not closed, in the declaration of entity `&h;`
              --> sample.dtd:12:12
               |
            12 | <!ENTITY h "not closed>
               |            ^ expected `"` further on"#]],
    );
}
