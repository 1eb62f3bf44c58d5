//! Documents that are not well formed in or around their elements, and what is said about them.

use super::check;
use expect_test::expect;

#[test]
fn the_root_element() {
    check(
        [
            "<a/><b/>",
            "<a></a>\n<a>",
            "<a/>x",
            "x<a/>",
            "\n  Bad Gateway \n<a/>",
            "<a/> & ",
            "<a/><![CDATA[]]>",
            "<![CDATA[x]]><a/>",
            "</a>",
            "<a/></a>",
            "<a></a></b>",
            "\u{FEFF}\u{FEFF}<a/>",
            "{\"error\": \"no such user\"}",
        ],
        expect![[r#"
            <a/><b/>
                <a> </a> 1:5: a second root element <b>; expected the end of the document [see 1:1]
            <a></a>\n<a>
                <a> </a> 2:1: a second root element <a>; expected the end of the document [see 1:1]
            <a/>x
                <a> </a> 1:5: `x` outside the root element; expected markup or white space there
            x<a/>
                1:1: `x` outside the root element; expected markup or white space there
            \n  Bad Gateway \n<a/>
                2:3: `Bad Gateway` outside the root element; expected markup or white space there
            <a/> & 
                <a> </a> 1:6: `&` outside the root element; expected markup or white space there
            <a/><![CDATA[]]>
                <a> </a> 1:5: `<![CDATA[]]>` outside the root element; expected markup or white space there
            <![CDATA[x]]><a/>
                1:1: `<![CDATA[x]]>` outside the root element; expected markup or white space there
            </a>
                1:1: the end tag </a> closes nothing: no element is open
            <a/></a>
                <a> </a> 1:5: the end tag </a> closes nothing: no element is open
            <a></a></b>
                <a> </a> 1:8: the end tag </b> closes nothing: no element is open
            \u{feff}\u{feff}<a/>
                1:1: `﻿` outside the root element; expected markup or white space there
            {"error": "no such user"}
                1:1: `{"error": "no such user"}` outside the root element; expected markup or white space there
        "#]],
    );
}

#[test]
fn tags() {
    check(
        [
            "<A>\n<B></A></B>",
            "<DOC>\n<T>abc</U></DOC>",
            "<A></a>",
            "<A></A:>",
            "<AB></A>",
            "<A></AB>",
            "<a></a b='1'>",
            "<a></ a>",
            "<a></>",
            "<a></a/>",
            "< a/>",
            "<>",
            "<1a/>",
            "<-a/>",
            "<\u{B7}a/>",
            "<a×/>",
            "<a<b/>",
            "<a>1 < 2</a>",
            "<a><=</a>",
            "<a / >",
            "<a/b/>",
            "<a\u{A0}/>",
            "<a><!ELEMENT b ANY></a>",
            "<a><![cdata[]]></a>",
            "<a><! ></a>",
            "<html><body><hr noshade><p>x</body></html>",
        ],
        expect![[r#"
            <A>\n<B></A></B>
                <A> "\n" <B> 2:4: the end tag </A> does not close <B>, which is open; expected </B> [see 2:1]
            <DOC>\n<T>abc</U></DOC>
                <DOC> "\n" <T> "abc" 2:7: the end tag </U> does not close <T>, which is open; expected </T> [see 2:1]
            <A></a>
                <A> 1:4: the end tag </a> does not close <A>, which is open; expected </A> [see 1:1]
            <A></A:>
                <A> 1:4: the end tag </A:> does not close <A>, which is open; expected </A> [see 1:1]
            <AB></A>
                <AB> 1:5: the end tag </A> does not close <AB>, which is open; expected </AB> [see 1:1]
            <A></AB>
                <A> 1:4: the end tag </AB> does not close <A>, which is open; expected </A> [see 1:1]
            <a></a b='1'>
                <a> 1:8: found `b`; expected `>`
            <a></ a>
                <a> 1:6: found a space; expected the name of the element to close
            <a></>
                <a> 1:6: found `>`; expected the name of the element to close
            <a></a/>
                <a> 1:7: found `/`; expected `>`
            < a/>
                1:2: found a space; expected an element name or other markup
            <>
                1:2: found `>`; expected an element name or other markup
            <1a/>
                1:2: found `1`; expected an element name or other markup
            <-a/>
                1:2: found `-`; expected an element name or other markup
            <·a/>
                1:2: found `·`; expected an element name or other markup
            <a×/>
                1:3: found `×`; expected white space, `>` or `/>`
            <a<b/>
                1:3: found `<`; expected white space, `>` or `/>`
            <a>1 < 2</a>
                <a> "1 " 1:7: found a space; expected an element name or other markup
            <a><=</a>
                <a> 1:5: found `=`; expected an element name or other markup
            <a / >
                1:5: found a space; expected `>` behind `/`
            <a/b/>
                1:4: found `b`; expected `>` behind `/`
            <a\u{a0}/>
                1:3: found U+00A0; expected white space, `>` or `/>`
            <a><!ELEMENT b ANY></a>
                <a> 1:6: found `E`; expected `<!--`, `<![CDATA[` or `<!DOCTYPE`
            <a><![cdata[]]></a>
                <a> 1:6: found `[`; expected `<!--`, `<![CDATA[` or `<!DOCTYPE`
            <a><! ></a>
                <a> 1:6: found a space; expected `<!--`, `<![CDATA[` or `<!DOCTYPE`
            <html><body><hr noshade><p>x</body></html>
                <html> <body> 1:24: found `>`; expected `=` and the value of the attribute
        "#]],
    );
}

#[test]
fn attributes() {
    check(
        [
            "<a b/>",
            "<a b=/>",
            "<a b=1/>",
            "<a b='1'c='2'/>",
            "<a b='1'1/>",
            "<a b=\"1'/>",
            "<a 1='1'/>",
            "<a ='1'/>",
            "<a b='<'/>",
            "<a b='x\n<c d='/>",
            "<a b='1' b='1'/>",
            "<a b='1'\n c='1'\n b='2'/>",
            "<a b='1', c='2'/>",
            "<a b='1' !/>",
            "<a <!-- x --> b='1'/>",
        ],
        expect![[r#"
            <a b/>
                1:5: found `/`; expected `=` and the value of the attribute
            <a b=/>
                1:6: found `/`; expected a quoted attribute value
            <a b=1/>
                1:6: found `1`; expected a quoted attribute value
            <a b='1'c='2'/>
                1:9: found `c`; expected white space, `>` or `/>`
            <a b='1'1/>
                1:9: found `1`; expected white space, `>` or `/>`
            <a b="1'/>
                1:11: the input ends inside the value of the attribute `b`; expected its closing quote [see 1:6]
            <a 1='1'/>
                1:4: found `1`; expected an attribute name, `>` or `/>`
            <a ='1'/>
                1:4: found `=`; expected an attribute name, `>` or `/>`
            <a b='<'/>
                1:7: `<` in the value of the attribute `b`; expected its closing quote, or `&lt;` [see 1:6]
            <a b='x\n<c d='/>
                2:1: `<` in the value of the attribute `b`; expected its closing quote, or `&lt;` [see 1:6]
            <a b='1' b='1'/>
                1:10: the attribute `b` stands twice in one tag [see 1:4]
            <a b='1'\n c='1'\n b='2'/>
                3:2: the attribute `b` stands twice in one tag [see 1:4]
            <a b='1', c='2'/>
                1:9: found `,`; expected white space, `>` or `/>`
            <a b='1' !/>
                1:10: found `!`; expected an attribute name, `>` or `/>`
            <a <!-- x --> b='1'/>
                1:4: found `<`; expected an attribute name, `>` or `/>`
        "#]],
    );
}

#[test]
fn comments_processing_instructions_and_cdata() {
    check(
        [
            "<a><!-- x -- y --></a>",
            "<a><!-- x ---></a>",
            "<a><!--- --- --></a>",
            "<a><!-->--></a>",
            "<a><!- x --></a>",
            "<a><!--->x</a>",
            "<a><? p?></a>",
            "<a><??></a>",
            "<a><?1?></a>",
            "<a><?p+?></a>",
            "<a><?p x></a>",
            "<a>x ]]> y</a>",
            "<a>]]]]></a>",
            "<a><![CDATA[x]]>]]></a>",
            "<a><![CDATA [x]]></a>",
            "<a><![CDATA[x]] ></a>",
        ],
        expect![[r#"
            <a><!-- x -- y --></a>
                <a> 1:11: `--` inside a comment; expected `-->`, which ends it [see 1:4]
            <a><!-- x ---></a>
                <a> 1:11: `--` inside a comment; expected `-->`, which ends it [see 1:4]
            <a><!--- --- --></a>
                <a> 1:10: `--` inside a comment; expected `-->`, which ends it [see 1:4]
            <a><!-->--></a>
                <a> </a> end
            <a><!- x --></a>
                <a> 1:6: found `-`; expected `<!--`, `<![CDATA[` or `<!DOCTYPE`
            <a><!--->x</a>
                <a> 1:15: the input ends inside a comment; expected `-->` [see 1:4]
            <a><? p?></a>
                <a> 1:6: found a space; expected the target of a processing instruction
            <a><??></a>
                <a> 1:6: found `?`; expected the target of a processing instruction
            <a><?1?></a>
                <a> 1:6: found `1`; expected the target of a processing instruction
            <a><?p+?></a>
                <a> 1:7: found `+`; expected white space or `?>` behind the target
            <a><?p x></a>
                <a> 1:14: the input ends inside a processing instruction; expected `?>` [see 1:4]
            <a>x ]]> y</a>
                <a> 1:6: `]]>` in text; expected `]]&gt;`
            <a>]]]]></a>
                <a> 1:6: `]]>` in text; expected `]]&gt;`
            <a><![CDATA[x]]>]]></a>
                <a> CDATA "x" 1:17: `]]>` in text; expected `]]&gt;`
            <a><![CDATA [x]]></a>
                <a> 1:6: found `[`; expected `<!--`, `<![CDATA[` or `<!DOCTYPE`
            <a><![CDATA[x]] ></a>
                <a> 1:22: the input ends inside a CDATA section; expected `]]>` [see 1:4]
        "#]],
    );
}

#[test]
fn characters() {
    check(
        [
            "<a>\u{0}</a>",
            "<a>x\u{1F}</a>",
            "<a b='\u{8}'/>",
            "<a\u{1}/>",
            "<a><!-- \u{B} --></a>",
            "<a><?p \u{C}?></a>",
            "<a><![CDATA[\u{1B}[0m]]></a>",
            "<a>\u{FFFE}</a>",
            "<a>\u{FFFD}\u{FFFF}</a>",
            "\u{1}<a/>",
            "<a/>\u{1}",
            "<!DOCTYPE a SYSTEM '\u{1}'><a/>",
            "<?xml version='1.0' encoding='\u{1}'?><a/>",
            // What comes first in the document is what is reported.
            "<a></b>\u{1}</a>",
            "<a>\u{1}</b></a>",
            "<a>&#1; \u{1}</a>",
            "<a>\u{1} &#1;</a>",
        ],
        expect![[r#"
            <a>\0</a>
                <a> 1:4: the character U+0000 is not allowed in XML
            <a>x\u{1f}</a>
                <a> 1:5: the character U+001F is not allowed in XML
            <a b='\u{8}'/>
                1:7: the character U+0008 is not allowed in XML
            <a\u{1}/>
                1:3: the character U+0001 is not allowed in XML
            <a><!-- \u{b} --></a>
                <a> 1:9: the character U+000B is not allowed in XML
            <a><?p \u{c}?></a>
                <a> 1:8: the character U+000C is not allowed in XML
            <a><![CDATA[\u{1b}[0m]]></a>
                <a> 1:13: the character U+001B is not allowed in XML
            <a>\u{fffe}</a>
                <a> 1:4: the character U+FFFE is not allowed in XML
            <a>�\u{ffff}</a>
                <a> 1:5: the character U+FFFF is not allowed in XML
            \u{1}<a/>
                1:1: the character U+0001 is not allowed in XML
            <a/>\u{1}
                <a> </a> 1:5: the character U+0001 is not allowed in XML
            <!DOCTYPE a SYSTEM '\u{1}'><a/>
                1:21: the character U+0001 is not allowed in XML
            <?xml version='1.0' encoding='\u{1}'?><a/>
                1:31: the character U+0001 is not allowed in XML
            <a></b>\u{1}</a>
                <a> 1:4: the end tag </b> does not close <a>, which is open; expected </a> [see 1:1]
            <a>\u{1}</b></a>
                <a> 1:4: the character U+0001 is not allowed in XML
            <a>&#1; \u{1}</a>
                <a> 1:4: the reference `&#1;` is to no character that XML allows
            <a>\u{1} &#1;</a>
                <a> 1:4: the character U+0001 is not allowed in XML
        "#]],
    );
}

#[test]
fn the_end_of_the_input_inside_something() {
    check(
        [
            "<DOC><ID>1</ID><T>abc",
            "<DOC>\n<ID>1</ID>",
            "<",
            "<!",
            "<!-",
            "<a><![CD",
            "<!DOC",
            "<a",
            "<a ",
            "<a b",
            "<a b=",
            "<a b='",
            "<a b='x>y</a>",
            "<a b='1'",
            "<a/",
            "<a></",
            "<DOC></DO",
            "<a></a",
            "<a></a ",
            "<a>&am",
            "<a>&",
            "<a><!-- x -",
            "<a><!-- x --",
            "<a><![CDATA[ ]]",
            "<?",
            "<?p",
            "<?p ?",
            "<?xml",
            "<?xml ",
            "<?xml version='1.0",
            "<?xml version='1.0' encoding='UTF-8'",
            "<!DOCTYPE a SYSTEM 'x",
            "<!DOCTYPE a [<!ELEMENT a '",
            "<!DOCTYPE a [<!-- ",
            "<!DOCTYPE a [<!ELEM",
            "<!DOCTYPE a []",
            "<!DOCTYPE a>",
        ],
        expect![[r#"
            <DOC><ID>1</ID><T>abc
                <DOC> <ID> "1" </ID> <T> "abc" 1:22: the input ends inside the element <T>; expected </T> [see 1:16]
            <DOC>\n<ID>1</ID>
                <DOC> "\n" <ID> "1" </ID> 2:11: the input ends inside the element <DOC>; expected </DOC> [see 1:1]
            <
                1:2: the input ends inside markup; expected the rest of it [see 1:1]
            <!
                1:3: the input ends inside markup; expected the rest of it [see 1:1]
            <!-
                1:4: the input ends inside markup; expected the rest of it [see 1:1]
            <a><![CD
                <a> 1:9: the input ends inside markup; expected the rest of it [see 1:4]
            <!DOC
                1:6: the input ends inside markup; expected the rest of it [see 1:1]
            <a
                1:3: the input ends inside the start tag `<a`; expected `>` or `/>` [see 1:1]
            <a 
                1:4: the input ends inside the start tag `<a`; expected `>` or `/>` [see 1:1]
            <a b
                1:5: the input ends inside the start tag `<a`; expected `>` or `/>` [see 1:1]
            <a b=
                1:6: the input ends inside the start tag `<a`; expected `>` or `/>` [see 1:1]
            <a b='
                1:7: the input ends inside the value of the attribute `b`; expected its closing quote [see 1:6]
            <a b='x>y</a>
                1:10: `<` in the value of the attribute `b`; expected its closing quote, or `&lt;` [see 1:6]
            <a b='1'
                1:9: the input ends inside the start tag `<a`; expected `>` or `/>` [see 1:1]
            <a/
                1:4: the input ends inside the start tag `<a`; expected `>` or `/>` [see 1:1]
            <a></
                <a> 1:6: the input ends inside the end tag `</`; expected `>` [see 1:4]
            <DOC></DO
                <DOC> 1:10: the input ends inside the end tag `</DO`; expected `>` [see 1:6]
            <a></a
                <a> 1:7: the input ends inside the end tag `</a`; expected `>` [see 1:4]
            <a></a 
                <a> 1:8: the input ends inside the end tag `</a`; expected `>` [see 1:4]
            <a>&am
                <a> 1:4: the reference `&am` is not closed; expected `;` behind it
            <a>&
                <a> 1:4: `&` that begins no reference; expected `&amp;`
            <a><!-- x -
                <a> 1:12: the input ends inside a comment; expected `-->` [see 1:4]
            <a><!-- x --
                <a> 1:13: the input ends inside a comment; expected `-->` [see 1:4]
            <a><![CDATA[ ]]
                <a> 1:16: the input ends inside a CDATA section; expected `]]>` [see 1:4]
            <?
                1:3: the input ends inside a processing instruction; expected `?>` [see 1:1]
            <?p
                1:4: the input ends inside a processing instruction; expected `?>` [see 1:1]
            <?p ?
                1:6: the input ends inside a processing instruction; expected `?>` [see 1:1]
            <?xml
                1:6: the input ends inside the XML declaration; expected `?>` [see 1:1]
            <?xml 
                1:7: the input ends inside the XML declaration; expected `?>` [see 1:1]
            <?xml version='1.0
                1:19: the input ends inside the XML declaration; expected `?>` [see 1:1]
            <?xml version='1.0' encoding='UTF-8'
                1:37: the input ends inside the XML declaration; expected `?>` [see 1:1]
            <!DOCTYPE a SYSTEM 'x
                1:22: the input ends inside the DOCTYPE; expected `>` [see 1:1]
            <!DOCTYPE a [<!ELEMENT a '
                1:27: the input ends inside the DOCTYPE; expected `>` [see 1:1]
            <!DOCTYPE a [<!-- 
                1:19: the input ends inside a comment; expected `-->` [see 1:14]
            <!DOCTYPE a [<!ELEM
                1:20: the input ends inside the DOCTYPE; expected `>` [see 1:1]
            <!DOCTYPE a []
                1:15: the input ends inside the DOCTYPE; expected `>` [see 1:1]
            <!DOCTYPE a>
                1:13: the input ends before any element; expected the root element
        "#]],
    );
}

#[test]
fn long_names_are_cut_in_messages() {
    let name = "é".repeat(200);
    check(
        [format!("<{name}></a>")].map(|document| document.replace(&name, &name[..240])),
        expect![[r#"
        <éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé></a>
            <éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé> 1:123: the end tag </a> does not close <éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…>, which is open; expected </éééééééééééééééééééééééééééééééééééééééééééééééééééééééééééé…> [see 1:1]
    "#]],
    );
}
